import { between, Selection } from './columns';
import { Network } from './network';
import { Role } from './peer';
import { Direction } from './rule-context';
import { Side } from './side';

/** Classes that are the same as one end of a connection. */
export interface Kind {
  readonly index: number;
  /** Number of one of the classes, to ask what is the same for all. */
  readonly example: number;
  /** What the policies of the classes themselves allow. */
  readonly side: Side;
  readonly role: Role | undefined;
  readonly ids: readonly string[];
}

/**
 * Puts together the classes that are the same as the source of a connection, or as its destination.
 *
 * They are under the same policies, and the policies of all others name all of them or none.
 */
export class Kinds {
  public readonly all: readonly Kind[];
  private readonly ofClass: readonly number[];
  private readonly memo = new Map<Selection, readonly number[]>();

  /** Sources have what leaves them decided on by their own policies, and destinations what enters. */
  constructor(network: Network, end: 'source' | 'destination') {
    const [own, others]: Direction[] = end === 'source' ? ['egress', 'ingress'] : ['ingress', 'egress'];
    const { classes } = network.universe;
    const blocks = blocksOf(classes.length, new Set(sidesOf(network, others).flatMap(side => [...side.selections])));
    const sideNumbers = new Map(sidesOf(network, own).map((side, number) => [side, number]));
    const kinds = new Map<string, Kind & { ids: string[] }>();
    this.ofClass = classes.map(({ index, members, example: { role }, addresses }) => {
      const side = network.sideOf(index, own);
      const key = `${sideNumbers.get(side)} ${blocks[index]} ${role} ${addresses.ofNodes}`;
      const kind = kinds.get(key) ?? { index: kinds.size, example: index, side, role, ids: [] };
      kinds.set(key, kind);
      for (const { id } of members) kind.ids.push(id);
      return kind.index;
    });
    this.all = [...kinds.values()];
  }

  /** The kinds that a closed side may allow. */
  public allowedBy({ allowing }: Side): Kind[] {
    const numbers = new Set<number>();
    for (const selection of allowing) for (const number of this.in(selection)) numbers.add(number);
    return [...numbers].map(number => this.all[number]);
  }

  private in(selection: Selection): readonly number[] {
    let numbers = this.memo.get(selection);
    if (numbers === undefined) {
      numbers = [...new Set(between(selection, 0, this.ofClass.length).map(column => this.ofClass[column]))];
      this.memo.set(selection, numbers);
    }
    return numbers;
  }
}

/** The distinct sides in one direction. */
const sidesOf = (network: Network, direction: Direction): Side[] =>
  [...new Set(network.universe.classes.map(({ index }) => network.sideOf(index, direction)))];

/** Numbers the classes, so that two have one number if every selection has both or neither. */
function blocksOf(count: number, selections: Iterable<Selection>): number[] {
  const blocks = new Array<number>(count).fill(0);
  let next = 1;
  for (const selection of selections) {
    const moved = new Map<number, number>();
    for (const column of between(selection, 0, count)) {
      const block = moved.get(blocks[column]) ?? next++;
      moved.set(blocks[column], block);
      blocks[column] = block;
    }
  }
  return blocks;
}
