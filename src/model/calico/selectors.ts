import { Doubts } from './doubts';
import { Dialect, Expression } from './expression';
import { alternativesOf, MOST_ALTERNATIVES } from './normal-form';
import { parseExpression } from './parse-expression';
import { Cursor } from '../cursor';
import { Selector } from '../selector';

/** Calico does not tell an empty text or list from an absent one. */
export const isStated = (cursor: Cursor): boolean =>
  !cursor.isAbsent && cursor.value !== '' && !(Array.isArray(cursor.value) && cursor.value.length === 0);

/** The selectors in some fields of an object, each with the dialect of its field; those that are not stated do not count. */
export function readExpressions(fields: readonly (readonly [Cursor, Dialect])[], doubts: Doubts): Expression[] {
  return fields.filter(([cursor]) => isStated(cursor)).flatMap(([cursor, dialect]) => readExpression(cursor, dialect, doubts) ?? []);
}

function readExpression(cursor: Cursor, dialect: Dialect, doubts: Doubts): Expression | undefined {
  const text = cursor.text();
  if (text === undefined) {
    doubts.about('not-understood');
    return undefined;
  }
  const parsed = parseExpression(text, dialect);
  return 'expression' in parsed ? parsed.expression : doubts.error(cursor, 'POL301', `${cursor.path.join('.')} is no selector: ${parsed.problem}`);
}

/** What meets all of these expressions, as alternatives; everything when they are too many. */
export function alternatives(cursor: Cursor, parts: readonly Expression[], doubts: Doubts): Selector[] {
  const found = alternativesOf({ kind: 'all', parts });
  if (found !== undefined) return found;
  doubts.warn(cursor, 'POL302', `these selectors come to more than ${MOST_ALTERNATIVES} alternatives, and are not read`);
  return [[]];
}
