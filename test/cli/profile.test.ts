import * as path from 'node:path';
import { folderWith, palisade, SHOP } from './command-line';

describe('--profile', () => {
  const folder = folderWith({
    'manifests/shop.yaml': SHOP,
    'edge.yaml': 'preset: aks\nassumptions: { end-port: ignored }',
    'edge.json': '{ "preset": "openshift" }',
    'wrong.yaml': 'preset: asks',
    'two.yaml': 'preset: aks\n---\npreset: eks',
    'broken.yaml': 'preset: [',
  });
  const file = (name: string) => path.join(folder, name);
  const run = (command: string, profile: string, ...more: string[]) => palisade(command, file('manifests'), ...more, '--profile', profile);

  test('takes a preset by its name', () => {
    expect(run('map', 'aks', '--list-assumptions').out).toContain('pods-match-ip-block=no (profile;');
  });
  test('takes a file of YAML, which overrides a preset', () => {
    const { out } = run('map', file('edge.yaml'), '--list-assumptions');
    expect(out).toContain('pods-match-ip-block=no (profile;');
    expect(out).toContain('end-port=ignored (profile;');
  });
  test('takes a file of JSON', () => {
    expect(run('map', file('edge.json'), '--list-assumptions').out).toContain('namespace-selector-host-network=only-with-pod-selector (profile;');
  });
  test('is read by every command', () => {
    expect(run('map', file('edge.yaml')).exitCode).toBe(0);
    expect(run('check', file('edge.yaml'), '--fail-on', 'critical').exitCode).toBe(0);
    expect(run('diff', file('edge.yaml'), file('manifests')).exitCode).toBe(0);
    expect(palisade('explain', 'shop/web', 'shop/db', file('manifests'), '--profile', file('edge.yaml')).exitCode).toBe(0);
  });
  test.each([
    ['a name that is none', 'asks', 'there is no profile and no file "asks"\n  fix: did you mean aks? use one of vanilla, aks'],
    ['a name like no other', 'mainframe', 'use one of vanilla, aks'],
    ['a faulty file', file('wrong.yaml'), `${file('wrong.yaml')}: preset is not known: there is no "asks"\n  fix: did you mean aks?`],
    ['two documents', file('two.yaml'), 'it has 2 documents\n  fix: write one document'],
    ['a file that is no YAML', file('broken.yaml'), `${file('broken.yaml')}:`],
    ['a folder', folder, 'it cannot be read'],
  ])('refuses %s with exit code 2', (_, profile, message) => {
    const { exitCode, out, err } = run('map', profile);
    expect([exitCode, out]).toEqual([2, '']);
    expect(err).toContain(message);
  });
});
