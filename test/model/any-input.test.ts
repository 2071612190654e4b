import * as fc from 'fast-check';
import { connectivityMap, deadEnds, entryPoints, Network } from '../../src/analysis';
import { manifestsOf, readCluster, readManifests } from '../../src/model';
import { environmentOf } from '../dsl';
import { arbitraryCluster } from '../oracle/arbitrary-cluster';
import { RawObject } from '../oracle/naive-evaluator';

const RUNS = Math.ceil(Number(process.env.PALISADE_FUZZ_RUNS ?? 500) / 2);

/** A value as a file can have it. */
const json = <T>(arbitrary: fc.Arbitrary<T>): fc.Arbitrary<T> => arbitrary.map(value => JSON.parse(JSON.stringify(value)));

function analyze(objects: readonly unknown[]): void {
  const { cluster } = readCluster(manifestsOf('random', objects));
  const network = new Network(cluster, { ...environmentOf({}), entryPoints: true });
  connectivityMap(network);
  entryPoints(network);
  deadEnds(cluster);
}

const METADATA = { name: 'web', namespace: 'shop', labels: { 'app': 'web', 'kubernetes.io/service-name': 'web' }, annotations: { 'nginx.ingress.kubernetes.io/auth-url': 'x' } };
const GATEWAY_API = 'gateway.networking.k8s.io/v1';
const POD = { apiVersion: 'v1', kind: 'Pod', metadata: METADATA, spec: { containers: [{ ports: [{ name: 'http', containerPort: 80, hostPort: 80, hostIP: '10.0.0.1' }] }] } };
const SERVICE = {
  apiVersion: 'v1',
  kind: 'Service',
  metadata: METADATA,
  spec: { type: 'LoadBalancer', clusterIPs: ['None'], externalIPs: ['10.0.0.1'], loadBalancerSourceRanges: ['10.0.0.0/8'], selector: { app: 'web' }, ports: [{ port: 80, nodePort: 30080, targetPort: 'http' }] },
};
const SLICE = { apiVersion: 'discovery.k8s.io/v1', kind: 'EndpointSlice', metadata: METADATA, endpoints: [{ addresses: ['10.0.0.1'] }], ports: [{ port: 80 }] };
const ENDPOINTS = { apiVersion: 'v1', kind: 'Endpoints', metadata: METADATA, subsets: [{ addresses: [{ ip: '10.0.0.1' }], ports: [{ port: 80 }] }] };
const INGRESS = {
  apiVersion: 'networking.k8s.io/v1',
  kind: 'Ingress',
  metadata: METADATA,
  spec: { rules: [{ host: 'a', http: { paths: [{ path: '/', pathType: 'Prefix', backend: { service: { name: 'web', port: { number: 80 } } } }] } }] },
};
const GATEWAY = {
  apiVersion: GATEWAY_API,
  kind: 'Gateway',
  metadata: METADATA,
  spec: {
    gatewayClassName: 'a',
    listeners: [{ name: 'a', port: 80, protocol: 'HTTP', hostname: '*.a', allowedRoutes: { kinds: [{ kind: 'HTTPRoute' }], namespaces: { from: 'Selector', selector: { matchLabels: {} } } } }],
  },
};
const HTTP_ROUTE = {
  apiVersion: GATEWAY_API,
  kind: 'HTTPRoute',
  metadata: METADATA,
  spec: {
    parentRefs: [{ name: 'web', namespace: 'shop', sectionName: 'a', port: 80 }],
    hostnames: ['b.a'],
    rules: [{ matches: [{ path: { type: 'Exact', value: '/' } }], filters: [{ requestMirror: { backendRef: { name: 'web', port: 80 } } }], backendRefs: [{ name: 'web', namespace: 'bank', port: 80 }] }],
  },
};
const GRANT = {
  apiVersion: GATEWAY_API,
  kind: 'ReferenceGrant',
  metadata: METADATA,
  spec: { from: [{ group: 'gateway.networking.k8s.io', kind: 'HTTPRoute', namespace: 'shop' }], to: [{ group: '', kind: 'Service', name: 'web' }] },
};

