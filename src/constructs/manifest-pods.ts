import { ApiObject } from 'cdk8s';
import { IConstruct } from 'constructs';
import { PeerFacts } from './peer-facts';
import { where } from './where';
import { UsageError } from '../errors';
import { checkedLabels, dnsLabel, Labels, Ports, Protocol } from '../values';

interface PodManifest {
  readonly metadata?: { readonly name?: string; readonly namespace?: string; readonly labels?: Labels };
  readonly spec?: PodSpec & {
    /** Of a Service, this is labels alone. */
    readonly selector?: LabelSelector;
    readonly template?: PodManifest;
    readonly jobTemplate?: PodManifest;
    readonly ports?: readonly ServicePort[];
  };
}

interface LabelSelector {
  readonly matchLabels?: Labels;
  readonly matchExpressions?: readonly unknown[];
}

interface PodSpec {
  readonly serviceAccountName?: string;
  readonly containers?: readonly { readonly ports?: readonly ContainerPort[] }[];
}

interface ContainerPort {
  readonly containerPort: number;
  readonly protocol?: string;
}

interface ServicePort {
  readonly port: number;
  readonly targetPort?: number | string;
  readonly protocol?: string;
}

/**
 * The pods that the objects of a construct make, whichever library defined it: only manifests are read, never classes.
 *
 * Services stand for the pods behind them, where there is nothing else.
 */
export function podsOfConstruct(construct: IConstruct): PeerFacts[] {
  const objects = construct.node.findAll().filter(ApiObject.isApiObject);
  const workloads = objects.filter(({ kind, apiGroup }) => (WORKLOADS[apiGroup] ?? []).includes(kind));
  const chosen = workloads.length > 0 ? workloads : objects.filter(({ kind, apiGroup }) => apiGroup === 'core' && kind === 'Service');
  if (chosen.length > 0) return chosen.map(podsOfObject);
  throw new UsageError(where(construct), 'it has no pods: none of its objects is a workload or a Service',
    'pass a Deployment, a StatefulSet, a DaemonSet, a Job, a CronJob, a Pod or a Service');
}

const WORKLOADS: Readonly<Record<string, readonly string[]>> = {
  core: ['Pod', 'ReplicationController'],
  apps: ['Deployment', 'StatefulSet', 'DaemonSet', 'ReplicaSet'],
  batch: ['Job', 'CronJob'],
};

function podsOfObject(object: ApiObject): PeerFacts {
  const { metadata, spec } = manifestOf(object);
  const { labels, ports, account } = object.kind === 'Service' ? podsBehind(spec) : podsOf({ metadata, spec });
  const name = metadata?.name ?? object.name;
  if (Object.keys(labels).length === 0) {
    throw new UsageError(where(object), `no label tells the pods of ${object.kind} "${name}" from the others of their namespace`, 'give them one');
  }
  return {
    end: { namespace: dnsLabel(where(object), 'namespace', metadata?.namespace ?? 'default'), labels: checkedLabels(where(object), labels), account },
    what: `${object.kind} "${name}"`,
    ports,
    place: { scope: object, id: 'NetworkPolicy', name: object.kind === 'Service' ? `${name}-service` : name },
  };
}

interface LabelsAndPorts {
  readonly labels: Labels;
  readonly ports: readonly Ports[];
  readonly account?: string;
}

const podsBehind = (spec: PodManifest['spec'] = {}): LabelsAndPorts => ({ labels: (spec.selector ?? {}) as Labels, ports: (spec.ports ?? []).map(servicePort) });

/** The labels that a controller selects by can never change; the others of its pods might. */
function podsOf({ metadata, spec = {} }: PodManifest): LabelsAndPorts {
  const template = spec.jobTemplate ?? spec.template;
  if (template === undefined) return { labels: metadata?.labels ?? {}, ports: containerPorts(spec), account: spec.serviceAccountName };
  const pods = podsOf(template);
  return { ...pods, labels: exactLabels(spec.selector) ?? pods.labels };
}

function exactLabels({ matchLabels = {}, matchExpressions = [] }: LabelSelector = {}): Labels | undefined {
  return Object.keys(matchLabels).length > 0 && matchExpressions.length === 0 ? matchLabels : undefined;
}

const containerPorts = ({ containers = [] }: PodSpec): Ports[] =>
  containers.flatMap(({ ports = [] }) => ports).map(({ containerPort, protocol }) => single(containerPort, protocol));

function manifestOf(object: ApiObject): PodManifest {
  try {
    return object.toJson() as PodManifest;
  } catch (error) {
    throw new UsageError(where(object), `it cannot be read yet: ${(error as Error).message}`, 'complete it, then say who it may talk to');
  }
}

/** What policies see is the port of the pods, not that of the Service. */
const servicePort = ({ port, targetPort = port, protocol = 'TCP' }: ServicePort): Ports =>
  typeof targetPort === 'string' ? Ports.named(targetPort, protocol as Protocol) : single(targetPort, protocol);

function single(port: number, protocol = 'TCP'): Ports {
  if (protocol === Protocol.UDP) return Ports.udp(port);
  return protocol === Protocol.SCTP ? Ports.sctp(port) : Ports.tcp(port);
}
