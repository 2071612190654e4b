import * as fs from 'node:fs';
import * as path from 'node:path';

/* Titles of tests name the rows of the semantics that they are about, such as (T-2): selection, types, ports, addresses, clusters. */

const ROW = /\b(?:S|T|P|IP|C)-\d+\b/g;
const TITLE = /^\s*(?:\]\)|(?:test|describe)(?:\.each)?)\(/;

/** The row ids in the titles of the tests of a folder, sorted. */
function rowsNamedIn(folder: string): string[] {
  const files = fs.readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter(file => file.endsWith('.test.ts'));
  const lines = files.flatMap(file => fs.readFileSync(path.join(folder, file), 'utf8').split('\n'));
  const rows = lines.filter(line => TITLE.test(line)).flatMap(line => line.match(ROW) ?? []);
  return [...new Set(rows)].sort((one, other) => one.localeCompare(other, 'en', { numeric: true }));
}

const upTo = (letter: string, last: number): string[] => Array.from({ length: last }, (_, index) => `${letter}-${index + 1}`);

test('every row of the semantics has a test that names it', () => {
  expect(rowsNamedIn(path.join(__dirname, '..'))).toEqual([
    ...upTo('C', 18), ...upTo('IP', 12), ...upTo('P', 14), ...upTo('S', 24), ...upTo('T', 8),
  ]);
});
