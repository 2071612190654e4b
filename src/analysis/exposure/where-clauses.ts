import { Clause } from './clause';

/** Clauses by the places where they apply. */
export class WhereClauses {
  /** Those that apply in namespaces that are not in the input. */
  public readonly elsewhere: readonly Clause[];

  private readonly everywhere: readonly Clause[];
  private readonly byNamespace = new Map<string, Clause[]>();

  constructor(clauses: readonly Clause[]) {
    this.elsewhere = clauses.filter(({ region }) => region.elsewhere !== undefined);
    this.everywhere = clauses.filter(({ region }) => region.namespaces === undefined);
    for (const clause of clauses) {
      for (const name of clause.region.namespaces ?? []) this.add(name, clause);
    }
  }

  /** Those that apply in a namespace of the input. */
  public in(namespace: string): readonly Clause[] {
    const own = this.byNamespace.get(namespace);
    return own === undefined ? this.everywhere : [...this.everywhere, ...own];
  }

  private add(name: string, clause: Clause): void {
    const clauses = this.byNamespace.get(name);
    if (clauses) clauses.push(clause);
    else this.byNamespace.set(name, [clause]);
  }
}
