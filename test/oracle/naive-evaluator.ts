import { allOf, assumed, Match, openQuestions, Question, Setting, settledWorldsOf, World, worldsOf } from './naive-answers';
import { Arrival, Matches } from './naive-matches';
import { AdminPolicy, Direction, End, isPod, Objects, objectsOf, Pod, Protocol, RawObject } from './naive-objects';

/* Decides single connections straight from the text of the network policy APIs, on the objects as written.
 *
 * It knows nothing of classes, atoms or sets, shares no code with the analyzer, and is as slow as it is plain: a second opinion.
 * It expects manifests that the API server would accept.
 */

export { isPod } from './naive-objects';
export type { End, Protocol, RawObject } from './naive-objects';
export type { Setting } from './naive-answers';

export type Verdict = 'allowed' | 'denied' | 'depends';

interface Attempt extends Arrival {
  readonly source: End;
}

/** What a rule says of a connection that it matches; `Pass` leaves it to the next tier. */
type Action = 'Accept' | 'Deny' | 'Pass';

/** What may come of asking somebody: several where a match is not certain, and `nothing` where there may be none. */
type Answers = ReadonlySet<Action | 'nothing'>;

type Outcomes = ReadonlySet<'Accept' | 'Deny'>;

const NOTHING: Answers = new Set(['nothing']);

export class NaiveEvaluator {
  public readonly pods: readonly Pod[];

  private readonly objects: Objects;
  private readonly evaluators: readonly OneWorld[];
  private settled?: readonly OneWorld[];

  constructor(objects: readonly RawObject[], private readonly setting: Setting) {
    this.objects = objectsOf(objects, setting);
    this.pods = this.objects.pods;
    this.evaluators = worldsOf(setting).map(world => new OneWorld(this.objects, setting, world));
  }

  /** The connection is allowed, or denied, when every answer to the open questions makes it so. */
  public verdict(source: End, destination: End, protocol: Protocol, port: number): Verdict {
    const attempt = { source, destination, protocol, port };
    const outcomes = new Set<string>();
    for (const evaluator of this.evaluators) {
      evaluator.outcomes(attempt).forEach(outcome => outcomes.add(outcome));
      if (outcomes.size > 1) return 'depends';
    }
    return outcomes.has('Accept') ? 'allowed' : 'denied';
  }

  /** The open questions of which one alone can change the outcome, where each has one answer for all that ask. */
  public decidedBy(source: End, destination: End, protocol: Protocol, port: number): Question[] {
    const attempt = { source, destination, protocol, port };
    this.settled ??= settledWorldsOf(this.setting).map(world => new OneWorld(this.objects, this.setting, world));
    const answered = this.settled.map(evaluator => ({ world: evaluator.world, accepts: evaluator.outcomes(attempt).has('Accept') }));
    return openQuestions(this.setting).filter(question => {
      const withAnswer = (answer: boolean) => answered.filter(({ world }) => world[question] === answer);
      // The worlds come in one order, so that those that differ in one answer alone stand at the same place.
      const [yes, no] = [withAnswer(true), withAnswer(false)];
      return yes.some(({ accepts }, index) => accepts !== no[index].accepts);
    });
  }
}

/** Every question answered in one way, but for the gaps that each rule may find answered in its own. */
class OneWorld {
  private readonly matches: Matches;
  private readonly governedByPod = new Map<Pod, Governed>();
  private readonly peersByRule = new Map<RawObject, Map<End, Match>>();

  constructor(private readonly objects: Objects, private readonly setting: Setting, public readonly world: World) {
    this.matches = new Matches(objects, setting, world);
  }

  /** Both ends have a say: the source lets it out, the destination lets it in. */
  public outcomes(attempt: Attempt): Outcomes {
    const { source, destination } = attempt;
    const out = this.lets('egress', source, destination, attempt);
    if (!out.has('Accept')) return out;
    const into = this.lets('ingress', destination, source, attempt);
    return into.has('Accept') ? new Set([...out, ...into]) : into;
  }

  /** The tiers have their say one after another. What none of them decides is allowed. */
  private lets(direction: Direction, subject: End, peer: End, attempt: Attempt): Outcomes {
    const outcomes = new Set<'Accept' | 'Deny'>();
    if (!isPod(subject) || this.isExempt(direction, peer)) return outcomes.add('Accept');
    const ask = (tier: AdminPolicy['tier']) => this.adminTier(tier, direction, subject, peer, attempt);
    for (const tier of [() => ask('Admin'), () => this.networkPolicies(direction, subject, peer, attempt), () => ask('Baseline')]) {
      const answers = tier();
      if (answers.has('Accept')) outcomes.add('Accept');
      if (answers.has('Deny')) outcomes.add('Deny');
      if (!answers.has('Pass') && !answers.has('nothing')) return outcomes;
    }
    return outcomes.add('Accept');
  }

  private isExempt(direction: Direction, peer: End): boolean {
    if (assumed(this.setting, 'policy-enforced') === 'no') return true;
    return direction === 'ingress' && assumed(this.setting, 'node-to-pod') === 'all-nodes' && this.matches.isNodeTraffic(peer);
  }

  /** Policies are asked by their priority, the lowest first; of those that share one, any may be the first. */
  private adminTier(tier: AdminPolicy['tier'], direction: Direction, subject: Pod, peer: End, attempt: Attempt): Answers {
    return inTurn(this.governing(subject)[tier].map(policies => () => {
      const asked = policies.map(governing => () => this.adminPolicy(governing, direction, peer, attempt));
      const isReversed = this.world['equal-cnp-priority'];
      if (isReversed === undefined) return inAnyOrder(asked);
      return inTurn(isReversed ? asked.reverse() : asked);
    }));
  }

