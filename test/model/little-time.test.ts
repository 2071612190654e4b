import { readManifests } from '../../src/model';

test.each(['json', 'yaml'])('the position of a value is found for each of many findings in one long list of %s, in little time', format => {
  const text = format === 'json' ? JSON.stringify({ kind: 'List', items: Array(20_000).fill({ kind: 'Pod', metadata: { name: 'a' } }) }, null, 1)
    : `kind: List\nitems:\n${'- kind: Pod\n  metadata:\n    name: a\n'.repeat(20_000)}`;
  const { manifests } = readManifests('in', text);
  const begin = performance.now();
  const lines = manifests.map(({ source }) => source.position(['metadata', 'name']).line);
  expect([lines.length, new Set(lines).size, lines[19_999] - lines[0]]).toEqual([20_000, 20_000, 19_999 * (format === 'json' ? 6 : 3)]);
  // Looking through the whole list for each of them would take minutes.
  expect(performance.now() - begin).toBeLessThan(10_000);
});
