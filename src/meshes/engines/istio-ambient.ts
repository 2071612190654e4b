import { Cidr, Ports } from '../../values';
import { MeshEngine } from '../engine';
import { istio } from '../istio';

/** The source that Istio gives to probes of the kubelet, in both families, so that they can be told from other pods. */
const PROBES = ['169.254.7.127/32', 'fd16:9254:7127:1337:ffff:ffff:ffff:ffff/128'].map(cidr => ({ block: Cidr.of(cidr), except: [] }));

/** @see https://istio.io/latest/docs/ambient/usage/networkpolicy/ */
export const istioAmbient: MeshEngine = {
  ...istio,
  member: () => ({ labels: { 'istio.io/dataplane-mode': 'ambient' } }),
  outside: { labels: { 'istio.io/dataplane-mode': 'none' } },
  ownLabels: ['istio-injection', 'istio.io/dataplane-mode', 'istio.io/rev'],
  tunnel: Ports.tcp(15008),
  looksUpNames: false,
  // The node talks to istiod, not the pods. A probe may ask for any port, and has no other way in.
  needs: () => [{ direction: 'ingress', peer: { kind: 'addresses', blocks: PROBES }, ports: [Ports.allTcp()] }],
};
