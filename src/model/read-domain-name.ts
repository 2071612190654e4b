import { Cursor } from './cursor';

/** Reads a domain name, or a pattern of names; none if there is none. */
export const readDomainName = (cursor: Cursor): string[] =>
  [cursor.text() ?? ''].map(name => name.toLowerCase().replace(/\.$/, '')).filter(name => name !== '');
