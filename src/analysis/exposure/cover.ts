import { BoxSearch } from './box-search';
import { Diagram, isLeaf, Leaf } from './diagram';
import { Diagrams } from './diagrams';
import { ANY_LABELS, boxKey, containsBox, LabelBox } from './label-box';
import { LabelSpace } from './label-space';
import { Landscape } from './landscape';
import { Places } from './places';
import { Allowed } from '../allowed';
import { Conditions } from '../condition';
import { NO_PORTS, PortSet, PortSpace } from '../port-space';

/** All pods in a box may connect on some ports: at least if certain questions are answered one way. */
export interface CoverRow {
  readonly box: LabelBox;
  readonly ports: PortSet;
  /** Names of the questions, with commas between them; empty when none is open. */
  readonly depends: string;
}

/**
 * Says what a landscape allows in few rows, which may overlap: of a pod and a port the row without questions holds that has both,
 * then one with questions.
 */
export class Cover {
  constructor(
    private readonly space: LabelSpace,
    private readonly diagrams: Diagrams,
    private readonly ports: PortSpace,
    private readonly conditions: Conditions,
  ) {}

  public of(landscape: Landscape): CoverRow[] {
    const places = new Places(this.space, landscape.known.map(({ namespace }) => namespace));
    const search = new BoxSearch(this.space, places, landscape);
    const rows = new Map<string, CoverRow>();
    for (const [leaf, box] of this.startsOf(landscape)) {
      for (const [depends, ports] of this.portsByQuestions(leaf.allowed)) {
        if (this.covers([...rows.values()], { box, ports, depends }, containsBox)) continue;
        const wider = search.widened(box, ({ allowed }) => this.ports.difference(ports, this.holding(allowed, depends)) === NO_PORTS);
        const key = `${depends} ${boxKey(wider)}`;
        rows.set(key, { box: wider, depends, ports: this.ports.union(rows.get(key)?.ports ?? NO_PORTS, ports) });
      }
    }
    return this.needed([...rows.values()], (outer, inner) => places.contains(outer, inner));
  }

  /** Without rows that say nothing that others do not say. */
  private needed(rows: readonly CoverRow[], contains: typeof containsBox): CoverRow[] {
    return rows.reduce((kept, row) => {
      const others = kept.filter(other => other !== row);
      return this.covers(others, row, contains) ? others : kept;
    }, [...rows]);
  }

  private covers(rows: readonly CoverRow[], { box, ports, depends }: CoverRow, contains: typeof containsBox): boolean {
    const wider = rows.filter(row => row.depends === depends && contains(row.box, box));
    return this.ports.difference(ports, wider.reduce((all, row) => this.ports.union(all, row.ports), NO_PORTS)) === NO_PORTS;
  }

  private* startsOf({ known, elsewhere }: Landscape): Iterable<[Leaf, LabelBox]> {
    yield* this.pathsOf(elsewhere, new Map([[this.space.nameKey, this.space.unknownNames]]));
    for (const { namespace, diagram } of known) yield* this.pathsOf(diagram, namespace.labels);
  }

  private* pathsOf(diagram: Diagram, box: LabelBox): Iterable<[Leaf, LabelBox]> {
    this.diagrams.step();
    if (isLeaf(diagram)) yield [diagram, box];
    else for (const { labels, next } of diagram.branches) yield* this.pathsOf(next, new Map([...box, [diagram.key, labels]]));
  }

  private portsByQuestions({ certainly, perhaps }: Allowed): Map<string, PortSet> {
    const byQuestions = new Map<string, PortSet>(certainly === NO_PORTS ? [] : [['', certainly]]);
    for (const { ports, when } of perhaps) {
      const questions = this.conditions.questionsOf(when).join();
      byQuestions.set(questions, this.ports.union(byQuestions.get(questions) ?? NO_PORTS, ports));
    }
    return byQuestions;
  }

  /** Where something is allowed anyway, a row that depends may say less. */
  private holding(allowed: Allowed, depends: string): PortSet {
    return this.ports.union(allowed.certainly, this.portsByQuestions(allowed).get(depends) ?? NO_PORTS);
  }
}

/** One row for all that is too much to say. */
export const anythingMayBe = (ports: PortSet): CoverRow => ({ box: ANY_LABELS, ports, depends: 'label-combinations' });
