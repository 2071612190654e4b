const INDENT = 2;

/** An array of a json document that is too long to be held in memory as a whole. */
export class JsonRows {
  constructor(public readonly rows: Iterable<unknown>) {}
}

/** Writes an object as `JSON.stringify` would, in pieces, and with the rows of each `JsonRows` one by one. */
export function* jsonDocument(object: Readonly<Record<string, unknown>>): Iterable<string> {
  let before = '{\n';
  for (const [key, value] of Object.entries(object)) {
    if (value === undefined) continue;
    yield `${before}${' '.repeat(INDENT)}${JSON.stringify(key)}: `;
    if (value instanceof JsonRows) yield* rowsJson(value.rows);
    else yield indented(value, INDENT);
    before = ',\n';
  }
  yield '\n}\n';
}

function* rowsJson(rows: Iterable<unknown>): Iterable<string> {
  let before = '[\n';
  for (const row of rows) {
    yield `${before}${' '.repeat(2 * INDENT)}${indented(row, 2 * INDENT)}`;
    before = ',\n';
  }
  yield before === '[\n' ? '[]' : `\n${' '.repeat(INDENT)}]`;
}

/** A line break within a string is never written as one. */
const indented = (value: unknown, spaces: number): string =>
  JSON.stringify(value, undefined, INDENT).replaceAll('\n', `\n${' '.repeat(spaces)}`);
