import { Expression } from './expression';
import { oppositeOf, Selector } from '../selector';

/** More than these no sane selector has; one of 20 lines may have a million. */
export const MOST_ALTERNATIVES = 256;

/** Selectors of which at least one selects exactly what the expression does; `undefined` when they would be too many. */
export function alternativesOf(expression: Expression, isNegated = false): Selector[] | undefined {
  switch (expression.kind) {
    case 'label': return [[isNegated ? oppositeOf(expression.requirement) : expression.requirement]];
    case 'not': return alternativesOf(expression.part, !isNegated);
    default: return joined(expression.parts.map(part => alternativesOf(part, isNegated)), (expression.kind === 'all') !== isNegated);
  }
}

function joined(parts: readonly (readonly Selector[] | undefined)[], areAllNeeded: boolean): Selector[] | undefined {
  let result: Selector[] | undefined = areAllNeeded ? [[]] : [];
  for (const part of parts) {
    if (part === undefined) return undefined;
    const size: number = areAllNeeded ? result.length * part.length : result.length + part.length;
    if (size > MOST_ALTERNATIVES) return undefined;
    result = areAllNeeded ? result.flatMap(left => part.map(right => [...left, ...right])) : [...result, ...part];
  }
  return result;
}
