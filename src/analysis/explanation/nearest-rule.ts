import { AskedRule, cellsOf, Governing, matches, naming } from './asked-rule';
import { End } from './end';
import { Inquiry, receiverOf } from './inquiry';
import { peerTerms } from './peer-terms';
import { portTerms } from './port-terms';
import { fewest, Term } from './term';
import { PolicyRule } from '../../model';
import { Protocol } from '../../values';
import { ALWAYS, Condition } from '../condition';
import { hostsSelectable } from '../rule-peers';

/** A rule that allows, held against a connection part by part. */
export interface RatedRule {
  readonly asked: AskedRule;
  readonly failing: readonly Term[];
  /** Whether its peers are certain to include the other end. */
  readonly hasPeer: boolean;
  /** Whether its ports are certain to include the port. */
  readonly hasPort: boolean;
}

/** The rule that comes nearest to allowing a connection: by the terms that fail, then by the parts to change, then in the order of names. */
export function nearestRule(inquiry: Inquiry, governing: readonly Governing[]): RatedRule | undefined {
  const rated = governing.flatMap(({ rules }) => rules).filter(({ action }) => action === 'allow').map(rule => rate(inquiry, rule));
  return rated.sort((a, b) => a.failing.length - b.failing.length || changes(a) - changes(b))[0];
}

const changes = ({ hasPeer, hasPort }: RatedRule): number => Number(!hasPeer) + Number(!hasPort);

function rate(inquiry: Inquiry, asked: AskedRule): RatedRule {
  const { network: { universe }, other } = inquiry;
  const { rule: { peers, ports, path, hangsOn = [] } } = asked;
  const ofPeers = partWhen(inquiry, asked, { peers, path }, other.column);
  // A rule for everybody names no domain names; it has for them the ports that it has for addresses.
  const ofPorts = partWhen(inquiry, asked, { ports, path }, other.kind === 'name' ? universe.classes.length : other.column);
  const [hasPeer, hasPort] = [ofPeers === ALWAYS, ofPorts === ALWAYS];
  const doubt: Term[] = hangsOn.map(question => ({ term: 'open-question', expected: 'a rule that is understood', actual: question }));
  const failing = [
    ...doubt,
    ...hasPeer ? [] : failingPeers(inquiry, asked, ofPeers),
    ...hasPort ? [] : failingPorts(inquiry, asked, ofPorts),
  ];
  return { asked, failing, hasPeer, hasPort };
}

/** When a part of a rule has the connection, as the map has it. */
function partWhen({ network: { universe }, direction, subject, atom }: Inquiry, { policy }: AskedRule, part: PolicyRule, column: number): Condition {
  const cells = cellsOf({ universe, direction, subject: subject.column }, policy, part, 0);
  return matches(universe, naming(cells, column), atom);
}

function failingPeers({ network: { cluster, universe }, other }: Inquiry, { policy, rule }: AskedRule, when: Condition): readonly Term[] {
  const { peers } = rule;
  if (peers === undefined) return [{ term: 'peer', expected: 'addresses', actual: 'a domain name' }];
  if (peers.length === 0) return [{ term: 'peer', expected: 'nobody', actual: other.id }];
  const context = { namespace: policy.namespace, namespaces: cluster.namespaces, seesHosts: () => hostsSelectable(universe) === ALWAYS };
  return orQuestion(fewest(peers.map(peer => peerTerms(peer, other, context))), universe.answers.conditions.questionsOf(when));
}

function failingPorts(inquiry: Inquiry, { rule: { ports = [] } }: AskedRule, when: Condition): readonly Term[] {
  const { network: { universe }, port } = inquiry;
  const receiver: End = receiverOf(inquiry);
  if (ports.length === 0) return [{ term: 'port', expected: 'none', actual: `${port.port}` }];
  const questions = universe.answers.conditions.questionsOf(when);
  const assumed = port.protocol === Protocol.SCTP ? 'sctp' : 'end-port';
  return orQuestion(fewest(ports.map(listed => portTerms(listed, port, receiver))), questions.length > 0 ? questions : [assumed]);
}

/** What fails no term, but is not certain either, hangs on a question. */
const orQuestion = (terms: readonly Term[], questions: readonly string[]): readonly Term[] =>
  terms.length > 0 ? terms : [{ term: 'open-question', expected: 'a match in any case', actual: questions.join(', ') }];
