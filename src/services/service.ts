import { balanced, written } from './load-balancing';
import { ServiceClients, serviceClients } from './service-clients';
import { ServiceIntent } from './service-intent';
import { ServicePort } from './service-port';
import { servicePorts } from './service-ports';
import { trafficFields } from './traffic';
import { UsageError } from '../errors';
import { ClusterFacts, Labels, Ports } from '../values';

/** The pods that a Service is for. */
export interface ServedPods {
  readonly labels: Labels;
  /** What they listen on. */
  readonly ports: readonly Ports[];
}

/** A Service as it is written, and whom its pods have to let in for it. */
export interface WrittenService {
  readonly annotations?: Labels;
  readonly spec: Readonly<Record<string, unknown>>;
  readonly ports: readonly ServicePort[];
  readonly clients: ServiceClients;
}

/** Writes the Service that somebody wants for certain pods. What contradicts itself, or the cluster, throws a UsageError. */
export function serviceFor(where: string, pods: ServedPods, intent: ServiceIntent, facts: ClusterFacts): WrittenService {
  checkType(where, intent);
  const ports = servicePorts(where, intent, pods.ports);
  const load = intent.type === 'LoadBalancer' ? balanced(where, intent, ports, facts) : undefined;
  const { annotations, ...balancerFields } = load === undefined ? { annotations: undefined } : written(load);
  const clients = serviceClients(where, intent, facts, load);
  return {
    annotations,
    ports,
    clients,
    spec: {
      type: intent.type === 'Headless' ? 'ClusterIP' : intent.type,
      ...intent.type === 'Headless' && { clusterIP: 'None' },
      selector: pods.labels,
      ports,
      ...trafficFields(where, intent, facts),
      ...intent.publishNotReadyAddresses && { publishNotReadyAddresses: true },
      ...intent.type === 'NodePort' && { externalTrafficPolicy: 'Local' },
      ...load && { externalTrafficPolicy: load.request.externalTrafficPolicy },
      ...balancerFields,
    },
  };
}

/** Options of one type that another would ignore; TypeScript refuses them, but not every language does. */
function checkType(where: string, intent: ServiceIntent): void {
  const { option, reason } = MISPLACED.find(({ isMisplaced }) => isMisplaced(intent)) ?? {};
  if (option === undefined) return;
  throw new UsageError(where, `${option} means nothing with a Service of type ${intent.type}: ${reason}`, 'leave it out, or use another type');
}

interface Misplaced {
  readonly option: string;
  readonly isMisplaced: (intent: ServiceIntent) => boolean;
  readonly reason: string;
}

const OPEN: readonly string[] = ['NodePort', 'LoadBalancer'];

const MISPLACED: readonly Misplaced[] = [{
  option: 'publishNotReadyAddresses',
  isMisplaced: ({ type, publishNotReadyAddresses }) => publishNotReadyAddresses === true && type !== 'Headless',
  reason: 'it would send requests to pods that are not ready',
}, {
  option: 'sourceRanges',
  isMisplaced: ({ type, sourceRanges, loadBalancer }) => sourceRanges !== undefined || (loadBalancer !== undefined && type !== 'LoadBalancer'),
  reason: 'only a load balancer holds its clients to them',
}, {
  option: 'externalTrafficPolicy',
  isMisplaced: ({ type, externalTrafficPolicy }) => externalTrafficPolicy !== undefined && !OPEN.includes(type),
  reason: 'nothing outside connects to it',
}, {
  option: 'clients',
  isMisplaced: ({ type, clients }) => clients !== undefined && type !== 'NodePort',
  reason: 'nothing outside connects to the ports of nodes',
}];
