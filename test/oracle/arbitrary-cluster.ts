import * as fc from 'fast-check';
import { RawObject, Setting } from './naive-evaluator';
import { assumptions } from '../../src/values';

/* Clusters that the API server would accept, small enough to be asked every question, and dense enough that the answers differ. */

const NAMESPACES = ['bank', 'default', 'ops', 'shop'];
const WORKLOADS = ['api', 'cache', 'db', 'job', 'mail', 'proxy', 'queue', 'web'];
const PORTS = [1, 80, 81, 8080, 65535];
const PORT_NAMES = ['dns', 'http', 'metrics'];
const PROTOCOLS = ['TCP', 'UDP', 'SCTP'];

/** Every block with the exceptions that fit in. Pods have addresses in some of them and at the edges of others. */
const BLOCKS: Readonly<Record<string, readonly string[]>> = {
  '0.0.0.0/0': ['10.0.0.0/8', '192.168.0.0/16', '8.8.8.8/32', '0.0.0.0/1'],
  '10.0.0.0/8': ['10.1.0.0/16', '10.1.2.3/32', '10.128.0.0/9'],
  '10.1.2.3/16': ['10.1.2.0/24'],
  '10.1.2.3/32': [],
  '192.168.0.0/30': ['192.168.0.3/32'],
  '255.255.255.255/32': [],
  '::/0': ['fd00::/8', '2001:db8::/32'],
  'fd00:1::/32': ['fd00:1:2::/48', 'fd00:1::3/128'],
  'fd00:1::3/128': [],
};
const POD_ADDRESSES = ['10.1.2.2', '10.1.2.3', '10.1.255.255', '10.2.0.0', '192.168.0.3', 'fd00:1::3', 'fd00:1:2::9', 'fd00:2::1'];

export interface ArbitraryCluster {
  readonly objects: readonly RawObject[];
  readonly setting: Setting;
}

/** Absent, null, or a value: Kubernetes does not tell the first two apart. */
const maybe = <T>(value: fc.Arbitrary<T>): fc.Arbitrary<T | null | undefined> =>
  fc.oneof({ weight: 2, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary: fc.constant(null) }, { weight: 6, arbitrary: value });

