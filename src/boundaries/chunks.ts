/** Parts of a list of at most `size` items: APIs limit how much one rule may hold. */
export const chunks = <T>(list: readonly T[], size: number): T[][] =>
  list.length === 0 ? [] : [list.slice(0, size), ...chunks(list.slice(size), size)];
