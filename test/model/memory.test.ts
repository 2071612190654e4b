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
