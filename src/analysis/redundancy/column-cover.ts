import { Allowed, AllowedPorts, NOTHING } from '../allowed';
import { has } from '../columns';
import { Cell } from '../side';

interface Part<Owner> {
  readonly owner: Owner;
  readonly allowed: Allowed;
}

/** Selections of more columns than this are searched where one column is asked for. */
const WIDE = 256;

/** Cells of several owners, by the columns that they name. */
export class ColumnCover<Owner> {
  private readonly narrow = new Map<number, Part<Owner>[]>();
  private readonly wide: (Part<Owner> & Pick<Cell, 'peers'>)[] = [];

  constructor(private readonly allowedPorts: AllowedPorts, owned: Iterable<readonly [Owner, readonly Cell[]]>) {
    for (const [owner, cells] of owned) for (const cell of cells) this.add(owner, cell);
  }

  /** Whether the cells of those owners that count have all that some cells have. Ends at the first column that they lack. */
  public covers(cells: readonly Cell[], counts: (owner: Owner) => boolean): boolean {
    return cells.every(cell => {
      const own = this.allowedPorts.of(cell);
      const everywhere = this.wide.filter(({ peers, owner }) => peers === cell.peers && counts(owner));
      return this.includes(everywhere, own) || cell.peers.every(column => this.includes(this.at(column, counts), own));
    });
  }

  private includes(parts: Iterable<Part<Owner>>, own: Allowed): boolean {
    let all: Allowed = NOTHING;
    for (const { allowed } of parts) {
      all = this.allowedPorts.union(all, allowed);
      if (this.allowedPorts.union(all, own) === all) return true;
    }
    return own === NOTHING;
  }

  private* at(column: number, counts: (owner: Owner) => boolean): Iterable<Part<Owner>> {
    for (const part of this.narrow.get(column) ?? []) if (counts(part.owner)) yield part;
    for (const part of this.wide) if (counts(part.owner) && has(part.peers, column)) yield part;
  }

  private add(owner: Owner, cell: Cell): void {
    const part = { owner, allowed: this.allowedPorts.of(cell) };
    if (cell.peers.length > WIDE) {
      this.wide.push({ ...part, peers: cell.peers });
      return;
    }
    for (const column of cell.peers) {
      const parts = this.narrow.get(column);
      if (parts) parts.push(part);
      else this.narrow.set(column, [part]);
    }
  }
}
