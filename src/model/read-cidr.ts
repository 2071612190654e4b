import { Cursor } from './cursor';
import { ParsedCidr, parseCidr } from '../values';

/** A block of addresses; one that is none is reported, with what it is taken to mean. */
export function readCidr(cursor: Cursor, reading: string): ParsedCidr | undefined {
  const text = cursor.text() ?? '';
  const parsed = parseCidr(text);
  if (parsed === undefined) cursor.error('POL003', `"${text}" is not a CIDR; ${reading}`);
  else if (parsed.hasHostBits) cursor.warn('POL005', `"${text}" has bits set after its prefix; it is taken to mean "${parsed.canonical}"`);
  else if (parsed.hasLeadingZeros) cursor.warn('POL005', `"${text}" has leading zeros; it is taken to mean "${parsed.canonical}"`);
  return parsed;
}
