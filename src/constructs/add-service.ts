import { Construct } from 'constructs';
import { ClusterProfile } from './cluster-profile';
import { kubeObject } from './kube-object';
import { Peer } from './peer';
import { TierService } from './tier-service';
import { where } from './where';
import { internetBlocks } from '../policies';
import { serviceFor } from '../services';
import { PodLocation, Ports } from '../values';

/** Pods that a Service is added for. */
export interface ServedWorkload {
  readonly name: string;
  readonly pods: PodLocation;
  /** What they listen on. */
  readonly ports: readonly Ports[];
}

/** What became of a Service. */
export interface AddedService {
  /** The number of the Service's port for each port of the pods that it publishes, by `tcp 8080`. */
  readonly published: ReadonlyMap<string, number>;
  /** Who connects to the pods from outside through it, on which ports, if anybody does. */
  readonly clients?: { readonly peer: Peer; readonly ports: Ports[] };
}

/** Adds the Service in front of a workload. What contradicts itself, or the cluster, throws a UsageError. */
export function addService(scope: Construct, { name, pods, ports }: ServedWorkload, { _intent: intent }: TierService): AddedService {
  if (intent === undefined) return { published: new Map() };
  const facts = ClusterProfile._for(scope)._facts;
  const { annotations, spec, clients, ports: written } = serviceFor(where(scope), { labels: pods.labels, ports }, intent, facts);
  const { namespace, labels } = pods;
  kubeObject(scope, 'Service', { apiVersion: 'v1', kind: 'Service', name, namespace, labels, annotations, spec });
  if (intent.exported) kubeObject(scope, 'ServiceExport', { apiVersion: 'multicluster.x-k8s.io/v1alpha1', kind: 'ServiceExport', name, namespace });
  const targets = ports.filter(port => written.some(({ protocol, targetPort }) => protocol === port.protocol && targetPort === port.first));
  const blocks = clients === 'internet' ? internetBlocks(facts) : clients;
  return {
    published: new Map(written.map(({ protocol, port, targetPort }) => [`${protocol.toLowerCase()} ${targetPort}`, port])),
    ...blocks.length > 0 && { clients: { peer: Peer._of({ end: { kind: 'addresses', blocks }, what: 'clients outside', ports: [] }), ports: targets } },
  };
}
