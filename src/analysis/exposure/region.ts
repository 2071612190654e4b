import { ANY_LABELS, boxKey, LabelBox } from './label-box';
import { LabelSpace } from './label-space';
import { PodsPeer, Selector } from '../../model';
import { ALWAYS, Condition } from '../condition';
import { Universe } from '../universe';

/** Pods that are not in the input, as policies can name them. */
export interface Region {
  /** Text that is equal for equal regions. */
  readonly key: string;
  /** Text that is equal for regions in the same namespaces. */
  readonly where: string;
  /** Namespaces of the input in which they may be; `undefined` is all. */
  readonly namespaces?: ReadonlySet<string>;
  /** What namespaces that are not in the input have to be like; `undefined` when they cannot be in any. */
  readonly elsewhere?: LabelBox;
  readonly pods: LabelBox;
}

/** A region, if a condition holds. */
export interface RegionWhen {
  readonly region: Region;
  readonly when: Condition;
}

/** Every pod in every namespace. */
export const EVERYWHERE: Region = { key: '', where: '', elsewhere: ANY_LABELS, pods: ANY_LABELS };

/** Finds the pods that selectors stand for. */
export class Regions {
  private readonly known: ReadonlySet<string>;

  constructor(private readonly universe: Universe, private readonly space: LabelSpace, known: Iterable<string>) {
    this.known = new Set(known);
  }

  /** The pods that selectors of a policy in `namespace` select. */
  public of({ namespaces, pods }: PodsPeer, namespace: string): RegionWhen[] {
    const box = this.space.boxOf('pod', pods);
    if (box === undefined) return [];
    if (namespaces === undefined) return [{ region: region([namespace], undefined, box), when: ALWAYS }];
    return this.inNamespaces(namespaces, box);
  }

  /** What namespaces of the input are like may be an open question; of the others, any are possible. */
  private inNamespaces(namespaces: Selector, pods: LabelBox): RegionWhen[] {
    const elsewhere = this.elsewhere(namespaces);
    const names = new Map<Condition, string[]>(elsewhere === undefined ? [] : [[ALWAYS, []]]);
    for (const { namespace, when } of this.universe.selections.namespacesMeeting(namespaces)) {
      if (this.known.has(namespace)) names.set(when, [...names.get(when) ?? [], namespace]);
    }
    return [...names].map(([when, list]) => ({ region: region(list, when === ALWAYS ? elsewhere : undefined, pods), when }));
  }

  private elsewhere(namespaces: Selector): LabelBox | undefined {
    const box = this.space.boxOf('namespace', namespaces);
    const names = box?.get(this.space.nameKey);
    return names !== undefined && (names & this.space.unknownNames) === 0n ? undefined : box;
  }
}

function region(names: readonly string[], elsewhere: LabelBox | undefined, pods: LabelBox): Region {
  const where = `${names.join()} ${elsewhere === undefined ? '-' : boxKey(elsewhere)}`;
  return { key: `${where} ${boxKey(pods)}`, where, namespaces: new Set(names), elsewhere, pods };
}
