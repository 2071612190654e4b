import { cellsUnder } from './cells-under';
import { CompiledRule } from './compile-rule';
import { ALWAYS, Condition, NEVER } from './condition';
import { RankedCell } from './ordered-tier';
import { PodClass } from './pod-classes';
import { Direction } from './rule-context';
import { seenPods } from './rule-peers';
import { TierDraft } from './tier-draft';
import { Universe } from './universe';
import { orUnknownPod } from './unknown-pod';
import { TieredPolicy, TieredRule } from '../model';

/** By class, what each tier says about it, the first tier first, and in each the policy first that is asked first. */
export function tierDrafts(tieredPolicies: readonly TieredPolicy[], universe: Universe, direction: Direction): Map<number, TierDraft[]> {
  const drafts = new Map<number, TierDraft[]>();
  for (const policy of [...tieredPolicies].sort(inOrder)) {
    const rules = policy[direction];
    if (rules === undefined) continue;
    const cells = new PolicyRules(universe, policy, direction);
    for (const [subject, when] of subjectsOf(universe, policy)) {
      const draft = draftFor(drafts, subject, policy);
      if (rules.isolates) draft.isolates = universe.answers.conditions.or(draft.isolates, when);
      draft.policies.push({ priority: policy.priority, cells: cells.for(universe.classes[subject], when) });
    }
  }
  return drafts;
}

/** What the rules of a policy name. Subjects for whom that is the same share one list: there may be thousands. */
class PolicyRules {
  private readonly rules: readonly { readonly action: TieredRule['action']; readonly compiled: CompiledRule }[];
  private readonly common?: readonly RankedCell[];

  constructor(private readonly universe: Universe, private readonly policy: TieredPolicy, direction: Direction) {
    this.rules = (policy[direction]?.rules ?? []).map((rule, index) => ({
      action: rule.action,
      compiled: new CompiledRule(universe, rule, { namespace: policy.namespace, direction, ordered: `${nameOf(policy)} ${index}` }),
    }));
    const [anybody] = universe.classes;
    if (anybody !== undefined && this.rules.every(({ compiled }) => compiled.isCommon)) this.common = this.ranked(anybody, ALWAYS);
  }

  public for(subject: PodClass, when: Condition): readonly RankedCell[] {
    return this.common !== undefined && when === ALWAYS ? this.common : this.ranked(subject, when);
  }

  private ranked(subject: PodClass, when: Condition): RankedCell[] {
    const policy = nameOf(this.policy);
    return this.rules.flatMap(({ action, compiled }) =>
      cellsUnder(this.universe, when, compiled.cellsFor(subject)).map(cell => ({ ...cell, action, policy })));
  }
}

/** The pods that a policy governs, each once. The API text leaves those on the host network out. */
export function subjectsOf(universe: Universe, policy: TieredPolicy): Map<number, Condition> {
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

/** Text that is another for every policy. */
export const nameOf = ({ namespace, name, kind, source: { file } }: TieredPolicy): string => `${namespace}/${name}[${kind}] ${file}`;

/** The order in which policies are asked. */
export function inOrder(one: TieredPolicy, other: TieredPolicy): number {
  if (one.tier.order !== other.tier.order) return one.tier.order < other.tier.order ? -1 : 1;
  if (one.tier.name !== other.tier.name) return one.tier.name < other.tier.name ? -1 : 1;
  if (one.priority !== other.priority) return one.priority - other.priority;
  const [mine, theirs] = [one, other].map(({ namespace, name }) => `${name} ${namespace}`);
  return mine < theirs ? -1 : Number(mine > theirs);
}
