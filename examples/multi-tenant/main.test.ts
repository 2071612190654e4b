import * as fs from 'node:fs';
import * as path from 'node:path';
import { ApiObject, App, Chart, Testing } from 'cdk8s';
import { Cluster, CLUSTERS } from './clusters';
import { define, ENVIRONMENTS, multiTenantFleet, TENANTS } from './main';
import { profileNamed } from '../../src/cli/profile';
import { overlaps, parseAddress } from '../../src/values';
import { folderWith, palisade } from '../../test/cli/command-line';
import { expectValidSchemas } from '../../test/schemas/schema-oracle';
import { Analysis, AnalyzedConnection, Cidr, ClusterProfile, Guardrails, Peer, Verdict } from 'cdk8s-palisade';

const environments = TENANTS.flatMap(tenant => ENVIRONMENTS.map(environment => `${tenant}-${environment}`));
const pairs = environments.flatMap(from => environments.filter(to => to !== from).map(to => [from, to] as const));
const clusters = Object.entries(CLUSTERS);

const isIn = (end: string, environment: string): boolean => end.startsWith(`${environment}/`) || end.startsWith(`${environment}-data/`);
const isOurs = (end: string): boolean => environments.some(environment => isIn(end, environment));

function chartFor(cluster: Cluster, payments = cluster.payments): Chart {
  const app = new App();
  ClusterProfile.attach(app, cluster.profile);
  const chart = new Chart(app, 'tenants');
  define(chart, { ...cluster, payments });
  return chart;
}

/** What every tenant could do, if it got to write NetworkPolicies. */
function openEverything(chart: Chart): void {
  for (const namespace of environments.flatMap(name => [name, `${name}-data`])) {
    new ApiObject(chart, `${namespace}-open`, {
      apiVersion: 'networking.k8s.io/v1',
      kind: 'NetworkPolicy',
      metadata: { name: 'open', namespace },
      spec: { podSelector: {}, policyTypes: ['Ingress', 'Egress'], ingress: [{}], egress: [{}] },
    });
  }
}

/** A pod that is no part of the app. */
function runPod(chart: Chart, namespace: string, name: string, { labels = {}, ...spec }: { labels?: object; hostNetwork?: boolean }): void {
  new ApiObject(chart, name, {
    apiVersion: 'v1', kind: 'Pod', metadata: { name, namespace, labels: { ...labels } }, spec: { ...spec, containers: [{ name }] },
  });
}

/** The connections of tenants that have an address of a block among others, on whatever port. */
function reaching(block: Cidr, connections: readonly AnalyzedConnection[]): AnalyzedConnection[] {
  const isAmong = (range: string): boolean => {
    const [first, last = first] = range.split('-').map(parseAddress);
    return first !== undefined && overlaps(block._range, { family: first.family, first: first.value, last: last!.value });
  };
  return connections.filter(({ source, destination }) => isOurs(source) && destination.split(',').some(isAmong));
}

const textOf = ({ source, destination, ports, verdict }: AnalyzedConnection): string => `${source} → ${destination} ${ports} ${verdict}`;

describe.each(clusters)('the tenants of %s', (name, cluster) => {
  const analysis = Analysis.ofConstruct(chartFor(cluster));
  const connections = analysis.connections();
  const { metadataCidrs, dns } = cluster.profile._facts;

  test.each(pairs)('are kept apart: nothing gets from %s to %s on any port', (from, to) => {
    expect(connections.filter(({ source, destination }) => isIn(source, from) && isIn(destination, to)).map(textOf)).toEqual([]);
  });
  test('get no credentials from the cloud, on any port', () => {
    expect(metadataCidrs).not.toHaveLength(0);
    expect(metadataCidrs.flatMap(cidr => reaching(cidr, connections)).map(textOf)).toEqual([]);
  });
  test('reach neither nodes nor the control plane, on any port', () => {
    expect(cluster.ownCidrs).toHaveLength(2);
    expect(cluster.ownCidrs.flatMap(cidr => reaching(cidr, connections)).map(textOf)).toEqual([]);
  });
  test('let every web tier use its own database in another namespace, and nobody else', () => {
    const toDatabases = connections.filter(({ destination }) => destination.includes('/db['));
    expect(toDatabases.map(textOf).sort()).toEqual(environments
      .map(each => `${each}/web[Deployment] → ${each}-data/db[Deployment] tcp 5432 allowed`).sort());
  });
  test('get to the public internet where they said so', () => {
    expect(['acme-test/hooks', 'acme-test/web', 'acme-test-data/db'].map(tier => analysis.verdict(tier, '198.51.100.7', 'tcp/443')))
      .toEqual([Verdict.ALLOWED, Verdict.DENIED, Verdict.DENIED]);
    expect(analysis.verdict('acme-test/hooks', '198.51.100.7', 'tcp/80')).toBe(Verdict.DENIED);
  });
  test('pay, and nothing but their web tiers does', () => {
    const payments = name === 'azure' ? 'api.payments.example.com' : '203.0.113.0-203.0.113.15';
    expect(connections.filter(({ destination }) => destination === payments).map(({ source, ports }) => `${source} ${ports}`).sort())
      .toEqual(environments.map(each => `${each}/web[Deployment] tcp 443`).sort());
  });
  test('look up names', () => {
    expect(dns).not.toHaveLength(0);
    const lookups = connections.filter(({ source, destination }) => source === 'acme-test-data/db[Deployment]' && destination === '{cluster-dns}');
    expect(lookups.map(({ ports, verdict }) => `${ports} ${verdict}`))
      .toEqual([name === 'openshift' ? 'tcp 53, 5353; udp 53, 5353 allowed' : 'tcp 53; udp 53 allowed']);
  });
  test('let the ingress controller and the monitoring in, on a port each', () => {
    const chart = chartFor(cluster);
    const { namespace, labels } = cluster.profile._facts.monitoring!;
    runPod(chart, namespace, 'prometheus', { labels });
    const ways = Analysis.ofConstruct(chart).connections().filter(({ destination }) => destination === 'acme-test/web[Deployment]');
    expect(ways.map(({ source, ports, verdict }) => `${source.replace(/.*prometheus.*/, 'monitoring')} ${ports} ${verdict}`).sort())
      .toEqual(['monitoring tcp 9090 allowed', '{ingress-controller} tcp 8080 allowed']);
  });
  test('are probed by the kubelet of their node', () => {
    const chart = chartFor(cluster);
    runPod(chart, 'kube-system', 'on-the-node', { hostNetwork: true });
    expect(Analysis.ofConstruct(chart).explain('kube-system/on-the-node', 'acme-test/web', 'tcp/8080'))
      .toContain('a node may always connect to the pods that run on it');
  });
  test('are proven to do what was declared, and nothing else', () => {
    const chart = chartFor(cluster);
    Guardrails.enforce(chart);
    expect(Testing.synth(chart)).not.toHaveLength(0);
  });
  test('are written in valid objects', () => {
    const manifests = Testing.synth(chartFor(cluster));
    expectValidSchemas(manifests);
    expect(manifests).not.toHaveLength(0);
  });
});

