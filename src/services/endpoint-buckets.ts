import { createHash } from 'crypto';

/** Some of the items, and the bits that the hashes of all of them begin with. */
export interface Bucket<T> {
  readonly prefix: string;
  readonly items: readonly T[];
}

/**
 * Puts items into buckets of at most `most`, in a way that hangs on nothing but the items, and that hardly changes when they do.
 *
 * A bucket is all items whose hash begins with certain bits, and as few bits as leave no more than `most`. So one item more, or one less,
 * changes the one bucket it belongs to, and no other. If that bucket is full, it makes way for those that it is split into; and where
 * two halves fit into one again, they become one.
 */
export function buckets<T>(items: readonly T[], keyOf: (item: T) => string, most: number): Bucket<T>[] {
  return split({ prefix: '', items: items.map(item => ({ item, hash: hashOf(keyOf(item)) })) }, most)
    .map(({ prefix, items: hashed }) => ({ prefix, items: hashed.map(({ item }) => item) }));
}

interface Hashed<T> {
  readonly item: T;
  readonly hash: Uint8Array;
}

function split<T>(bucket: Bucket<Hashed<T>>, most: number): Bucket<Hashed<T>>[] {
  if (bucket.items.length <= most) return bucket.items.length === 0 ? [] : [bucket];
  const depth = bucket.prefix.length;
  return [0, 1].flatMap(bit => split({ prefix: `${bucket.prefix}${bit}`, items: bucket.items.filter(({ hash }) => bitAt(hash, depth) === bit) }, most));
}

const hashOf = (key: string): Uint8Array => createHash('sha256').update(key).digest();

const bitAt = (hash: Uint8Array, index: number): number => hash[index >> 3] >> (7 - (index & 7)) & 1;
