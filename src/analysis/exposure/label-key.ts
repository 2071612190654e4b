import { meets, NAMESPACE_NAME_LABEL, Requirement } from '../../model';

/** A set of values of one label, as bits: one for each value that is mentioned, one for all others, and one for its absence. */
export type LabelSet = bigint;

export const NO_LABEL: LabelSet = 0n;

/** Whose label it is. */
export type LabelScope = 'namespace' | 'pod';

/** A label that policies ask about. Between values that none of them mentions, no policy makes a difference. */
export class LabelKey {
  /** Whatever its value is, and also if it is absent. */
  public readonly all: LabelSet;
  /** Every value that is not mentioned. */
  public readonly others: LabelSet;
  /** The label is not there; no bit for one that always is. */
  public readonly absent: LabelSet;

  private readonly bits: ReadonlyMap<string, LabelSet>;
  private readonly unmentioned: string;

  constructor(public readonly scope: LabelScope, public readonly key: string, public readonly values: readonly string[]) {
    const isAlwaysThere = scope === 'namespace' && key === NAMESPACE_NAME_LABEL;
    this.bits = new Map(values.map((value, index) => [value, bit(index)]));
    this.others = bit(values.length);
    this.absent = isAlwaysThere ? NO_LABEL : bit(values.length + 1);
    this.all = bit(values.length + 1) - 1n | this.absent;
    // Longer than each value, so that it is none of them.
    this.unmentioned = `\0${values.join('\0')}`;
  }

  /** What meets all requirements. Each value is asked about, so that this holds for any operator. */
  public meeting(requirements: readonly Requirement[]): LabelSet {
    const meetsAll = (value: string | undefined) => requirements.every(requirement => meets(requirement, value));
    let set = meetsAll(undefined) ? this.absent : NO_LABEL;
    if (meetsAll(this.unmentioned)) set |= this.others;
    for (const [value, itsBit] of this.bits) if (meetsAll(value)) set |= itsBit;
    return set;
  }

  /** One value, or the absence of the label. */
  public atomOf(value: string | undefined): LabelSet {
    return value === undefined ? this.absent : this.bits.get(value) ?? this.others;
  }

  /** The mentioned values of a set. */
  public valuesIn(set: LabelSet): string[] {
    return this.values.filter((_, index) => (set & bit(index)) !== NO_LABEL);
  }
}

const bit = (index: number): LabelSet => 1n << BigInt(index);