/** One policy of each kind for administrators, with every field that they have. */
const ADMIN_POLICIES = [
  ['policy.networking.k8s.io/v1alpha1', 'AdminNetworkPolicy'], ['policy.networking.k8s.io/v1alpha1', 'BaselineAdminNetworkPolicy'],
  ['policy.networking.k8s.io/v1alpha2', 'ClusterNetworkPolicy'], ['networking.k8s.aws/v1alpha1', 'ClusterNetworkPolicy'],
].map(([apiVersion, kind]) => {
  const pods = [{ namespaces: { matchLabels: { team: 'red' } } }, { pods: { namespaceSelector: {}, podSelector: { matchExpressions: [{ key: 'app', operator: 'Exists' }] } } }];
  const ports = {
    ports: [{ portNumber: { protocol: 'UDP', port: 53 } }, { portRange: { start: 80, end: 90 } }, { namedPort: 'http' }],
    protocols: [{ tcp: { destinationPort: { number: 80 } } }, { udp: { destinationPort: { range: { start: 80, end: 90 } } } }, { destinationNamedPort: 'http' }],
  };
  const ingress = [{ name: 'one', action: 'Deny', from: pods, ...ports }, { action: 'Pass', from: pods }];
  const egress = [{ action: 'Allow', to: [...pods, { nodes: {} }] },
    { action: 'Accept', to: [{ networks: ['10.0.0.0/8'] }, { domainNames: ['*.example.com'] }], ...ports }];
  return { apiVersion, kind, metadata: { name: 'default' }, spec: { tier: 'Admin', priority: 5, subject: pods[1], ingress, egress } };
});

