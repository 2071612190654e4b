import { Outcome } from './connection';

/** Collects the ends of one side of connections by their outcome and by who is on the other side. */
export class EndsByOutcome {
  private readonly ends = new Map<Outcome, Map<string, string[]>>();

  public add(outcome: Outcome, other: string, ids: Iterable<string>): void {
    const byOther = this.ends.get(outcome) ?? new Map<string, string[]>();
    this.ends.set(outcome, byOther);
    const known = byOther.get(other) ?? [];
    byOther.set(other, known);
    for (const id of ids) known.push(id);
  }

  /** Each outcome and other side, with the ends that have it, sorted. */
  public map<Row>(toRow: (outcome: Outcome, other: string, ids: readonly string[]) => Row): Row[] {
    return [...this.ends].flatMap(([outcome, byOther]) => [...byOther].map(([other, ids]) => toRow(outcome, other, ids.sort())));
  }
}
