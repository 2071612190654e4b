import { spawnSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { folderWith, palisade, SHOP } from './command-line';

const METRICS = `
  apiVersion: networking.k8s.io/v1
  kind: NetworkPolicy
  metadata: { name: metrics, namespace: shop }
  spec:
    podSelector: { matchLabels: { app: db } }
    ingress: [{ from: [{ ipBlock: { cidr: 10.0.0.0/8 } }], ports: [{ port: 9090 }] }]
`;

const shop = folderWith({ 'shop.yaml': SHOP });
const wider = folderWith({ 'shop.yaml': SHOP.replaceAll('port: 5432', 'port: 5432, endPort: 5433') });
const open = folderWith({ 'shop.yaml': SHOP, 'metrics.yaml': METRICS });
const reordered = folderWith({ 'shop.yaml': SHOP.split('\n  ---\n').reverse().join('\n  ---\n') });

describe('palisade diff', () => {
  test.each(['text', 'markdown'])('prints nothing as %s when a refactoring changes no connection', format => {
    expect(palisade('diff', shop, reordered, '--format', format, '--exit-code')).toEqual({ exitCode: 0, out: '', err: '' });
  });

  test('prints empty lists as json when a refactoring changes no connection', () => {
    expect(JSON.parse(palisade('diff', shop, reordered, '--format', 'json').out))
      .toMatchObject({ schema: 'palisade/diff/v1', added: [], removed: [], changed: [], workloads: { added: [], removed: [] } });
  });

  test('prints what opened, closed and changed, and exits with 0', () => {
    expect(palisade('diff', shop, wider)).toEqual({
      exitCode: 0,
      err: '',
      out: '1 connection changed\n\n~  shop/web[Deployment]  →  shop/db[Deployment]  tcp 5432 → tcp 5432-5433\n',
    });
    expect(palisade('diff', shop, open).out).toBe('1 connection opened\n\n+  outside 10.0.0.0/8  →  shop/db[Deployment]  tcp 9090\n');
    expect(palisade('diff', open, shop).out).toContain('1 connection closed\n\n-  outside');
  });

  test('prints the json of the contract', () => {
    expect(JSON.parse(palisade('diff', shop, wider, '--format', 'json').out)).toMatchObject({
      schema: 'palisade/diff/v1',
      effect: 'opens',
      added: [],
      removed: [],
      changed: [{ source: 'shop/web[Deployment]', destination: 'shop/db[Deployment]', before: { TCP: ['5432'] }, after: { TCP: ['5432-5433'] } }],
      workloads: { added: [], removed: [] },
    });
  });

  test('prints markdown for a pull request', () => {
    expect(palisade('diff', shop, open, '--format', 'markdown').out).toContain('| **outside** `10.0.0.0/8` | `shop/db[Deployment]` | `tcp 9090` |');
  });

  test('exits with 1 for a difference with --exit-code', () => {
    expect(palisade('diff', shop, wider, '--exit-code').exitCode).toBe(1);
    expect(palisade('diff', shop, shop, '--exit-code').exitCode).toBe(0);
  });

  test('reads both sides under the same assumptions', () => {
    const [none, some] = [palisade('diff', shop, wider, '--assume', 'end-port=ignored', '--exit-code'), palisade('diff', shop, wider, '--assume', 'end-port=unknown')];
    expect(none).toEqual({ exitCode: 0, out: '', err: '' });
    expect(some.out).toContain('+  shop/web[Deployment]  →  shop/db[Deployment]  tcp 5433 (depends on end-port)');
  });

  test('writes to a file when asked', () => {
    const file = path.join(folderWith({}), 'diff.md');
    expect(palisade('diff', shop, wider, '--format', 'markdown', '--output', file)).toEqual({ exitCode: 0, out: '', err: '' });
    expect(fs.readFileSync(file, 'utf8')).toContain('**1 connection changed**');
  });
});

describe('palisade diff --equivalent', () => {
  test('says that both sides allow the same, and exits with 0', () => {
    expect(palisade('diff', '--equivalent', shop, reordered)).toEqual({ exitCode: 0, out: 'Equivalent: both allow the same connections.\n', err: '' });
  });

  test.each([
    [shop, wider, 'AFTER only opens connections'],
    [wider, shop, 'AFTER only closes connections'],
    [wider, open, 'AFTER opens connections and closes others'],
  ])('exits with 1 where they do not, and says in which direction (%#)', (before, after, answer) => {
    const { exitCode, out } = palisade('diff', '--equivalent', before, after);
    expect(exitCode).toBe(1);
    expect(out).toMatch(new RegExp(`^Not equivalent: ${answer}\\.\n`));
  });

  test('minds connections alone, and not workloads that nobody may talk to', () => {
    const renamed = folderWith({ 'shop.yaml': SHOP.replace('name: db, namespace', 'name: database, namespace') });
    const isolated = folderWith({ 'shop.yaml': SHOP.split('---').slice(0, 3).join('---') });
    const fewer = folderWith({ 'shop.yaml': SHOP.split('---').slice(1, 3).join('---') });
    expect(palisade('diff', '--equivalent', isolated, fewer)).toMatchObject({ exitCode: 0, out: expect.stringContaining('- workload shop/web[Deployment]') });
    expect(palisade('diff', '--exit-code', isolated, fewer).exitCode).toBe(1);
    expect(palisade('diff', '--equivalent', shop, renamed).exitCode).toBe(1);
  });
});

describe('a side without any objects', () => {
  test.each([
    ['an empty folder', folderWith({})],
    ['a folder without manifests', folderWith({ 'README.md': '# soon' })],
    ['an empty file', path.join(folderWith({ 'empty.yaml': '' }), 'empty.yaml')],
  ])('is an empty cluster when it is %s, which is said', (_, empty) => {
    const { exitCode, out, err } = palisade('diff', empty, shop);
    expect(exitCode).toBe(0);
    expect(out).toContain('+  shop/web[Deployment]  →  shop/db[Deployment]  tcp 5432');
    expect(out).toContain('+ workload shop/web[Deployment]');
    expect(err).toBe(`${empty}: there are no Kubernetes objects in it; it is taken for an empty cluster\n`);
    expect(palisade('diff', shop, empty, '--quiet')).toMatchObject({ exitCode: 0, err: '', out: expect.stringContaining('1 connection closed') });
  });

  test('is an error when it cannot be read', () => {
    expect(palisade('diff', folderWith({ 'shop.yaml': 'a: [b' }), shop)).toMatchObject({ exitCode: 2, out: '', err: expect.stringContaining('nothing in it can be read') });
    expect(palisade('diff', '/no/such/folder', shop)).toMatchObject({ exitCode: 2, err: expect.stringContaining('there is no such file or folder') });
  });
});

describe('standard input', () => {
  const binary = path.join(__dirname, '../../bin/palisade');
  const run = (args: string[], input: string) => spawnSync(process.execPath, [binary, 'diff', ...args], { input, encoding: 'utf8' });
  const text = fs.readFileSync(path.join(shop, 'shop.yaml'), 'utf8');

  test('may be one of the sides', () => {
    expect(run(['-', wider], text)).toMatchObject({ status: 0, stdout: expect.stringContaining('tcp 5432 → tcp 5432-5433') });
    expect(run([wider, '-'], text)).toMatchObject({ status: 0, stdout: expect.stringContaining('tcp 5432-5433 → tcp 5432') });
  });

  test('is not both', () => {
    expect(palisade('diff', '-', '-')).toMatchObject({ exitCode: 2, err: expect.stringContaining('pass a file or a folder for one of them') });
  });

  test('is an error when it is empty, as that of a command that failed', () => {
    expect(run(['-', shop], '')).toMatchObject({ status: 2, stdout: '' });
  });
});

describe('diagnostics', () => {
  const broken = folderWith({ 'shop.yaml': SHOP, 'broken.yaml': 'a: [b' });

  test('of both sides go to the standard error', () => {
    const { exitCode, out, err } = palisade('diff', broken, broken);
    expect([exitCode, out]).toEqual([0, '']);
    expect(err.match(/broken\.yaml:\d+:\d+: error PAR001/g)).toHaveLength(2);
  });

  test('exit with 2 with --strict, whichever side they are of', () => {
    expect(palisade('diff', broken, shop, '--strict').exitCode).toBe(2);
    expect(palisade('diff', shop, broken, '--strict', '--exit-code').exitCode).toBe(2);
  });

  test('are in the json, by their side', () => {
    const { diagnostics } = JSON.parse(palisade('diff', shop, broken, '--format', 'json').out);
    expect(diagnostics).toEqual({ before: [], after: [expect.objectContaining({ code: 'PAR001' })] });
  });
});

describe('wrong usage of diff exits with 2 and says what would be right', () => {
  test.each([
    [[shop], "missing required argument 'AFTER'"],
    [[shop, shop, shop], 'too many arguments'],
    [[shop, shop, '--format', 'xml'], 'use one of text, markdown, json'],
  ])('%#', (args, message) => {
    expect(palisade('diff', ...args)).toMatchObject({ exitCode: 2, out: '', err: expect.stringContaining(message) });
  });
});

test('the help states the exit codes and what is empty', () => {
  const { exitCode, out } = palisade('diff', '--help');
  expect(exitCode).toBe(0);
  expect(out).toContain('Exit codes: 0 done, 1 there is a difference');
  expect(out).toContain('A file or folder without any objects is an empty cluster');
});
