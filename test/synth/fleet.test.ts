import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { App, Chart } from 'cdk8s';
import { ClusterProfile, Fleet, Guardrails, IsolatedNamespace } from '../../src';
import { expectUsageError } from '../values/expect-usage-error';

const PROFILES = { west: () => ClusterProfile.aks(), east: () => ClusterProfile.openshift(), north: () => ClusterProfile.aks() };

/** Whatever a team wants in each of its clusters. */
const define = (app: App) => new IsolatedNamespace(new Chart(app, 'shop'), 'Namespace', { name: 'shop' });

function fleetIn(outdir: string, clusters: readonly (keyof typeof PROFILES)[] = ['west', 'east', 'north']) {
  const fleet = new Fleet({ outdir });
  for (const name of clusters) define(fleet.addCluster(name, PROFILES[name]()));
  return fleet;
}

const folder = () => fs.mkdtempSync(path.join(os.tmpdir(), 'palisade-'));
const read = (...parts: string[]) => fs.readFileSync(path.join(...parts), 'utf8');

describe('a fleet', () => {
  test('writes each cluster to a folder of its own, in the words of that cluster', () => {
    const out = folder();
    fleetIn(out).synth();
    expect(fs.readdirSync(out).sort()).toEqual(['differences.txt', 'east', 'north', 'west']);
    expect(read(out, 'west', 'shop.k8s.yaml')).toContain('k8s-app: kube-dns');
    expect(read(out, 'east', 'shop.k8s.yaml')).toContain('dns.operator.openshift.io/daemonset-dns');
    expect(read(out, 'north', 'shop.k8s.yaml')).toBe(read(out, 'west', 'shop.k8s.yaml'));
  });
  test('writes the same bytes each time', () => {
    const [one, other] = [folder(), folder()];
    for (const out of [one, other]) fleetIn(out).synth();
    for (const file of ['differences.txt', 'east/shop.k8s.yaml', 'west/shop.k8s.yaml']) expect(read(one, file)).toBe(read(other, file));
  });
  test('tells which objects only some clusters have, and where others differ', () => {
    const fleet = fleetIn(folder());
    const [cilium, policy, ...others] = fleet.differences();
    expect(others).toEqual([]);
    expect(cilium).toEqual({ object: 'CiliumNetworkPolicy.cilium.io shop/allow-dns', present: ['west', 'north'], absent: ['east'], fields: [] });
    expect(policy).toEqual({
      object: 'NetworkPolicy.networking.k8s.io shop/allow-dns',
      present: ['west', 'east', 'north'],
      absent: [],
      fields: ['spec.egress[0].ports', 'spec.egress[0].to'],
    });
  });
  test('says the same in words, and writes it beside the clusters', () => {
    const out = folder();
    fleetIn(out).synth();
    expect(read(out, 'differences.txt')).toBe([
      'what differs between west, east, north:',
      '',
      'CiliumNetworkPolicy.cilium.io shop/allow-dns',
      '  only in west, north; not in east',
      'NetworkPolicy.networking.k8s.io shop/allow-dns',
      '  differs in spec.egress[0].ports',
      '  differs in spec.egress[0].to',
      '',
    ].join('\n'));
  });
  test('of equal clusters has no differences', () => {
    const fleet = fleetIn(folder(), ['west', 'north']);
    expect(fleet.differences()).toEqual([]);
    expect(fleet.report()).toBe('nothing differs between west, north\n');
  });
  test('writes nothing when one cluster is invalid, and says which', () => {
    const out = folder();
    const fleet = fleetIn(out, ['west']);
    const app = fleet.addCluster('east', ClusterProfile.openshift());
    define(app).node.addValidation({ validate: () => ['too wide'] });
    expect(() => fleet.synth()).toThrow('east: [shop/Namespace] too wide');
    expect(fs.readdirSync(out)).toEqual([]);
  });
  test('is held to the guardrails of each of its apps, once', () => {
    const written = jest.spyOn(process.stderr, 'write').mockReturnValue(true);
    const out = folder();
    const fleet = new Fleet({ outdir: out });
    for (const name of ['west', 'east'] as const) {
      const app = fleet.addCluster(name, PROFILES[name]());
      define(app);
      Guardrails.enforce(app);
    }
    fleet.synth();
    expect(written).toHaveBeenCalledTimes(2);
    written.mockRestore();
  });
  test('takes no name that is none, and none twice', () => {
    const fleet = fleetIn(folder());
    expectUsageError(() => fleet.addCluster('../up', ClusterProfile.aks()), {
      where: 'Fleet.addCluster', what: '"../up" is not a valid name of a cluster', fix: expect.stringContaining('at most 63'),
    });
    expectUsageError(() => fleet.addCluster('west', ClusterProfile.aks()), {
      where: 'Fleet.addCluster', what: 'there are two clusters "west"', fix: 'give each a name of its own',
    });
  });
});
