import { AskedTier, narrowedTo, tiersAsked } from './asked-tier';
import { AddressesEnd, End, explained, merged } from './end';
import { endsNamed } from './end-named';
import { ClosingSet, DirectionReason, Explanation, ExplainedPort } from './explanation';
import { Inquiry } from './inquiry';
import { isOwnPod, notesOn } from './notes';
import { GovernedHalf, Half, outcomeKey, Pair, pairWhen } from './pair';
import { portsAsked } from './ports-asked';
import { closingSet, reasonOf } from './reason';
import { verdictOf } from './verdict';
import { UsageError } from '../../errors';
import { groupBy } from '../../values';
import { Network } from '../network';
import { NO_PORTS, PortRange, PortSet } from '../port-space';
import { Direction } from '../rule-context';

/** What is asked. */
export interface Question {
  /** Who connects; see `endsNamed` for the ways to say it. */
  readonly source: string;
  readonly destination: string;
  /** Such as `tcp/5432`, `5432` or `tcp/http`; absent for every port. */
  readonly port?: string;
}

/** Explains why connections are possible or not: once for each outcome, where there are several. */
export function explain(network: Network, { source, destination, port }: Question): Explanation[] {
  const sources = endsNamed(network, 'SOURCE', source);
  const destinations = endsNamed(network, 'DESTINATION', destination);
  checkEnds(source, sources[0], destinations[0]);
  const ranges = portsAsked(network.universe.ports, destinations, port);
  const asked = { source, destination };
  return new Explainer(network, asked, port === undefined).explain(sources, destinations, ranges);
}

function checkEnds(text: string, source: End, destination: End): void {
  if (source.kind === 'name') {
    throw new UsageError('SOURCE', `"${text}" is a domain name, which no policy knows as a source`, 'name it as the destination');
  }
  if (source.kind === 'pods' || destination.kind === 'pods') return;
  throw new UsageError('SOURCE and DESTINATION', 'both are outside the cluster, of which policies know nothing', 'name a workload of the input as one of them');
}

const VERDICTS = ['allowed', 'depends', 'denied'];

class Explainer {
  private readonly tiers = new Map<string, readonly AskedTier[]>();

  constructor(private readonly network: Network, private readonly asked: Pick<Question, 'source' | 'destination'>, private readonly isEveryPort: boolean) {}

  public explain(sources: readonly End[], destinations: readonly End[], ranges: readonly PortRange[]): Explanation[] {
    const pairs = sources.flatMap(source => destinations.map(destination => this.pair(source, destination)));
    const keys = new Map(pairs.map(pair => [pair, ranges.map(range => this.keyOf(pair, range))]));
    const alike = groupBy(pairs, pair => [...[pair.source, pair.destination].map(end => end.kind === 'addresses' ? '' : end.column), ...keys.get(pair)!].join('\n'));
    return [...alike.values()].flatMap(group => {
      const byKey = groupBy(ranges.map((range, index) => ({ range, key: keys.get(group[0])![index] })), ({ key }) => key);
      const [source, destination] = (['source', 'destination'] as const).map(side =>
        whichAll(group.map(pair => pair[side]), alike.size === 1 ? this.asked[side] : undefined));
      const whole = { ...group[0], source, destination };
      return [...byKey.values()].map(some => this.explanation(whole, some.map(({ range }) => range)));
    }).sort((a, b) => VERDICTS.indexOf(a.verdict) - VERDICTS.indexOf(b.verdict));
  }

  private keyOf(pair: Pair, range: PortRange): string {
    return outcomeKey(this.network.universe, pair, this.network.universe.ports.setOf(range));
  }

  private pair(source: End, destination: End): Pair {
    return { source, destination, egress: this.half('egress', source, destination), ingress: this.half('ingress', destination, source) };
  }

  private half(direction: Direction, subject: End, other: End): Half {
    if (subject.kind !== 'pods') return { direction, by: 'outside' };
    if (isOwnPod(this.network, subject, other)) return { direction, by: 'own-pod' };
    if (direction === 'ingress' && this.isTrusted(other)) return { direction, by: 'node-to-pod' };
    const key = `${direction} ${subject.column}`;
    const tiers = this.tiers.get(key) ?? tiersAsked(this.network, direction, subject.column);
    this.tiers.set(key, tiers);
    return { direction, subject, tiers: narrowedTo(tiers, other.column) };
  }

  private isTrusted(end: End): boolean {
    if (end.kind === 'addresses') return this.network.isTrustedAddress(end.column - this.network.universe.classes.length);
    return end.kind === 'pods' && this.network.isTrusted(end.column);
  }

  private explanation(pair: Pair, ranges: readonly PortRange[]): Explanation {
    const { universe } = this.network;
    const port = representative(pair.destination, ranges);
    const outcome = verdictOf(universe, pairWhen(universe, pair, this.atomOf(port)));
    return {
      source: explained(pair.source),
      destination: explained(pair.destination),
      ports: this.portsOf(ranges),
      port,
      ...outcome,
      egress: this.reason(pair, pair.egress, port),
      ingress: this.reason(pair, pair.ingress, port),
      closedBy: outcome.verdict === 'allowed' ? [pair.egress, pair.ingress].flatMap(half => this.closing(pair, half, port)) : [],
      notes: notesOn(this.network, pair.source, pair.destination),
    };
  }

  private reason(pair: Pair, half: Half, port: ExplainedPort): DirectionReason {
    if (!('by' in half)) return reasonOf(this.inquiry(pair, half, port));
    const { direction, by } = half;
    return {
      direction, verdict: 'allowed', depends: [], decisions: [{ by, verdict: 'allowed', isolating: [], depends: [] }], governing: [], passedBy: [],
    };
  }

  private closing(pair: Pair, half: Half, port: ExplainedPort): ClosingSet[] {
    return 'by' in half ? [] : closingSet(this.inquiry(pair, half, port));
  }

  private inquiry({ source, destination }: Pair, { direction, subject, tiers }: GovernedHalf, port: ExplainedPort): Inquiry {
    const other = direction === 'egress' ? destination : source;
    return { network: this.network, direction, subject, other, port, atom: this.atomOf(port), tiers };
  }

  private atomOf({ protocol, port }: ExplainedPort): PortSet {
    return this.network.universe.ports.setOf({ protocol, first: port, last: port });
  }

  private portsOf(ranges: readonly PortRange[]): readonly PortRange[] | 'all' {
    if (!this.isEveryPort) return ranges;
    const { ports } = this.network.universe;
    const set = ranges.reduce((all, range) => ports.union(all, ports.setOf(range)), NO_PORTS);
    return set === ports.all ? 'all' : ports.rangesOf(set);
  }
}

/** Of ends that are treated alike, one that stands for all of them. */
const whichAll = (ends: readonly End[], asked: string | undefined): End =>
  ends[0].kind === 'addresses' ? { ...merged(ends as readonly AddressesEnd[]), asked } : ends[0];

/** A port that the destination declares, if there is one. */
function representative(destination: End, ranges: readonly PortRange[]): ExplainedPort {
  const declared = destination.kind === 'pods' ? destination.peer.workload.ports : [];
  const found = declared.find(({ protocol, port }) => ranges.some(range => range.protocol === protocol && range.first <= port && port <= range.last));
  return found ? { protocol: found.protocol, port: found.port } : { protocol: ranges[0].protocol, port: ranges[0].first };
}
