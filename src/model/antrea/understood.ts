import { Cursor } from '../cursor';

/** Whether a map has no other fields than these. Others are reported, with what is then taken to hold. */
export function hasOnly(cursor: Cursor, fields: readonly string[], otherwise: string): boolean {
  if (!cursor.isMap()) return false;
  const strange = cursor.keys().filter(key => !fields.includes(key));
  for (const key of strange) cursor.field(key).warn('POL402', `${[...cursor.path, key].join('.')} is not understood; ${otherwise}`);
  return strange.length === 0;
}
