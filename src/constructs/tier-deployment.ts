import { Size } from 'cdk8s';
import { ContainerPort, Cpu, Deployment, EmptyDirMedium, LabelSelector, Probe, Protocol, Volume } from 'cdk8s-plus-27';
import { Construct } from 'constructs';
import { HardenedDeployment } from './hardened-deployment';
import { portNameOf } from './port-names';
import { TierOptions } from './tier-options';
import { Labels, Ports } from '../values';

/** An unprivileged user that no image and no node gives a meaning to. */
const NOBODY = 10001;

interface TierWorkload {
  readonly name: string;
  readonly namespace: string;
  readonly labels: Labels;
}

/** Defines the Deployment of a tier, with the ports it declares and the restrictions every tier starts from. */
export function tierDeployment(scope: Construct, { name, namespace, labels }: TierWorkload, options: TierOptions): Deployment {
  const user = options.user ?? NOBODY;
  const deployment = new HardenedDeployment(scope, 'Deployment', {
    metadata: { name, namespace, labels },
    podMetadata: { labels },
    select: false,
    replicas: options.replicas ?? 1,
    automountServiceAccountToken: false,
    securityContext: { ensureNonRoot: true, user, group: user, fsGroup: user },
  });
  // Only labels that stay: the selector of a Deployment cannot be changed, and cdk8s-plus would hash the construct path into it.
  deployment.select(LabelSelector.of({ labels }));
  deployment.addContainer({
    name,
    image: options.image,
    ports: (options.ports ?? []).map(containerPort),
    securityContext: { ensureNonRoot: true, readOnlyRootFilesystem: true, allowPrivilegeEscalation: false, user, group: user },
    resources: {
      cpu: { request: Cpu.millis(100), limit: Cpu.millis(1000) },
      memory: { request: Size.mebibytes(128), limit: Size.mebibytes(512) },
    },
    ...probes(options.ports ?? []),
    volumeMounts: (options.writablePaths ?? []).map((path, index) => ({ path, volume: scratch(scope, index) })),
  });
  return deployment;
}

/** The kubelet can only open TCP connections; a tier without a TCP port is taken to be ready when it runs. */
function probes(ports: readonly Ports[]) {
  const port = ports.find(({ protocol }) => protocol === 'TCP')?.first;
  return port === undefined ? {} : { startup: Probe.fromTcpSocket({ port }), readiness: Probe.fromTcpSocket({ port }) };
}

const scratch = (scope: Construct, index: number): Volume =>
  Volume.fromEmptyDir(scope, `Writable${index}`, `writable-${index}`, { medium: EmptyDirMedium.DEFAULT });

const containerPort = (ports: Ports): ContainerPort => ({
  name: portNameOf(ports),
  number: ports.first,
  protocol: Protocol[ports.protocol],
});