describe('nothing that is parsed can stop the analysis', () => {
  test('whatever stands in place of any field of any object', () => {
    const mutilated = fc.tuple(arbitraryCluster, fc.infiniteStream(fc.nat()), json(fc.jsonValue())).map(([{ objects }, choices, value]) =>
      [...objects, ...ADMIN_POLICIES].map(object => replaceSomewhere(JSON.parse(JSON.stringify(object)), choices, value)));
    fc.assert(fc.property(mutilated, objects => {
      expect(() => analyze(objects)).not.toThrow();
    }), { numRuns: RUNS });
  });

  test('whatever a field of a policy or of a pod is', () => {
    const fields = ['apiVersion', 'kind', 'metadata', 'spec', 'status', 'items', 'podSelector', 'matchLabels', 'matchExpressions', 'key', 'operator',
      'values', 'policyTypes', 'ingress', 'egress', 'from', 'to', 'ports', 'port', 'endPort', 'protocol', 'ipBlock', 'cidr', 'except', 'labels', 'name', 'toString', '__proto__',
      'type', 'selector', 'targetPort', 'nodePort', 'externalIPs', 'loadBalancerSourceRanges', 'clusterIP', 'containers', 'containerPort', 'hostPort', 'hostIP', 'hostNetwork',
      'rules', 'http', 'paths', 'path', 'backend', 'service', 'number', 'tls', 'hosts', 'host', 'parentRefs', 'hostnames', 'backendRefs', 'matches', 'filters', 'requestMirror',
      'backendRef', 'listeners', 'allowedRoutes', 'namespaces', 'annotations', 'routes', 'match', 'services', 'namespace',
      'subject', 'priority', 'tier', 'action', 'pods', 'networks', 'domainNames', 'nodes', 'protocols', 'tcp', 'destinationPort', 'range', 'start', 'end', 'portNumber'];
    const value = fc.letrec(tie => ({
      any: fc.oneof({ maxDepth: 5 }, fc.constantFrom(null, true, 80, 1.5, -1, '', 'TCP', 'toString', 'Ingress', 'In', 'NetworkPolicy', '10.0.0.0/8', 'http', 'Admin', 'Deny', 'Pass'),
        fc.array(tie('any'), { maxLength: 3 }), fc.dictionary(fc.constantFrom(...fields), tie('any'), { maxKeys: 5 })),
    })).any;
    const object = fc.tuple(fc.constantFrom(['networking.k8s.io/v1', 'NetworkPolicy'], ['v1', 'Pod'], ['v1', 'Service'], ['v1', 'Namespace'], ['apps/v1', 'Deployment'],
      ['batch/v1', 'CronJob'], ['networking.k8s.io/v1', 'Ingress'], ['traefik.io/v1alpha1', 'IngressRoute'],
      ...['Gateway', 'GatewayClass', 'HTTPRoute', 'GRPCRoute', 'TCPRoute', 'ReferenceGrant'].map(kind => ['gateway.networking.k8s.io/v1', kind]),
      ...ADMIN_POLICIES.map(({ apiVersion, kind }) => [apiVersion, kind]),
      ['cilium.io/v2', 'CiliumNetworkPolicy'], ['cilium.io/v2', 'CiliumClusterwideNetworkPolicy']), value, value)
      .map(([[apiVersion, kind], spec, metadata]) => ({ apiVersion, kind, metadata: { ...metadata as object, name: 'a' }, spec }));
    fc.assert(fc.property(json(fc.array(object, { maxLength: 4 })), objects => {
      expect(() => analyze(objects)).not.toThrow();
    }), { numRuns: RUNS });
  });

  test('whatever a field of a way in is', () => {
    const ways = [SERVICE, SLICE, ENDPOINTS, INGRESS, GATEWAY, HTTP_ROUTE, GRANT, POD];
    const places = fc.array(fc.constantFrom(...ways.keys()), { minLength: 1, maxLength: 3 });
    const mutilated = fc.tuple(places, fc.infiniteStream(fc.nat()), json(fc.jsonValue()))
      .map(([some, choices, value]) => ways.map((way, index) => some.includes(index) ? replaceSomewhere(way, choices, value) : way));
    fc.assert(fc.property(mutilated, objects => {
      expect(() => analyze(objects)).not.toThrow();
    }), { numRuns: RUNS });
  });

  test('whatever a field of a policy of Calico is', () => {
    const fields = ['tier', 'order', 'selector', 'namespaceSelector', 'serviceAccountSelector', 'types', 'ingress', 'egress', 'action', 'protocol', 'notProtocol', 'ipVersion', 'icmp',
      'http', 'source', 'destination', 'nets', 'notNets', 'notSelector', 'ports', 'notPorts', 'serviceAccounts', 'services', 'domains', 'names', 'name', 'labels', 'defaultAction', '__proto__'];
    const value = fc.letrec(tie => ({
      any: fc.oneof({ maxDepth: 5 }, fc.constantFrom(null, true, 80, 6, 1.5, -1, '', 'TCP', 'toString', 'Ingress', 'Allow', 'Deny', 'Pass', 'all()', 'global()', "a == 'b' || !has(c)", 'a = b',
        '10.0.0.0/8', '80:90', 'http', 'default', 'a'), fc.array(tie('any'), { maxLength: 3 }), fc.dictionary(fc.constantFrom(...fields), tie('any'), { maxKeys: 5 })),
    })).any;
    const rules = fc.array(fc.record({ action: fc.constantFrom('Allow', 'Deny'), source: value, destination: value, protocol: value }), { maxLength: 2 });
    const spec = fc.oneof(value, fc.record({ selector: value, ingress: rules, egress: rules }), fc.record({ nets: value, order: value }));
    const object = fc.tuple(fc.constantFrom('NetworkPolicy', 'GlobalNetworkPolicy', 'NetworkSet', 'GlobalNetworkSet', 'Tier'), fc.constantFrom('projectcalico.org/v3', 'crd.projectcalico.org/v1'), spec, value)
      .map(([kind, apiVersion, read, metadata]) => ({ apiVersion, kind, metadata: { ...metadata as object, name: 'a' }, spec: read }));
    fc.assert(fc.property(json(fc.array(object, { maxLength: 4 })), objects => {
      expect(() => analyze(objects)).not.toThrow();
    }), { numRuns: RUNS });
  });

  // Without tabs, for which `known-gaps.test.ts` has a failing test.
  test('whatever text there is', () => {
    const line = fc.tuple(fc.constantFrom('', '  ', '- ', '    '), fc.constantFrom('---', 'kind: Pod', 'metadata: {', 'name: a', '}', '&a', '*a', '<<: *a', '"', '|', '%YAML 1.1',
      '...', '? x', '!!set {a}', '!!omap [a: b]', 'items:', '[[', '\u0000', '# c', 'kind: List', 'labels: 2020-01-01')).map(parts => parts.join(''));
    fc.assert(fc.property(fc.oneof(fc.string(), fc.array(line, { maxLength: 12 }).map(lines => lines.join('\n'))), text => {
      const { manifests, diagnostics } = readManifests('in.yaml', text);
      const read = readCluster(manifests);
      for (const { line: row, column } of [...diagnostics, ...read.diagnostics]) expect(Math.min(row, column)).toBeGreaterThanOrEqual(1);
    }), { numRuns: RUNS });
  });
});

/** Walks down from the root, as the choices say, and puts the value where the walk ends. */
function replaceSomewhere(node: RawObject, choices: Iterator<number>, value: unknown): RawObject {
  const keys = typeof node === 'object' && node !== null ? Object.keys(node) : [];
  const choice: number = choices.next().value;
  if (keys.length === 0 || choice % 5 === 0) return value;
  const key = keys[choice % keys.length];
  if (Array.isArray(node)) return node.map((item, index) => String(index) === key ? replaceSomewhere(item, choices, value) : item);
  return { ...node, [key]: replaceSomewhere(node[key], choices, value) };
}
