import { endOfValue, skipSpace } from './json-layout';

/** Whether a text may be JSON: YAML can begin so too. */
export const beginsLikeJson = (text: string): boolean => /^\s*[{[]/.test(text);

/** A value and the text that it was parsed from. */
export interface JsonValue {
  readonly text: string;
  readonly value: unknown;
}

/** The values of a JSON text, of which there may be several one after another, and what follows that is no JSON. */
export function parseJson(text: string): { readonly values: readonly JsonValue[]; readonly rest: string } {
  const whole = tryParse(text);
  return whole === undefined ? parseInTurn(text) : { values: [whole], rest: '' };
}

function parseInTurn(text: string): { readonly values: readonly JsonValue[]; readonly rest: string } {
  const values: JsonValue[] = [];
  let start = 0;
  while (skipSpace(text, start) < text.length) {
    const end = endOfValue(text, skipSpace(text, start));
    const next = tryParse(text.slice(start, end));
    if (next === undefined) break;
    values.push(next);
    start = end;
  }
  return { values, rest: text.slice(start) };
}

function tryParse(text: string): JsonValue | undefined {
  try {
    return { text, value: JSON.parse(text) };
  } catch {
    return undefined;
  }
}
