import { Cut, IpSpace } from './ip-space';
import { workloadsOf } from './peer';
import { PodClass } from './pod-classes';

/** Between which addresses the pods of each address atom are, as far as the input tells. */
export class Inhabited {
  private readonly bounds = new Map<number, { first: bigint; last: bigint }>();

  constructor(classes: readonly PodClass[], addresses: IpSpace) {
    for (const { family, first } of classes.flatMap(({ members }) => members.flatMap(workloadsOf).flatMap(({ addresses: own = [] }) => own))) {
      if (!addresses.has(family)) continue;
      const atom = addresses.atomAt(family, first);
      const bounds = this.bounds.get(atom);
      if (bounds === undefined) this.bounds.set(atom, { first, last: first });
      else if (first < bounds.first) bounds.first = first;
      else if (first > bounds.last) bounds.last = first;
    }
  }

  /** Whether pods would be on both sides of a cut. */
  public isDividedBy({ atom, address }: Cut): boolean {
    const bounds = this.bounds.get(atom);
    return bounds !== undefined && bounds.first < address && address <= bounds.last;
  }

  /** Whether the pods of an atom are in its upper part. */
  public isAbove({ atom, address }: Cut): boolean {
    const bounds = this.bounds.get(atom);
    return bounds !== undefined && address <= bounds.first;
  }
}
