/** How many values there would be if each alias were written out; infinitely many when something contains itself. */
export function grownSize(value: unknown, known = new Map<object, number>()): number {
  if (typeof value !== 'object' || value === null) return 1;
  const size = known.get(value);
  if (size !== undefined) return size;
  known.set(value, Infinity);
  const grown = Object.values(value).reduce((sum: number, child) => sum + grownSize(child, known), 1);
  known.set(value, grown);
  return grown;
}
