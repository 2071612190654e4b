import { anythingMayBe, Cover, CoverRow } from './cover';
import { Diagrams, TooManyCombinations } from './diagrams';
import { LabelSpace } from './label-space';
import { Landscape } from './landscape';
import { Landscapes } from './landscapes';
import { selectorsOf, SelectedPods } from './requirements';
import { Network } from '../network';
import { PortRange } from '../port-space';
import { Direction } from '../rule-context';

/** Pods that are not in the input and may connect to a peer (`ingress`), or the peer to them (`egress`). */
export interface Exposure extends SelectedPods {
  /** Id of the peer. */
  readonly peer: string;
  readonly direction: Direction;
  readonly ports: readonly PortRange[] | 'all';
  readonly verdict: 'allowed' | 'depends';
  /** The open questions that decide, when the verdict is `depends`. */
  readonly depends: readonly string[];
}

/** Steps that are made for one class and direction, before it is said that there are too many combinations of labels. */
const STEPS = 20_000;

/**
 * Lists who may connect besides the pods of the input, exactly: by the labels of pods and of their namespaces.
 *
 * Rows may overlap. Of a pod and a port, a row that is allowed counts more than one that depends, and without any it is denied.
 * Pods that are not in the input are taken to be on the network of pods, with addresses and port names that nobody knows.
 */
export function exposureOf(network: Network, steps = STEPS): Exposure[] {
  const { classes } = network.universe;
  const space = new LabelSpace(network.cluster);
  const rows = DIRECTIONS.flatMap(direction => {
    const exposures = new Exposures(network, space, direction, steps);
    return classes.flatMap(({ index, members }) => {
      const peers = members.filter(({ role }) => role === undefined);
      return peers.length === 0 ? [] : exposures.of(index).flatMap(row => peers.map(({ id }): Exposure => ({ peer: id, direction, ...row })));
    });
  });
  return rows.map(row => ({ row, key: sortKey(row) })).sort((one, other) => one.key < other.key ? -1 : 1).map(({ row }) => row);
}

const DIRECTIONS = ['egress', 'ingress'] as const;

const sortKey = ({ peer, direction, verdict, depends, namespaces, pods }: Exposure): string =>
  JSON.stringify([peer, direction, verdict, depends, namespaces, pods]);

type Row = Omit<Exposure, 'peer' | 'direction'>;

class Exposures {
  private readonly diagrams: Diagrams;
  private readonly landscapes: Landscapes;
  private readonly cover: Cover;
  private readonly memo = new Map<Landscape, readonly Row[]>();

  constructor(private readonly network: Network, private readonly space: LabelSpace, direction: Direction, steps: number) {
    const { ports, allowedPorts, answers } = network.universe;
    this.diagrams = new Diagrams(allowedPorts, steps);
    this.landscapes = new Landscapes(network, space, this.diagrams, direction);
    this.cover = new Cover(space, this.diagrams, ports, answers.conditions);
  }

  public of(podClass: number): readonly Row[] {
    if (!this.space.isExact) return this.unsaid;
    this.diagrams.begin();
    try {
      return this.rowsOf(this.landscapes.of(this.network.universe.classes[podClass]));
    } catch (error) {
      if (!(error instanceof TooManyCombinations)) throw error;
      return this.unsaid;
    }
  }

  private get unsaid(): readonly Row[] {
    return this.written([anythingMayBe(this.network.universe.ports.all)]);
  }

  private rowsOf(landscape: Landscape): readonly Row[] {
    let rows = this.memo.get(landscape);
    if (rows === undefined) {
      rows = this.written(this.cover.of(landscape));
      this.memo.set(landscape, rows);
    }
    return rows;
  }

  private written(rows: readonly CoverRow[]): Row[] {
    const { ports } = this.network.universe;
    return rows.flatMap(({ box, ports: set, depends }) => selectorsOf(box, this.space).map((selected): Row => ({
      ...selected,
      ports: set === ports.all ? 'all' : ports.rangesOf(set),
      verdict: depends === '' ? 'allowed' : 'depends',
      depends: depends === '' ? [] : depends.split(','),
    })));
  }
}
