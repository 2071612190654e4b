import { ServiceIntent, TrafficIntent } from './service-intent';
import { UsageError } from '../errors';
import { ClusterFacts, IpFamily } from '../values';

/** Fields of a `spec` that say how the addresses of a Service, and what comes to them, are treated. */
export function trafficFields(where: string, intent: ServiceIntent, facts: ClusterFacts): Readonly<Record<string, unknown>> {
  checkContradictions(where, intent, facts);
  const { internalTrafficPolicy } = intent;
  return {
    ...ipFamilyFields(where, intent),
    ...affinityFields(where, intent.sessionAffinitySeconds),
    ...internalTrafficPolicy && { internalTrafficPolicy },
    ...intent.trafficDistribution && { trafficDistribution: distribution(where, intent.trafficDistribution, facts.kubernetesMinor) },
  };
}

function checkContradictions(where: string, { type, internalTrafficPolicy, trafficDistribution, sessionAffinitySeconds }: ServiceIntent,
  { cni }: ClusterFacts): void {
  if (internalTrafficPolicy === 'Local' && trafficDistribution !== undefined) {
    throw new UsageError(where, 'internalTrafficPolicy Local never leaves the node, so that trafficDistribution means nothing',
      'choose one of them');
  }
  if (internalTrafficPolicy === 'Local' && cni.name === 'gke-dataplane-v2') {
    throw new UsageError(where, 'GKE Dataplane V2 does not know internalTrafficPolicy', 'leave it out');
  }
  const ignored = { internalTrafficPolicy, trafficDistribution, sessionAffinitySeconds };
  const [name] = Object.entries(ignored).find(([, value]) => value !== undefined) ?? [];
  if (type === 'Headless' && name !== undefined) {
    throw new UsageError(where, `nothing routes what is sent to a headless Service, so that ${name} means nothing`,
      'leave it out, or use TierService.clusterIp()');
  }
}

/** Fields for the families of addresses that a Service gets. */
export function ipFamilyFields(where: string, { ipFamilyPolicy, ipFamilies }: Pick<TrafficIntent, 'ipFamilyPolicy' | 'ipFamilies'>) {
  if (ipFamilies !== undefined) checkFamilies(where, ipFamilies, ipFamilyPolicy);
  return { ...ipFamilyPolicy && { ipFamilyPolicy }, ...ipFamilies && { ipFamilies: [...ipFamilies] } };
}

function checkFamilies(where: string, ipFamilies: readonly IpFamily[], policy: TrafficIntent['ipFamilyPolicy'] = 'SingleStack'): void {
  if (ipFamilies.length === 0 || ipFamilies.length > 2 || ipFamilies[0] === ipFamilies[1]) {
    throw new UsageError(where, `[${ipFamilies.join(', ')}] is no list of families`, 'name one or both of IPv4 and IPv6, the preferred one first');
  }
  if (ipFamilies.length === 2 && policy === 'SingleStack') {
    throw new UsageError(where, 'a Service of a single stack has no two families',
      'name one family, or set ipFamilyPolicy to PREFER_DUAL_STACK');
  }
}

function affinityFields(where: string, timeoutSeconds: number | undefined) {
  if (timeoutSeconds === undefined) return {};
  if (!Number.isInteger(timeoutSeconds) || timeoutSeconds < 1 || timeoutSeconds > 86400) {
    throw new UsageError(where, `clients cannot be remembered for ${timeoutSeconds} seconds`, 'give a whole number from 1 to 86400, which is a day');
  }
  return { sessionAffinity: 'ClientIP', sessionAffinityConfig: { clientIP: { timeoutSeconds } } };
}

/** Since when the API server keeps the field without being told to: before that, it would drop it silently. */
const PREFER_CLOSE = 31;
const PREFER_SAME = 34;

function distribution(where: string, wanted: 'PreferSameZone' | 'PreferSameNode', minor: number): string {
  if (minor >= PREFER_SAME) return wanted;
  // The old name of the same thing.
  if (wanted === 'PreferSameZone' && minor >= PREFER_CLOSE) return 'PreferClose';
  const since = wanted === 'PreferSameZone' ? PREFER_CLOSE : PREFER_SAME;
  throw new UsageError(where, `Kubernetes 1.${minor} does not know trafficDistribution ${wanted}`,
    `leave it out, or state a profile of Kubernetes 1.${since} or later`);
}
