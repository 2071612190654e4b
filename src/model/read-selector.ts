import { Cursor } from './cursor';
import { Requirement, Selector } from './selector';
import { known } from '../values';

const OPERATORS = ['In', 'NotIn', 'Exists', 'DoesNotExist'];

/**
 * Reads a label selector; an absent one is empty, which selects everything.
 *
 * `reading` says what is made of a requirement that is none.
 */
export function readSelector(cursor: Cursor, reading = 'it is taken to select nothing'): Selector {
  if (!cursor.isMap() || !cursor.field('matchLabels').isMap() || !cursor.field('matchExpressions').isList()) return SELECTS_NOTHING;
  cursor.knows('matchLabels', 'matchExpressions');
  const labels = cursor.field('matchLabels').labels();
  const equal = Object.keys(labels).map((key): Requirement => ({ key, operator: 'In', values: [labels[key]] }));
  const others = cursor.field('matchExpressions').items().map(each => readRequirement(each, reading));
  return equal.length === 0 ? others : [...equal, ...others];
}

const SELECTS_NOTHING: Selector = [{ key: '', operator: 'In', values: [] }];

/** A requirement that the API server would refuse selects nothing: in a rule that allows, this is the safe reading. */
function readRequirement(cursor: Cursor, reading: string): Requirement {
  const key = cursor.field('key').text() ?? '';
  const operator = cursor.field('operator').text() ?? '';
  const values = known(cursor.field('values').items().map(value => value.text()));
  const takesValues = operator === 'In' || operator === 'NotIn';
  if (OPERATORS.includes(operator) && takesValues === values.length > 0 && key !== '') {
    return { key, operator: operator as Requirement['operator'], values };
  }
  cursor.error('POL001', `"${key} ${operator}" with ${values.length} values is no valid requirement; ${reading}`);
  return { key, operator: 'In', values: [] };
}
