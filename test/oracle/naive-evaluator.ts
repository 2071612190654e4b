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
    const worlds = settledWorldsOf(this.setting);
    const accepts = worlds.map(world => new OneWorld(this.objects, this.setting, world).outcomes(attempt).has('Accept'));
    return openQuestions(this.setting).filter(question => {
      const withAnswer = (answer: boolean) => accepts.filter((_, index) => worlds[index][question] === answer);
      // The worlds come in one order, so that those that differ in one answer alone stand at the same place.
      const [yes, no] = [withAnswer(true), withAnswer(false)];
      return yes.some((accepted, index) => accepted !== no[index]);
    });
  }
}

/** Every question answered in one way, but for the gaps that each rule may find answered in its own. */
class OneWorld {
  private readonly matches: Matches;
  private readonly governing = new Map<string, readonly Governing[]>();

  constructor(private readonly objects: Objects, private readonly setting: Setting, private readonly world: World) {
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
    const ask = (tier: 'Admin' | 'Baseline') => this.adminTier(this.governors(tier, direction, subject), direction, peer, attempt);
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

  /** Policies are asked by their priority, the lowest first. */
  private adminTier(policies: readonly Governing[], direction: Direction, peer: End, attempt: Attempt): Answers {
    const priorities = [...new Set(policies.map(({ policy }) => policy.priority))].sort((a, b) => a - b);
    return inTurn(priorities.map(priority => () => this.atPriority(policies
      .filter(({ policy }) => policy.priority === priority)
      .map(governing => () => this.adminPolicy(governing, direction, peer, attempt)))));
  }

  /** Of policies of one priority, which are sorted by name, any may be the first. */
  private atPriority(policies: readonly (() => Answers)[]): Answers {
    const isReversed = this.world['equal-cnp-priority'];
    if (isReversed === undefined) return inAnyOrder(policies);
    return inTurn(isReversed ? [...policies].reverse() : policies);
  }

  /** The first rule that matches decides. */
  private adminPolicy({ policy, selected }: Governing, direction: Direction, peer: End, attempt: Attempt): Answers {
    const rules: RawObject[] = policy.spec[direction] ?? [];
    return inTurn(rules.map(rule => () => {
      const ports = this.matches.adminPorts(rule, attempt);
      if (ports === 'no') return NOTHING;
      const action = rule.action === 'Allow' ? 'Accept' : rule.action;
      return says(action, selected, ports, this.matches.adminPeers(rule.from ?? rule.to, peer));
    }));
  }

  /** NetworkPolicies allow, each whatever it names; a pod that any selects is closed to the rest, in the direction it governs. */
  private networkPolicies(direction: Direction, subject: Pod, peer: End, attempt: Attempt): Answers {
    const policies = this.governors('NetworkPolicy', direction, subject);
    const ofOther = this.governors('NetworkPolicy', direction === 'ingress' ? 'egress' : 'ingress', subject);
    return inTurn([
      ...policies.flatMap(({ policy, selected }) => (policy.spec[direction] ?? []).map((rule: RawObject) => () => {
        const ports = this.matches.networkPolicyPorts(rule.ports, attempt);
        if (ports === 'no') return NOTHING;
        const peers = this.matches.networkPolicyPeers(direction === 'ingress' ? rule.from : rule.to, policy, peer);
        return says('Accept', selected, ports, peers);
      })),
      ...policies.map(({ selected }) => () => says('Deny', selected)),
      ...ofOther.map(({ selected }) => () => this.world['np-tier-scope'] ? says('Accept', selected) : NOTHING),
    ]);
  }

  /** The policies that have a say, kept because every port of every peer asks for them again. */
  private governors(tier: AdminPolicy['tier'] | 'NetworkPolicy', direction: Direction, subject: Pod): readonly Governing[] {
    const key = `${tier} ${direction} ${subject.id}`;
    let governing = this.governing.get(key);
    if (governing === undefined) {
      governing = tier === 'NetworkPolicy' ? this.networkPoliciesOf(direction, subject) : this.adminPoliciesOf(tier, subject);
      this.governing.set(key, governing);
    }
    return governing;
  }

  private networkPoliciesOf(direction: Direction, subject: Pod): Governing[] {
    return this.objects.networkPolicies
      .filter(({ spec }) => typesOf(spec).includes(direction))
      .map(policy => ({ policy, selected: this.matches.networkPolicySelects(policy, subject) }))
      .filter(({ selected }) => selected !== 'no');
  }

  private adminPoliciesOf(tier: AdminPolicy['tier'], subject: Pod): Governing[] {
    return this.objects.adminPolicies
      .filter(policy => policy.tier === tier)
      .map(policy => ({ policy, selected: this.matches.isSubject(policy.spec.subject, subject) }))
      .filter(({ selected }) => selected !== 'no')
      .sort((one, other) => one.policy.name < other.policy.name ? -1 : 1);
  }
}

/** A policy of any kind, and whether it selects the pod that it is asked about. */
interface Governing {
  readonly policy: RawObject;
  readonly selected: Match;
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
