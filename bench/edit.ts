import { workloads } from './workloads';
import { LiveNetwork } from '../src/analysis';
import { manifestsOf, Policy, readCluster } from '../src/model';
import { knownControllers, presets } from '../src/profiles';

/** How many policies are edited, one after another. */
const EDITS = 21;

interface RawPolicy {
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly namespace: string };
  readonly spec: { readonly ingress?: readonly RawRule[] };
}

interface RawRule {
  readonly ports: readonly object[];
}

/** Milliseconds from the parsed object of an edited policy to what the edit opens and closes: the median of some. */
export function editMs(name: string): number {
  const objects = workloads[name].objects() as RawPolicy[];
  const { cluster } = readCluster(manifestsOf(name, objects));
  const live = new LiveNetwork(cluster, { facts: presets.vanilla, controllers: knownControllers });
  const policies = new Map(cluster.policies.map(policy => [`${policy.namespace}/${policy.name}`, policy]));
  const edited = objects.filter(({ kind, spec }) => kind === 'NetworkPolicy' && (spec.ingress?.length ?? 0) > 0).slice(0, EDITS);
  const times = edited.map((object, index) => {
    const { namespace, name: policyName } = object.metadata;
    return timed(live, policies.get(`${namespace}/${policyName}`)!, withPort(object, 20_000 + index));
  });
  return times.sort((a, b) => a - b)[Math.floor(times.length / 2)];
}

function timed(live: LiveNetwork, before: Policy, after: RawPolicy): number {
  const start = performance.now();
  const policies = readCluster(manifestsOf('edit', [after])).cluster.policies;
  const { added, changed } = live.replace([before], policies);
  const took = performance.now() - start;
  // One port more for pods that the other side lets out to none of it: nothing opens, but all of it has to be looked at.
  if (policies.length !== 1 || added.some(({ ports }) => ports === 'all') || changed.some(({ closes }) => closes)) throw new Error('the edit did something else');
  return took;
}

/** The policy with one port more, at which nothing was cut before. */
const withPort = ({ spec, ...policy }: RawPolicy, port: number): RawPolicy => ({
  ...policy,
  spec: { ...spec, ingress: spec.ingress!.map((rule, index) => index > 0 ? rule : { ...rule, ports: [...rule.ports, { protocol: 'TCP', port }] }) },
});
