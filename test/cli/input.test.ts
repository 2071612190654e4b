import { execFileSync, spawnSync } from 'node:child_process';
import * as fs from 'node:fs';
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
