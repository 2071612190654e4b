import { Cluster, PolicyRule, Selector } from '../model';

type Policies = Pick<Cluster, 'policies' | 'tieredPolicies'>;

/** Every rule of every policy. */
export function rulesOf({ policies, tieredPolicies }: Policies): readonly PolicyRule[] {
  const rules: PolicyRule[] = [];
  const add = (more: readonly PolicyRule[] = []) => {
    for (const rule of more) rules.push(rule);
  };
  for (const { ingress, egress } of policies) {
    add(ingress);
    add(egress);
  }
  for (const { ingress, egress } of tieredPolicies) {
    add(ingress?.rules);
    add(egress?.rules);
  }
  return rules;
}

/** Every selector of pods that a policy has: for whom it governs, and for peers. */
export function* podSelectorsOf(cluster: Policies): Iterable<Selector> {
  for (const { selects } of cluster.policies) yield selects;
  for (const { subjects } of cluster.tieredPolicies) yield* subjects.map(({ pods }) => pods);
  for (const { peers } of rulesOf(cluster)) {
    for (const peer of peers ?? []) if (peer.kind === 'pods') yield peer.pods;
  }
}
