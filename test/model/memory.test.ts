import * as v8 from 'node:v8';
import * as vm from 'node:vm';
import { bytesOf, readManifests } from '../../src/model';

v8.setFlagsFromString('--expose-gc');
const collectGarbage: () => void = vm.runInNewContext('gc');

const heapMb = (): number => {
  collectGarbage();
  return process.memoryUsage().heapUsed / 2 ** 20;
};

test('the texts of documents do not stay in memory with their objects', () => {
  // Values that are long enough for the engine to make them views of the text.
  const document = (index: number) => `kind: Pod\nmetadata: { name: a-rather-long-name-${index}, labels: { app: 'another-long-value-${index}' } }\n# ${'x'.repeat(10_000)}\n`;
  const bytes = bytesOf(Buffer.from(Array.from({ length: 3_000 }, (_, index) => document(index)).join('---\n')));
  const before = heapMb();
  const { manifests } = readManifests('in.yaml', bytes);
  expect(heapMb() - before).toBeLessThan(10);
  expect(manifests).toHaveLength(3_000);
});

test('one document that is too long to be parsed is reported, and never asked for as a whole', () => {
  const asked: number[] = [];
  const pods = Buffer.from('kind: Pod\nmetadata: { name: a }\n');
  const size = 300 * 2 ** 20;
  const bytes = {
    // Spaces without end, behind one object.
    slice: (start: number, end: number) => {
      asked.push(end - start);
      const part = Buffer.alloc(Math.max(0, Math.min(end, size) - start), ' ');
      if (start === 0) Buffer.from(`${pods}---\nkind:`).copy(part);
      return part;
    },
  };
  const { manifests, diagnostics } = readManifests('in.yaml', bytes);
  expect(manifests).toHaveLength(1);
  expect(diagnostics.map(({ code, line, message }) => `${line} ${code} ${message}`)).toEqual(['3 PAR009 this document has 300 MB; those of more than 64 are passed over']);
  expect(Math.max(...asked)).toBeLessThan(2 ** 20);
});
