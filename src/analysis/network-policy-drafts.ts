import { cellsUnder } from './cells-under';
import { CompiledRule } from './compile-rule';
import { Condition, NEVER } from './condition';
import { Direction } from './rule-context';
import { hostsSelectable, seenPods } from './rule-peers';
import { NetworkPolicyDraft } from './tier-draft';
import { Universe } from './universe';
import { Policy } from '../model';

/** What NetworkPolicies say in one direction, by the class that they govern. */
export type NetworkPolicyDrafts = ReadonlyMap<number, NetworkPolicyDraft>;

/** The classes that policies govern. */
export const governedClasses = (universe: Universe, policies: readonly Policy[]): Set<number> =>
  new Set(policies.flatMap(policy => subjectsOf(universe, policy)).flatMap(({ peers }) => peers));

/** What policies say about each class that they govern, or about some of those only. */
export function networkPolicyDrafts(
  policies: readonly Policy[], universe: Universe, direction: Direction, only?: ReadonlySet<number>,
): NetworkPolicyDrafts {
  const drafts = new Map<number, NetworkPolicyDraft>();
  for (const policy of policies) {
    if (policy[direction] === undefined) continue;
    for (const { peers, when } of subjectsOf(universe, policy)) {
      const subjects = only === undefined ? peers : peers.filter(peer => only.has(peer));
      if (subjects.length > 0) addPolicy(drafts, universe, { policy, direction, subjects, when });
    }
  }
  return drafts;
}

interface Governing {
  readonly policy: Policy;
  readonly direction: Direction;
  readonly subjects: readonly number[];
  readonly when: Condition;
}

function addPolicy(drafts: Map<number, NetworkPolicyDraft>, universe: Universe, { policy, direction, subjects, when }: Governing): void {
  const { namespace, [direction]: rules = [] } = policy;
  const compiled = rules.map(rule => new CompiledRule(universe, rule, { namespace, direction }));
  for (const subject of subjects) {
    const draft = drafts.get(subject) ?? { cells: [], governed: NEVER };
    draft.governed = universe.answers.conditions.or(draft.governed, when);
    for (const rule of compiled) draft.cells.push(...cellsUnder(universe, when, rule.cellsFor(universe.classes[subject])));
    drafts.set(subject, draft);
  }
}

const subjectsOf = (universe: Universe, { namespace, selects }: Policy) =>
  seenPods(universe, universe.selections.inNamespace(namespace, selects), hostsSelectable);
