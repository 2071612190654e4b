import { execFileSync, spawnSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { folderWith, palisade, SHOP } from './command-line';

const BROKEN = `
  apiVersion: v1
  kind: Pod
  metadata: { name: web, namespace: shop }
  ---
  apiVersion: v1
  kind: Pod
  metadata: { name: [unclosed
  ---
  apiVersion: v1
  kind: Pod
  metadata: { name: db, namespace: shop }
`;

describe('input that cannot be read', () => {
  test('a broken document is one diagnostic with file, line and column; the others are analysed', () => {
    const folder = folderWith({ 'pods.yaml': BROKEN });
    const { exitCode, out, err } = palisade('map', folder);
    expect(exitCode).toBe(0);
    expect(err).toMatch(new RegExp(`^${path.join(folder, 'pods.yaml')}:\\d+:\\d+: error PAR001: .+\\n$`));
    expect(out).toMatch(/^shop\/web\[Pod\] +→ +shop\/db\[Pod\]/m);
  });

  test('exits with 2 for it with --strict', () => {
    expect(palisade('map', folderWith({ 'pods.yaml': BROKEN }), '--strict').exitCode).toBe(2);
    expect(palisade('check', folderWith({ 'pods.yaml': BROKEN }), '--strict').exitCode).toBe(2);
  });

  test('is not spoken of with --quiet', () => {
    expect(palisade('map', folderWith({ 'pods.yaml': BROKEN }), '--quiet').err).toBe('');
  });

  test('exits with 2 when nothing at all can be read', () => {
    const { exitCode, err } = palisade('map', folderWith({ 'pods.yaml': 'a: [b' }));
    expect(exitCode).toBe(2);
    expect(err).toContain('nothing in it can be read');
  });

  test('exits with 2 for a folder without manifests', () => {
    const { exitCode, err } = palisade('map', folderWith({ 'README.md': '# nothing' }));
    expect(exitCode).toBe(2);
    expect(err).toContain('there are no Kubernetes objects in it');
  });
});

describe('the files of a folder', () => {
  const pod = (name: string) => `apiVersion: v1\nkind: Pod\nmetadata: { name: ${name} }\n`;
  const codes = (err: string) => [...err.matchAll(/(?:error|warning) (\w+):/g)].map(([, code]) => code);

  test('are read below folders of any name, however they are linked, each once', () => {
    const folder = folderWith({ 'a.yaml': pod('a'), 'b.yaml/c.yml': pod('c'), 'd/e.json': JSON.stringify({ apiVersion: 'v1', kind: 'Pod', metadata: { name: 'e' } }), 'notes.txt': ':' });
    fs.symlinkSync('../a.yaml', path.join(folder, 'd/link-to-a.yaml'));
    fs.symlinkSync('..', path.join(folder, 'd/circle'));
    const { out, err } = palisade('map', folder, path.join(folder, 'a.yaml'));
    expect(out).toContain('3 objects: 3 Pod\n');
    expect(err).toBe('');
  });

  test('that cannot be read are one diagnostic each, and the others are read', () => {
    const folder = folderWith({ 'a.yaml': pod('a'), 'empty.yaml': '' });
    fs.symlinkSync('nowhere', path.join(folder, 'dangling.yaml'));
    fs.symlinkSync('circle.yaml', path.join(folder, 'circle.yaml'));
    fs.symlinkSync(os.tmpdir(), path.join(folder, 'elsewhere'));
    execFileSync('mkfifo', [path.join(folder, 'pipe.yaml')]);
    const { exitCode, out, err } = palisade('map', folder);
    expect([exitCode, out.split('\n')[0]]).toEqual([0, '1 objects: 1 Pod']);
    expect(codes(err)).toEqual(['PAR008', 'PAR008', 'PAR008', 'PAR008']);
    for (const name of ['dangling.yaml', 'circle.yaml', 'elsewhere', 'pipe.yaml']) expect(err).toContain(`${path.join(folder, name)}:1:1: `);
  });

  test('that are named and cannot be read are refused', () => {
    const folder = folderWith({ 'a.yaml': pod('a') });
    fs.symlinkSync('circle.yaml', path.join(folder, 'circle.yaml'));
    const { exitCode, err } = palisade('map', path.join(folder, 'circle.yaml'));
    expect(exitCode).toBe(2);
    expect(err).toContain('it cannot be read');
  });

  test('may hold anything at all, and the good ones are read', () => {
    const folder = folderWith({ 'good.yaml': pod('a'), 'zeros.yaml': '\0'.repeat(1_000_000), 'deep.json': '['.repeat(100_000), 'deep.yaml': '{a: '.repeat(100_000) });
    fs.writeFileSync(path.join(folder, 'binary.yaml'), Buffer.from(Array.from({ length: 65_536 }, (_, index) => Math.floor(index * 2_654_435_761 / 2 ** 24) % 256)));
    const { exitCode, out, err } = palisade('map', folder);
    expect([exitCode, out.split('\n')[0]]).toEqual([0, '1 objects: 1 Pod']);
    for (const name of ['zeros.yaml', 'deep.json', 'deep.yaml', 'binary.yaml']) expect(err).toContain(`${path.join(folder, name)}:`);
  });
});

describe('wrong usage exits with 2 and says what would be right', () => {
  const folder = folderWith({ 'shop.yaml': SHOP });

  test.each([
    [['map', '/no/such/folder'], 'there is no such file or folder'],
    [['map', folder, '--format', 'xml'], 'use one of text, json'],
    [['map', folder, '--profile', 'mainframe'], 'use one of vanilla'],
    [['map', folder, '--assume', 'pods-match-ip-block=perhaps'], 'use one of yes, no, unknown'],
    [['map', folder, '--assume', 'weather=fine'], 'there is no assumption "weather"'],
    [['map', folder, '--assume', 'end-port'], 'write NAME=VALUE'],
    [['check', folder, '--fail-on', 'awful'], 'use one of critical, high, medium, low, info'],
    [['check', folder, '--no-such-option'], "unknown option '--no-such-option'"],
    [['explode', folder], "unknown command 'explode'"],
  ])('%j', (args, message) => {
    const { exitCode, out, err } = palisade(...args);
    expect([exitCode, out]).toEqual([2, '']);
    expect(err).toContain(message);
  });
});

describe('the binary', () => {
  const binary = path.join(__dirname, '../../bin/palisade');
  const run = (args: string[], input = '') => spawnSync(process.execPath, [binary, ...args], { input, encoding: 'utf8' });

  test('reads standard input', () => {
    const { stdout, status } = run(['map', '-'], fs.readFileSync(path.join(folderWith({ 'shop.yaml': SHOP }), 'shop.yaml'), 'utf8'));
    expect(status).toBe(0);
    expect(stdout).toContain('shop/web[Deployment]  →  shop/db[Deployment]');
  });

  test('reads standard input once, however often it is named, and waits for whoever writes it', () => {
    const shop = path.join(folderWith({ 'shop.yaml': SHOP }), 'shop.yaml');
    const output = execFileSync('/bin/sh', ['-c', `(head -5 '${shop}'; sleep 0.2; tail -n +6 '${shop}') | '${process.execPath}' '${binary}' map - -`], { encoding: 'utf8' });
    expect(output.split('\n')[0]).toBe('5 objects: 2 Deployment, 3 NetworkPolicy');
  });

  test('reads a pipe that is named like a file', () => {
    const folder = folderWith({ 'shop.yaml': SHOP });
    const output = execFileSync('/bin/sh', ['-c', `mkfifo '${folder}/pipe' && (cat '${folder}/shop.yaml' > '${folder}/pipe' & '${process.execPath}' '${binary}' map '${folder}/pipe')`], { encoding: 'utf8' });
    expect(output.split('\n')[0]).toBe('5 objects: 2 Deployment, 3 NetworkPolicy');
  });

  test('prints its version and its help', () => {
    expect(run(['--version']).stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
    expect(run(['map', '--help']).stdout).toContain('Show who may connect to whom');
    expect(run(['--help']).status).toBe(0);
  });

  test('passes its exit code on', () => {
    expect(run(['map', '/no/such/folder']).status).toBe(2);
  });

  test('survives a reader that has seen enough', () => {
    const many = Array.from({ length: 300 }, (_, index) => `apiVersion: v1\nkind: Pod\nmetadata: { name: pod-${index} }\n`).join('---\n');
    const file = path.join(folderWith({ 'pods.yaml': many }), 'pods.yaml');
    const first = execFileSync('/bin/sh', ['-c', `'${process.execPath}' '${binary}' map '${file}' --format json | head -1`], { encoding: 'utf8' });
    expect(first).toBe('{\n');
  });
});