const sometimes = <T>(weight: number, value: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> =>
  fc.oneof({ weight: 10 - weight, arbitrary: fc.constant(undefined) }, { weight, arbitrary: value });

const labels = (values: Readonly<Record<string, readonly string[]>>) =>
  fc.record(Object.fromEntries(Object.entries(values).map(([key, list]) => [key, fc.constantFrom(...list)])), { requiredKeys: [] });

const POD_LABELS = { app: ['a', 'b', 'c'], tier: ['x', 'y'] };
const NAMESPACE_LABELS = { 'team': ['red', 'blue'], 'env': ['prod'], 'kubernetes.io/metadata.name': NAMESPACES };

function selector(alphabet: Readonly<Record<string, readonly string[]>>): fc.Arbitrary<RawObject> {
  const requirement = fc.constantFrom(...Object.keys(alphabet)).chain(key => fc.oneof(
    fc.record({
      key: fc.constant(key),
      operator: fc.constantFrom('In', 'NotIn'),
      values: fc.uniqueArray(fc.constantFrom(...alphabet[key], 'other'), { minLength: 1, maxLength: 2 }),
    }),
    fc.record({ key: fc.constant(key), operator: fc.constantFrom('Exists', 'DoesNotExist') }),
  ));
  return fc.oneof(
    { weight: 2, arbitrary: fc.constant({}) },
    { weight: 3, arbitrary: fc.record({ matchLabels: labels(alphabet) }) },
    { weight: 3, arbitrary: fc.record({ matchExpressions: fc.array(requirement, { minLength: 1, maxLength: 2 }) }) },
    { weight: 1, arbitrary: fc.record({ matchLabels: labels(alphabet), matchExpressions: fc.array(requirement, { maxLength: 1 }) }) },
  );
}

const ipBlock = fc.constantFrom(...Object.keys(BLOCKS)).chain(cidr => fc.record({
  cidr: fc.constant(cidr),
  except: maybe(fc.subarray([...BLOCKS[cidr]])),
}));

const peer: fc.Arbitrary<RawObject> = fc.oneof(
  fc.record({ podSelector: selector(POD_LABELS) }),
  fc.record({ namespaceSelector: selector(NAMESPACE_LABELS), podSelector: fc.constantFrom(null, undefined) }),
  fc.record({ namespaceSelector: selector(NAMESPACE_LABELS), podSelector: selector(POD_LABELS) }),
  fc.record({ ipBlock }),
);

const portRange = fc.tuple(fc.constantFrom(...PORTS), fc.constantFrom(...PORTS)).map(([one, other]) =>
  ({ port: Math.min(one, other), endPort: Math.max(one, other) }));

const portNumbers: fc.Arbitrary<RawObject> = fc.oneof(
  fc.constant({}),
  fc.record({ port: fc.constantFrom(...PORTS) }),
  portRange,
  fc.record({ port: fc.constantFrom(...PORT_NAMES) }),
);

export const policyPort: fc.Arbitrary<RawObject> = fc.tuple(maybe(fc.constantFrom(...PROTOCOLS)), portNumbers)
  .map(([protocol, port]) => ({ ...port, protocol }));

const rule = (peers: 'from' | 'to'): fc.Arbitrary<RawObject> => fc.record({
  [peers]: maybe(fc.array(peer, { maxLength: 3 })),
  ports: maybe(fc.array(policyPort, { maxLength: 3 })),
});

/** A rule of either direction: who, and on which ports. */
export const ingressRule = rule('from');
export const egressRule = rule('to');

const policyTypes = maybe(fc.constantFrom([], ['Ingress'], ['Egress'], ['Ingress', 'Egress'], ['Egress', 'Ingress'], ['Ingress', 'Ingress']));

const policySpec = fc.record({
  podSelector: maybe(selector(POD_LABELS)),
  policyTypes,
  ingress: maybe(fc.array(ingressRule, { maxLength: 3 })),
  egress: maybe(fc.array(egressRule, { maxLength: 3 })),
});

const container = fc.record({
  ports: maybe(fc.array(fc.record({
    name: sometimes(7, fc.constantFrom(...PORT_NAMES)),
    containerPort: fc.constantFrom(...PORTS),
    protocol: maybe(fc.constantFrom(...PROTOCOLS)),
  }), { maxLength: 2 })),
  restartPolicy: sometimes(5, fc.constant('Always')),
});

const template = fc.record({
  metadata: fc.record({ labels: maybe(labels(POD_LABELS)) }),
  spec: fc.record({
    hostNetwork: sometimes(2, fc.boolean()),
    containers: fc.array(container, { minLength: 1, maxLength: 2 }),
    initContainers: sometimes(3, fc.array(container, { maxLength: 2 })),
  }),
});

/** The address of a pod, or one of each family, of which the first is written twice. */
const podStatus = fc.record({
  phase: sometimes(4, fc.constantFrom('Running', 'Pending', 'Succeeded', 'Failed')),
  podIPs: sometimes(7, fc.oneof(
    fc.constantFrom(...POD_ADDRESSES).map(ip => [{ ip }]),
    fc.constantFrom([{ ip: '10.1.2.3' }, { ip: 'fd00:1:2::9' }], [{ ip: 'fd00:1::3' }, { ip: '10.2.0.0' }]),
  )),
}).map(status => ({ ...status, podIP: status.podIPs?.[0].ip }));

const workload = (name: string, namespaces: readonly string[]): fc.Arbitrary<RawObject> => {
  const metadata = fc.record({ name: fc.constant(name), namespace: fc.constantFrom(...namespaces) });
  const lone = fc.tuple(metadata, template, sometimes(7, podStatus))
    .map(([itsMetadata, pod, status]) => ({ apiVersion: 'v1', kind: 'Pod', metadata: { ...itsMetadata, ...pod.metadata }, spec: pod.spec, status }));
  const controlled = (apiVersion: string, kind: string, spec: (pod: unknown, count?: number) => unknown) =>
    fc.tuple(metadata, template, sometimes(4, fc.constantFrom(1, 3)))
      .map(([itsMetadata, pod, count]) => ({ apiVersion, kind, metadata: itsMetadata, spec: spec(pod, count) }));
  return fc.oneof(
    { weight: 4, arbitrary: lone },
    { weight: 3, arbitrary: controlled('apps/v1', 'Deployment', (pod, replicas) => ({ replicas, template: pod })) },
    { weight: 1, arbitrary: controlled('apps/v1', 'StatefulSet', (pod, replicas) => ({ replicas, template: pod })) },
    { weight: 1, arbitrary: controlled('apps/v1', 'DaemonSet', pod => ({ template: pod })) },
    { weight: 1, arbitrary: controlled('batch/v1', 'Job', (pod, parallelism) => ({ parallelism, template: pod })) },
    { weight: 1, arbitrary: controlled('batch/v1', 'CronJob', (pod, parallelism) => ({ jobTemplate: { spec: { parallelism, template: pod } } })) },
  );
};

/** A namespace may be known by its mention alone, as when its manifest is kept elsewhere. */
const namespaceObject = (name: string): fc.Arbitrary<RawObject | undefined> =>
  sometimes(7, fc.record({ labels: maybe(labels(NAMESPACE_LABELS).map(stated => ({ ...stated, 'kubernetes.io/metadata.name': name }))) })
    .map(({ labels: itsLabels }) => ({ apiVersion: 'v1', kind: 'Namespace', metadata: { name, labels: itsLabels } })));

const policy = (name: string, namespaces: readonly string[]): fc.Arbitrary<RawObject> =>
  fc.tuple(fc.constantFrom(...namespaces), policySpec).map(([namespace, spec]) =>
    ({ apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy', metadata: { name, namespace }, spec }));

const named = <T>(names: readonly string[], make: (name: string) => fc.Arbitrary<T>): fc.Arbitrary<T[]> =>
  fc.tuple(...names.map(make)) as unknown as fc.Arbitrary<T[]>;

const objects: fc.Arbitrary<RawObject[]> = fc.tuple(
  fc.subarray(NAMESPACES, { minLength: 1 }),
  fc.integer({ min: 2, max: WORKLOADS.length }),
  fc.integer({ min: 0, max: 8 }),
).chain(([namespaces, workloadCount, policyCount]) => fc.tuple(
  named(namespaces, namespaceObject),
  named(WORKLOADS.slice(0, workloadCount), name => workload(name, namespaces)),
  named(Array.from({ length: policyCount }, (_, index) => `policy-${index}`), name => policy(name, namespaces)),
)).map(parts => parts.flat().filter(object => object !== undefined));

const cidrs = (...lists: string[][]): fc.Arbitrary<string[]> =>
  fc.constantFrom([], ...lists);

const setting: fc.Arbitrary<Setting> = fc.record({
  assumptions: fc.record(Object.fromEntries(assumptions.slice(0, 5).map(({ name, values }) => [name, fc.constantFrom(...values)]))),
  podCidrs: cidrs(['10.0.0.0/8'], ['10.1.2.0/24'], ['fd00:1:2::/48'], ['10.1.0.0/16', 'fd00:1::/32']),
  nodeCidrs: cidrs(['192.168.0.0/24'], ['10.128.0.0/9'], ['10.128.0.0/9', 'fd00:1::/64']),
});

/** Namespaces, workloads and policies, and an answer to every open question. */
export const arbitraryCluster: fc.Arbitrary<ArbitraryCluster> = fc.record({ objects, setting });

/** Every number at which a policy or a pod may begin or cease to matter. */
export const boundaryPorts: readonly number[] =
  [...new Set(PORTS.flatMap(port => [port - 1, port, port + 1]))].filter(port => port >= 1 && port <= 65535).sort((a, b) => a - b);

/** Addresses within, at the edges of and next to the blocks. */
export const boundaryAddresses: readonly string[] = [
  '0.0.0.0', '8.8.8.8', '10.1.2.3', '10.1.2.255', '10.1.255.255', '10.128.0.0', '128.0.0.0', '192.168.0.3', '192.168.0.4', '255.255.255.255',
  '::', '2001:db8::1', 'fd00:1::3', 'fd00:1:2::9', 'fd00:1:ffff:ffff:ffff:ffff:ffff:ffff', 'fd00:2::',
];
