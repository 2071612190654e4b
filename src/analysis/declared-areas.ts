import { Connection } from './connection';
import { FlowArea } from './flow-area';
import { Peer } from './peer';
import { PortRange } from './port-space';
import { Direction } from './rule-context';
import { ClusterFacts, overlaps, Question } from '../values';

/** What decides whether a block of addresses has those of certain pods. */
const ABOUT_ADDRESSES: readonly Question[] = ['pods-match-ip-block', 'nodes-match-ip-block', 'pod-ips', 'node-addresses', 'which-pod'];

/** Which addresses were declared for which pods, in which direction. */
export class DeclaredAreas {
  private readonly areas = new Map<string, FlowArea[]>();

  constructor(private readonly facts: ClusterFacts) {}

  public add(direction: Direction, id: string, area: FlowArea): void {
    const known = this.areas.get(`${direction} ${id}`);
    if (known) known.push(area);
    else this.areas.set(`${direction} ${id}`, [area]);
  }

  public of(direction: Direction, id: string): readonly FlowArea[] {
    return this.areas.get(`${direction} ${id}`) ?? [];
  }

  /** The ports on which one end may talk to pods because those have, or may have, addresses that were declared. */
  public portsFor(direction: Direction, id: string, other: Peer, row: Connection): PortRange[] {
    return this.of(direction, id).filter(area => this.mayHave(other, area, row)).flatMap(({ ports }) => ports);
  }

  private mayHave({ workload }: Peer, { ranges }: FlowArea, { depends }: Connection): boolean {
    if (depends.some(question => ABOUT_ADDRESSES.includes(question))) return true;
    const cidrs = workload.hostNetwork ? this.facts.nodeCidrs : this.facts.podCidrs;
    const possible = workload.addresses ?? cidrs.map(({ _range }) => _range);
    return possible.some(address => ranges.some(range => overlaps(range, address)));
  }
}
