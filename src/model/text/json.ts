import { endOfValue, skipSpace } from './json-layout';

/** Whether a text may be JSON: YAML can begin so too. */
export const beginsLikeJson = (text: string): boolean => /^\s*[{[]/.test(text);

/** A value, and the character of the text at which it begins. */
export interface JsonValue {
  readonly value: unknown;
  readonly start: number;
}

/** The values of a text, and where something begins that is no JSON. */
export interface ParsedJson {
  readonly values: readonly JsonValue[];
  readonly rest?: number;
}

/** The values of a JSON text, of which there may be several one after another. */
export function parseJson(text: string): ParsedJson {
  const whole = tryParse(text, 0);
  return whole === undefined ? parseInTurn(text) : { values: [whole] };
}

function parseInTurn(text: string): ParsedJson {
  const values: JsonValue[] = [];
  for (let start = skipSpace(text, 0); start < text.length;) {
    const end = endOfValue(text, start);
    const next = tryParse(text.slice(start, end), start);
    if (next === undefined) return { values, rest: start };
    values.push(next);
    start = skipSpace(text, end);
  }
  return { values };
}

function tryParse(text: string, start: number): JsonValue | undefined {
  try {
    return { value: JSON.parse(text), start };
  } catch {
    return undefined;
  }
}
