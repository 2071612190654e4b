import { Question } from '../../values';
import { Cursor } from '../cursor';

const LISTS_OF_REQUESTS = ['http', 'kafka', 'l7'];

/** What decides, beyond its port, whether a connection passes an entry of `toPorts`. */
export function readRestriction(entry: Cursor): readonly Question[] {
  const rules = entry.field('rules');
  const lists = [entry.field('serverNames'), ...[...LISTS_OF_REQUESTS, 'dns'].map(key => rules.field(key))];
  if (!rules.isMap() || !lists.every(list => list.isList())) return ['not-understood'];
  rules.knows(...LISTS_OF_REQUESTS, 'dns', 'l7proto');
  return isRestricted(entry, rules) ? ['layer-7'] : [];
}

function isRestricted(entry: Cursor, rules: Cursor): boolean {
  if (entry.has('listener') || rules.has('l7proto') || entry.field('serverNames').items().length > 0) return true;
  if (LISTS_OF_REQUESTS.some(key => rules.field(key).items().length > 0)) return true;
  const names = rules.field('dns').items();
  return names.length > 0 && !(isForDns(entry) && names.some(name => name.field('matchPattern').value === '*'));
}

/** Who asks a DNS server for any name is not restricted; on another port, whatever is not DNS is. */
const isForDns = (entry: Cursor): boolean => entry.field('ports').items().every(item => {
  const { value } = item.field('port');
  return value === '53' || value === 53;
});
