import { Cursor } from '../cursor';

/** How to read the value of each key that a map may have alone. */
export type Ways<T> = Readonly<Record<string, (value: Cursor) => T | undefined>>;

/** Reads a map that has exactly one of several keys; `undefined` when it has another, several, none, or one with a value that cannot be read. */
export function exactlyOne<T>(cursor: Cursor, ways: Ways<T>): T | undefined {
  if (!cursor.isMap()) return undefined;
  const [key, ...more] = cursor.keys();
  return key !== undefined && more.length === 0 && Object.hasOwn(ways, key) ? ways[key](cursor.field(key)) : undefined;
}
