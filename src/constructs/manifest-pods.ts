import { ApiObject } from 'cdk8s';
import { IConstruct } from 'constructs';
import { PeerFacts } from './peer-facts';
import { where } from './where';
import { UsageError } from '../errors';
import { checkedLabels, dnsLabel, Labels, Ports, Protocol } from '../values';

interface PodManifest {
  readonly metadata?: { readonly name?: string; readonly namespace?: string; readonly labels?: Labels };
  readonly spec?: PodSpec & {
    readonly selector?: Labels & { readonly matchLabels?: Labels; readonly matchExpressions?: readonly unknown[] };
    readonly template?: PodManifest;
    readonly jobTemplate?: PodManifest;
    readonly ports?: readonly ServicePort[];
  };
}

interface PodSpec {
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
  const manifest = manifestOf(object);
  const isService = object.kind === 'Service';
  const name = manifest.metadata?.name ?? object.name;
  const namespace = dnsLabel(where(object), 'namespace', manifest.metadata?.namespace ?? 'default');
  const labels = checkedLabels(where(object), isService ? manifest.spec?.selector as Labels ?? {} : labelsOf(manifest));
  if (Object.keys(labels).length === 0) {
    throw new UsageError(where(object), `no label tells the pods of ${object.kind} "${name}" from the others of their namespace`, 'give them one');
  }
  return {
    end: { namespace, labels },
    what: `${object.kind} "${name}"`,
    ports: isService ? (manifest.spec?.ports ?? []).map(servicePort) : containerPorts(manifest),
    place: { scope: object, id: 'NetworkPolicy', name: isService ? `${name}-service` : name },
  };
}

function manifestOf(object: ApiObject): PodManifest {
  try {
    return object.toJson() as PodManifest;
  } catch (error) {
    throw new UsageError(where(object), `it cannot be read yet: ${(error as Error).message}`, 'complete it, then say who it may talk to');
  }
}

/** The labels that a controller selects by can never change; the others of its pods might. */
function labelsOf({ metadata, spec }: PodManifest): Labels {
  if (spec?.jobTemplate !== undefined) return labelsOf(spec.jobTemplate);
  const { matchLabels = {}, matchExpressions = [] } = spec?.selector ?? {};
  if (Object.keys(matchLabels).length > 0 && matchExpressions.length === 0) return matchLabels;
  return (spec?.template === undefined ? metadata : spec.template.metadata)?.labels ?? {};
}

function containerPorts({ spec }: PodManifest): Ports[] {
  const template = spec?.jobTemplate ?? spec?.template;
  if (template !== undefined) return containerPorts(template);
  return (spec?.containers ?? []).flatMap(({ ports = [] }) => ports).map(({ containerPort, protocol }) => single(containerPort, protocol));
}

/** What policies see is the port of the pods, not that of the Service. */
const servicePort = ({ port, targetPort = port, protocol = 'TCP' }: ServicePort): Ports =>
  typeof targetPort === 'string' ? Ports.named(targetPort, protocol as Protocol) : single(targetPort, protocol);

function single(port: number, protocol = 'TCP'): Ports {
  if (protocol === Protocol.UDP) return Ports.udp(port);
  return protocol === Protocol.SCTP ? Ports.sctp(port) : Ports.tcp(port);
}
