import { Ports } from '../../values';
import { MeshEngine } from '../engine';
import { istio } from '../istio';

/** @see https://istio.io/latest/docs/setup/additional-setup/sidecar-injection/ */
export const istioSidecar: MeshEngine = {
  ...istio,
  // A revision is stated in place of the default, which would win over it.
  member: labels => 'istio.io/rev' in labels ? {} : { labels: { 'istio-injection': 'enabled' } },
  outside: { labels: { 'istio-injection': 'disabled' } },
  ownLabels: ['istio-injection', 'istio.io/dataplane-mode'],
  plugin: 'istio-cni',
  looksUpNames: true,
  needs: ({ meshNamespace = 'istio-system' }) => [
    // Certificates and configuration. Connections between pods keep their ports.
    { direction: 'egress', peer: { namespace: meshNamespace, labels: { app: 'istiod' } }, ports: [Ports.tcp(15012)] },
  ],
};