describe.each(clusters)('tenants of %s that allow everything', (name, cluster) => {
  const chart = chartFor(cluster);
  openEverything(chart);
  const connections = Analysis.ofConstruct(chart).connections();
  // Cilium takes no block of addresses for nodes.
  const denied = name === 'azure' ? cluster.profile._facts.apiServer.cidrs : cluster.ownCidrs;

  test('talk to themselves, and to the world', () => {
    expect(connections.map(textOf)).toContain('acme-test/hooks[Deployment] → acme-test-data/db[Deployment] all ports allowed');
    expect(reaching(Cidr.of('198.51.100.7/32'), connections)).toHaveLength(18);
  });
  test.each(pairs)('are kept apart all the same: nothing gets from %s to %s on any port', (from, to) => {
    expect(connections.filter(({ source, destination }) => isIn(source, from) && isIn(destination, to)).map(textOf)).toEqual([]);
  });
  test('still get no credentials from the cloud, and reach nothing that is denied', () => {
    const blocks = [...cluster.profile._facts.metadataCidrs, ...denied];
    expect(blocks.flatMap(block => reaching(block, connections)).map(textOf)).toEqual([]);
  });
});

describe('a host name', () => {
  test.each([
    ['aws', 'AWS VPC CNI cannot allow egress by host name: only EKS Auto Mode enforces ApplicationNetworkPolicies'],
    ['openshift', 'OVN-Kubernetes cannot allow egress by host name'],
    ['metal', 'Calico cannot allow egress by host name: that is part of Calico Enterprise and Calico Cloud'],
  ])('is refused on %s, where policies know none, and addresses are a way out', (name, limit) => {
    const named = () => chartFor(CLUSTERS[name], Peer.host('api.payments.example.com'));
    expect(named).toThrow(`tenants/acme/acme-test-app/web (Tier): ${limit}`);
    expect(named).toThrow(/fix: name (the )?addresses/);
  });
});

describe('the fleet', () => {
  const folder = folderWith({});
  const written = jest.spyOn(process.stderr, 'write').mockReturnValue(true);
  multiTenantFleet(folder).synth();
  written.mockRestore();

  test('is written to a folder for each cluster, with what differs between them', () => {
    expect(fs.readdirSync(folder).sort()).toEqual([...Object.keys(CLUSTERS), 'differences.txt'].sort());
    const differences = fs.readFileSync(path.join(folder, 'differences.txt'), 'utf8');
    expect(differences).toContain('CiliumNetworkPolicy.cilium.io acme-test/web\n  only in azure; not in aws, openshift, metal\n');
    expect(differences).toContain('NetworkPolicy.networking.k8s.io acme-test/allow-dns\n  differs in ');
    expect(differences).not.toMatch(/Namespace|Deployment|Service|Role|Quota|LimitRange|Certificate/);
  });
  test.each(clusters)('is described to the command line as it is to the constructs, as to %s', (name, { profile }) => {
    expect(profileNamed(path.join(__dirname, 'profiles', `${name}.yaml`))).toEqual(profile._facts);
  });
  test.each(clusters)('has a summary that anybody can read, as of %s', name => {
    const { exitCode, out } = palisade('map', '--summary', path.join(folder, name), '--profile', path.join(__dirname, 'profiles', `${name}.yaml`));
    expect(exitCode).toBe(0);
    expect(out).toMatch(/workloads {2,}18\n/);
    expect(out).toMatch(/isolated for ingress {2,}18 of 18\nisolated for egress {2,}18 of 18\npairs that may connect {2,}6 of 306\n/);
    expect(out).toMatch(name === 'azure' ? /rows that depend {2,}6 on fqdn\n/ : /rows that depend {2,}none\n/);
  });
});
