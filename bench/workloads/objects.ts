/* Objects as `kubectl get` prints them, without what no policy asks for. */

type Labels = Readonly<Record<string, string>>;

export interface PodProps {
  readonly namespace: string;
  readonly name: string;
  /** Name of the ReplicaSet that owns the pod, if any does. */
  readonly owner?: string;
  readonly labels: Labels;
  readonly port: number;
  /** Counts from 0: the pods of a cluster are numbered through 10.0.0.0/8. */
  readonly number: number;
}

export const pod = ({ namespace: its, name, owner, labels, port, number }: PodProps): object => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: {
    name, namespace: its, labels, ...owner !== undefined && { ownerReferences: [{ kind: 'ReplicaSet', name: owner, controller: true }] },
  },
  spec: { containers: [{ name: 'c', image: 'i', ports: [{ name: 'http', containerPort: port }] }] },
  status: { podIP: addressOf(number) },
});

function addressOf(number: number): string {
  const address = number + 1;
  return `10.${Math.floor(address / 65536)}.${Math.floor(address / 256) % 256}.${address % 256}`;
}

export const namespace = (name: string, labels: Labels = {}): object => ({
  apiVersion: 'v1', kind: 'Namespace', metadata: { name, labels: { 'kubernetes.io/metadata.name': name, ...labels } },
});

export const networkPolicy = (its: string, name: string, spec: object): object => ({
  apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy', metadata: { name, namespace: its }, spec,
});

export const tcp = (port: number, endPort?: number): object => ({ protocol: 'TCP', port, ...endPort !== undefined && { endPort } });

/** The numbers from 0 on. */
export const count = (length: number): number[] => Array.from({ length }, (_, index) => index);
