import { CompiledRule } from './compile-rule';
import { ALWAYS, Condition, NEVER } from './condition';
import { Direction } from './rule-context';
import { hostsSelectable, seenPods } from './rule-peers';
import { SharedSides } from './shared-sides';
import { Cell, Side } from './side';
import { NetworkPolicyDraft, TierDraft } from './tier-draft';
import { Universe } from './universe';
import { orUnknownPod } from './unknown-pod';
import { Cluster, TieredPolicy } from '../model';

const DIRECTIONS = ['ingress', 'egress'] as const;

/** What the policies let into each class, and out of it. */
export function sidesOf(cluster: Cluster, universe: Universe): Record<Direction, Side[]> {
  const [ingress, egress] = DIRECTIONS.map(direction => networkPolicyDrafts(cluster, universe, direction));
  const [tieredIn, tieredOut] = DIRECTIONS.map(direction => tierDrafts(cluster, universe, direction));
  const shared = new SharedSides(universe);
  return {
    ingress: ingress.map((draft, index) => shared.of(draft, egress[index].governed, tieredIn.get(index) ?? [])),
    egress: egress.map((draft, index) => shared.of(draft, ingress[index].governed, tieredOut.get(index) ?? [])),
  };
}

function networkPolicyDrafts({ policies }: Cluster, universe: Universe, direction: Direction): NetworkPolicyDraft[] {
  const { conditions } = universe.answers;
  const drafts = universe.classes.map((): NetworkPolicyDraft => ({ cells: [], governed: NEVER }));
  for (const { namespace, selects, [direction]: rules } of policies) {
    if (rules === undefined) continue;
    const compiled = rules.map(rule => new CompiledRule(universe, rule, { namespace, direction }));
    for (const { peers, when } of seenPods(universe, universe.selections.inNamespace(namespace, selects), hostsSelectable)) {
      for (const subject of peers) {
        drafts[subject].governed = conditions.or(drafts[subject].governed, when);
        for (const rule of compiled) drafts[subject].cells.push(...cellsUnder(universe, when, rule.cellsFor(universe.classes[subject])));
      }
    }
  }
  return drafts;
}

/** The subject may be one under a condition only; then so is what the rules allow it. */
function cellsUnder({ answers: { conditions } }: Universe, when: Condition, cells: readonly Cell[]): readonly Cell[] {
  return when === ALWAYS ? cells : cells.map(cell => ({ ...cell, when: conditions.and(cell.when, when) }));
}

/** By class, what each tier says about it, the first tier first, and in each the policy first that is asked first. */
function tierDrafts({ tieredPolicies }: Cluster, universe: Universe, direction: Direction): Map<number, TierDraft[]> {
  const drafts = new Map<number, TierDraft[]>();
  for (const policy of [...tieredPolicies].sort(inOrder)) {
    const rules = policy[direction];
    if (rules === undefined) continue;
    const compiled = rules.rules.map((rule, index) => ({
      action: rule.action, rule: new CompiledRule(universe, rule, { namespace: policy.namespace, direction, ordered: `${nameOf(policy)} ${index}` }),
    }));
    for (const [subject, when] of subjectsOf(universe, policy)) {
      const draft = draftFor(drafts, subject, policy);
      if (rules.isolates) draft.isolates = universe.answers.conditions.or(draft.isolates, when);
      const cells = compiled.flatMap(({ action, rule }) => cellsUnder(universe, when, rule.cellsFor(universe.classes[subject]))
        .map(cell => ({ ...cell, action, policy: nameOf(policy) })));
      draft.policies.push({ priority: policy.priority, cells });
    }
  }
  return drafts;
}

/** The pods that a policy governs, each once. The API text leaves those on the host network out. */
function subjectsOf(universe: Universe, policy: TieredPolicy): Map<number, Condition> {
  const { subjects, namespace } = policy;
  const { selections, answers: { conditions } } = universe;
  const governed = new Map<number, Condition>();
  for (const { namespaces, pods } of subjects) {
    const selected = namespaces === undefined ? selections.inNamespace(namespace, pods) : selections.inNamespaces(namespaces, pods);
    for (const { peers, when } of orUnknownPod(universe, seenPods(universe, selected, () => NEVER), `subjects of ${nameOf(policy)}`)) {
      for (const peer of peers) governed.set(peer, conditions.or(governed.get(peer) ?? NEVER, when));
    }
  }
  return governed;
}

function draftFor(drafts: Map<number, TierDraft[]>, subject: number, { tier }: TieredPolicy): TierDraft {
  const list = drafts.get(subject) ?? [];
  if (list.length === 0) drafts.set(subject, list);
  const last = list.at(-1);
  if (last?.tier.order === tier.order && last.tier.name === tier.name) return last;
  const draft: TierDraft = { tier, policies: [], isolates: NEVER };
  list.push(draft);
  return draft;
}

const nameOf = ({ namespace, name, kind, source: { file } }: TieredPolicy): string => `${namespace}/${name}[${kind}] ${file}`;

function inOrder(one: TieredPolicy, other: TieredPolicy): number {
  if (one.tier.order !== other.tier.order) return one.tier.order < other.tier.order ? -1 : 1;
  if (one.priority !== other.priority) return one.priority - other.priority;
  const [mine, theirs] = [one, other].map(({ tier, namespace, name }) => `${tier.name} ${name} ${namespace}`);
  return mine < theirs ? -1 : Number(mine > theirs);
}
