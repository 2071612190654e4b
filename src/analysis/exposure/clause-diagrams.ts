import { Clause } from './clause';
import { ClauseVerdicts } from './clause-verdict';
import { Branch, Diagram } from './diagram';
import { Diagrams } from './diagrams';
import { LabelBox } from './label-box';
import { LabelSet, NO_LABEL } from './label-key';
import { LabelSpace } from './label-space';

/** Draws diagrams of what clauses allow. Labels are asked for only as far as clauses that are left ask for them. */
export class ClauseDiagrams {
  private readonly memo = new Map<string, Diagram>();
  /** The same list is asked for again and again. */
  private readonly lists = { known: new WeakMap<readonly Clause[], Diagram>(), elsewhere: new WeakMap<readonly Clause[], Diagram>() };

  constructor(private readonly space: LabelSpace, private readonly diagrams: Diagrams, private readonly verdicts: ClauseVerdicts) {}

  /** For pods of a namespace of the input, in which all the clauses apply. */
  public inNamespace(clauses: readonly Clause[]): Diagram {
    return this.of('known', clauses, ({ region }) => region.pods);
  }

  /** For pods of namespaces that are not in the input, which may have other labels. */
  public elsewhere(clauses: readonly Clause[]): Diagram {
    return this.of('elsewhere', clauses, ({ region }) => new Map([...region.elsewhere!, ...region.pods]));
  }

  private of(where: 'known' | 'elsewhere', clauses: readonly Clause[], boxOf: (clause: Clause) => LabelBox): Diagram {
    const memo = this.lists[where];
    const known = clauses.length === 0 ? this.diagrams.everything : memo.get(clauses);
    if (known !== undefined) return known;
    const drawn = this.drawn(where, clauses, boxOf);
    memo.set(clauses, drawn);
    return drawn;
  }

  private drawn(where: string, clauses: readonly Clause[], boxOf: (clause: Clause) => LabelBox): Diagram {
    const key = `${where}\n${clauses.map(clause => clause.key).join('\n')}`;
    let diagram = this.memo.get(key);
    if (diagram === undefined) {
      const candidates = clauses.map((clause, number) => ({ number, clause, box: boxOf(clause) }));
      diagram = new Drawing(this.space, this.diagrams, this.verdicts).from(candidates, 0);
      this.memo.set(key, diagram);
    }
    return diagram;
  }
}

interface Candidate {
  readonly number: number;
  readonly clause: Clause;
  readonly box: LabelBox;
}

class Drawing {
  private readonly memo = new Map<string, Diagram>();

  constructor(private readonly space: LabelSpace, private readonly diagrams: Diagrams, private readonly verdicts: ClauseVerdicts) {}

  /** What clauses allow of which the labels before number `from` are known to agree. */
  public from(candidates: readonly Candidate[], from: number): Diagram {
    const key = nextKey(candidates, from);
    const name = `${key} ${candidates.map(({ number }) => number).join()}`;
    let diagram = this.memo.get(name);
    if (diagram === undefined) {
      this.diagrams.step();
      diagram = key === Infinity ? this.diagrams.leaf(this.verdicts.of(candidates.map(({ clause }) => clause))) : this.fork(candidates, key);
      this.memo.set(name, diagram);
    }
    return diagram;
  }

  private fork(candidates: readonly Candidate[], key: number): Diagram {
    const branches = this.groupsOf(candidates, key).map((labels): Branch => {
      const left = candidates.filter(({ box }) => ((box.get(key) ?? labels) & labels) !== NO_LABEL);
      return { labels, next: this.from(left, key + 1) };
    });
    return this.diagrams.fork(key, branches);
  }

  /** Values of a label that no candidate tells apart are one group. */
  private groupsOf(candidates: readonly Candidate[], key: number): LabelSet[] {
    const sets = new Set(candidates.flatMap(({ box }) => box.get(key) ?? []));
    let groups = [key === this.space.nameKey ? this.space.unknownNames : this.space.keys[key].all];
    for (const set of sets) groups = groups.flatMap(group => [group & set, group & ~set]).filter(group => group !== NO_LABEL);
    return groups;
  }
}

function nextKey(candidates: readonly Candidate[], from: number): number {
  let next = Infinity;
  for (const { box } of candidates) {
    for (const key of box.keys()) {
      if (key < from) continue;
      next = Math.min(next, key);
      break;
    }
  }
  return next;
}