  /** The first rule that matches decides. */
  private adminPolicy({ policy, selected }: Governing, direction: Direction, peer: End, attempt: Attempt): Answers {
    const rules: RawObject[] = policy.spec[direction] ?? [];
    return inTurn(rules.map(rule => () => {
      const ports = this.matches.adminPorts(rule, attempt);
      if (ports === 'no') return NOTHING;
      const action = rule.action === 'Allow' ? 'Accept' : rule.action;
      return says(action, selected, ports, this.peers(rule, peer, () => this.matches.adminPeers(rule.from ?? rule.to, peer)));
    }));
  }

  /** NetworkPolicies allow, each whatever it names; a pod that any selects is closed to the rest, in the direction it governs. */
  private networkPolicies(direction: Direction, subject: Pod, peer: End, attempt: Attempt): Answers {
    const { [direction]: policies, [direction === 'ingress' ? 'egress' : 'ingress']: ofOther } = this.governing(subject);
    return inTurn([
      ...policies.map(({ policy, selected }) => () => inTurn((policy.spec[direction] ?? []).map((rule: RawObject) => () => {
        const ports = this.matches.networkPolicyPorts(rule.ports, attempt);
        if (ports === 'no') return NOTHING;
        const peers = direction === 'ingress' ? rule.from : rule.to;
        return says('Accept', selected, ports, this.peers(rule, peer, () => this.matches.networkPolicyPeers(peers, policy, peer)));
      }))),
      ...policies.map(({ selected }) => () => says('Deny', selected)),
      ...this.world['np-tier-scope'] ? ofOther.map(({ selected }) => () => says('Accept', selected)) : [],
    ]);
  }

  /** Whether a rule names a peer, kept because every port asks for it again. */
  private peers(rule: RawObject, peer: End, match: () => Match): Match {
    return kept(kept(this.peersByRule, rule, () => new Map<End, Match>()), peer, match);
  }

  /** The policies that have a say, kept likewise. */
  private governing(subject: Pod): Governed {
    return kept(this.governedByPod, subject, () => ({
      Admin: this.adminPoliciesOf('Admin', subject),
      Baseline: this.adminPoliciesOf('Baseline', subject),
      ingress: this.networkPoliciesOf('ingress', subject),
      egress: this.networkPoliciesOf('egress', subject),
    }));
  }

  private networkPoliciesOf(direction: Direction, subject: Pod): Governing[] {
    return this.objects.networkPolicies
      .filter(({ spec }) => typesOf(spec).includes(direction))
      .map(policy => ({ policy, selected: this.matches.networkPolicySelects(policy, subject) }))
      .filter(({ selected }) => selected !== 'no');
  }

  private adminPoliciesOf(tier: AdminPolicy['tier'], subject: Pod): Governing[][] {
    const governing = this.objects.adminPolicies
      .filter(policy => policy.tier === tier)
      .map(policy => ({ policy, selected: this.matches.isSubject(policy.spec.subject, subject) }))
      .filter(({ selected }) => selected !== 'no')
      .sort((one, other) => one.policy.name < other.policy.name ? -1 : 1);
    const priorities = [...new Set(governing.map(({ policy }) => policy.priority))].sort((a, b) => a - b);
    return priorities.map(priority => governing.filter(({ policy }) => policy.priority === priority));
  }
}

/** The policies that select a pod. */
interface Governed {
  /** In the order of their priorities; those that share one are together, sorted by name. */
  readonly Admin: readonly (readonly Governing[])[];
  readonly Baseline: readonly (readonly Governing[])[];
  /** NetworkPolicies, by direction. */
  readonly ingress: readonly Governing[];
  readonly egress: readonly Governing[];
}

/** A policy of any kind, and whether it selects the pod that it is asked about. */
interface Governing {
  readonly policy: RawObject;
  readonly selected: Match;
}

function kept<Key, Value>(values: Map<Key, Value>, key: Key, find: () => Value): Value {
  let value = values.get(key);
  if (value === undefined) {
    value = find();
    values.set(key, value);
  }
  return value;
}

/** Unstated types are ingress, and egress if there is a rule for it. */
function typesOf({ policyTypes, egress }: RawObject): Direction[] {
  if (policyTypes && policyTypes.length > 0) return policyTypes.map((type: string) => type.toLowerCase());
  return egress && egress.length > 0 ? ['ingress', 'egress'] : ['ingress'];
}

/** A rule has its say when all it names matches. */
function says(action: Action, ...matches: readonly Match[]): Answers {
  const match = allOf(matches, each => each);
  if (match === 'no') return NOTHING;
  return new Set(match === 'yes' ? [action] : [action, 'nothing']);
}

/** What may come of asking one after another until one has an answer. */
function inTurn(asked: readonly (() => Answers)[]): Answers {
  const all = new Set<Action | 'nothing'>();
  for (const ask of asked) {
    const answers = ask();
    for (const each of answers) if (each !== 'nothing') all.add(each);
    if (!answers.has('nothing')) return all;
  }
  return all.add('nothing');
}

/** What may come of asking in an order that nobody knows. */
function inAnyOrder(asked: readonly (() => Answers)[]): Answers {
  const answers = asked.map(ask => ask());
  const all = new Set(answers.flatMap(each => [...each]));
  if (!answers.every(each => each.has('nothing'))) all.delete('nothing');
  return all;
}
