import { groupBy, Question } from '../../values';

/** Some of the peers or ports that a rule names. */
export interface Part<T> {
  /** `undefined` is everything. */
  readonly items?: readonly T[];
  /** Open questions that decide whether the rule names these at all. */
  readonly hangsOn: readonly Question[];
}

/** What a rule names for certain. */
export const certainly = <T>(...items: readonly T[]): Part<T> => ({ items, hangsOn: [] });

/** What a rule may name, as the analyzer does not understand it well enough to know. */
export const perhaps = <T>(...items: readonly T[]): Part<T> => ({ items, hangsOn: ['not-understood'] });

export const EVERYTHING: Part<never> = { hangsOn: [] };

export const PERHAPS_EVERYTHING: Part<never> = { hangsOn: ['not-understood'] };

/** Parts of which each hangs on further questions too. */
export const hanging = <T>(parts: readonly Part<T>[], questions: readonly Question[]): Part<T>[] =>
  parts.map(part => ({ ...part, hangsOn: [...new Set([...part.hangsOn, ...questions])] }));

/** One part for each set of questions, the certain one first; an empty part when there is none. */
export function joined<T>(parts: readonly Part<T>[]): Part<T>[] {
  const groups = [...groupBy(parts, ({ hangsOn }) => hangsOn.join()).values()].map(group => ({
    ...group.every(({ items }) => items !== undefined) && { items: group.flatMap(({ items = [] }) => items) },
    hangsOn: group[0].hangsOn,
  }));
  return groups.length === 0 ? [certainly()] : groups.sort((a, b) => a.hangsOn.length - b.hangsOn.length);
}
