import * as fc from 'fast-check';
import { jsonDocument, JsonRows } from '../../src/reports/json-document';

test('a json document in pieces is the text that JSON.stringify makes of the whole', () => {
  fc.assert(fc.property(fc.dictionary(fc.string(), fc.jsonValue()), fc.array(fc.jsonValue()), (before, rows) => {
    const object = { before, rows, after: rows.length };
    const pieces = [...jsonDocument({ ...object, rows: new JsonRows(rows) })];
    expect(pieces.join('')).toBe(`${JSON.stringify(object, undefined, 2)}\n`);
  }));
});

test('the rows of a json document are asked for one at a time', () => {
  let made = 0;
  function* rows() { for (;;) yield made++; }
  const pieces = jsonDocument({ rows: new JsonRows(rows()) })[Symbol.iterator]();
  for (let index = 0; index < 5; index++) pieces.next();
  expect(made).toBeLessThan(6);
});
