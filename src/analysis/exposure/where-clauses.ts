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

  /** Those that apply in a namespace of the input: one array, if asked again, and for all namespaces without any of their own. */
  public in(namespace: string): readonly Clause[] {
    return this.byNamespace.get(namespace) ?? this.everywhere;
  }

  private add(name: string, clause: Clause): void {
    const clauses = this.byNamespace.get(name);
    if (clauses) clauses.push(clause);
    else this.byNamespace.set(name, [...this.everywhere, clause]);
  }
}
