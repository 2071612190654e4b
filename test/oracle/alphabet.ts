import * as fc from 'fast-check';
import { RawObject } from './naive-evaluator';

/* The few names, labels, ports and addresses of which random clusters are made, so that what they write often meets. */

export const NAMESPACES = ['bank', 'default', 'ops', 'shop'];
export const WORKLOADS = ['api', 'cache', 'db', 'job', 'mail', 'proxy', 'queue', 'web'];
export const NODES = ['node-1', 'node-2'];
export const PORTS = [1, 80, 81, 8080, 65535];
export const PORT_NAMES = ['dns', 'http', 'metrics'];
export const PROTOCOLS = ['TCP', 'UDP', 'SCTP'];

/** Every block with the exceptions that fit in. Pods and nodes have addresses in some of them and at the edges of others. */
export const BLOCKS: Readonly<Record<string, readonly string[]>> = {
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
/** The block that says more of its address than its prefix covers. */
export const BLOCK_WITH_HOST_BITS = '10.1.2.3/16';
export const POD_ADDRESSES = ['10.1.2.2', '10.1.2.3', '10.1.255.255', '10.2.0.0', '192.168.0.3', 'fd00:1::3', 'fd00:1:2::9', 'fd00:2::1'];
export const NODE_ADDRESSES = ['10.128.0.0', '172.16.0.5', '192.168.0.3', 'fd00:9::1'];

type Alphabet = Readonly<Record<string, readonly string[]>>;

export const POD_LABELS: Alphabet = { app: ['a', 'b', 'c'], tier: ['x', 'y'] };
export const NAMESPACE_LABELS: Alphabet = { 'team': ['red', 'blue'], 'env': ['prod'], 'kubernetes.io/metadata.name': NAMESPACES };
export const NODE_LABELS: Alphabet = { zone: ['north', 'south'], disk: ['fast'] };

/** Labels that no template writes, as a controller adds them to its pods. */
const CONTROLLER_LABELS: Alphabet = {
  'pod-template-hash': ['5d4f'], 'controller-revision-hash': ['6c7b'], 'job-name': ['job'], 'statefulset.kubernetes.io/pod-name': ['db-0'],
};

/** Absent, null, or a value: Kubernetes does not tell the first two apart. */
export const maybe = <T>(value: fc.Arbitrary<T>): fc.Arbitrary<T | null | undefined> =>
  fc.oneof({ weight: 2, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary: fc.constant(null) }, { weight: 6, arbitrary: value });

export const sometimes = <T>(weight: number, value: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> =>
  fc.oneof({ weight: 10 - weight, arbitrary: fc.constant(undefined) }, { weight, arbitrary: value });

export const labels = (alphabet: Alphabet) =>
  fc.record(Object.fromEntries(Object.entries(alphabet).map(([key, list]) => [key, fc.constantFrom(...list)])), { requiredKeys: [] });

const requirement = (alphabet: Alphabet) => fc.constantFrom(...Object.keys(alphabet)).chain(key => fc.oneof(
  fc.record({
    key: fc.constant(key),
    operator: fc.constantFrom('In', 'NotIn'),
    values: fc.uniqueArray(fc.constantFrom(...alphabet[key], 'other'), { minLength: 1, maxLength: 2 }),
  }),
  fc.record({ key: fc.constant(key), operator: fc.constantFrom('Exists', 'DoesNotExist') }),
));

const selector = (alphabet: Alphabet): fc.Arbitrary<RawObject> => fc.oneof(
  { weight: 2, arbitrary: fc.constant({}) },
  { weight: 3, arbitrary: fc.record({ matchLabels: labels(alphabet) }) },
  { weight: 3, arbitrary: fc.record({ matchExpressions: fc.array(requirement(alphabet), { minLength: 1, maxLength: 2 }) }) },
  { weight: 1, arbitrary: fc.record({ matchLabels: labels(alphabet), matchExpressions: fc.array(requirement(alphabet), { maxLength: 1 }) }) },
);

export const podSelector: fc.Arbitrary<RawObject> = fc.oneof(
  { weight: 19, arbitrary: selector(POD_LABELS) },
  { weight: 1, arbitrary: selector({ ...POD_LABELS, ...CONTROLLER_LABELS }) },
);
export const namespaceSelector = selector(NAMESPACE_LABELS);
export const nodeSelector = selector(NODE_LABELS);

/** One of each of the names. */
export const named = <T>(names: readonly string[], make: (name: string) => fc.Arbitrary<T>): fc.Arbitrary<T[]> =>
  fc.tuple(...names.map(make)) as unknown as fc.Arbitrary<T[]>;

/** Every number at which a policy or a pod may begin or cease to matter. */
export const boundaryPorts: readonly number[] =
  [...new Set(PORTS.flatMap(port => [port - 1, port, port + 1]))].filter(port => port >= 1 && port <= 65535).sort((a, b) => a - b);

/** Addresses within, at the edges of and next to the blocks, and those of nodes. */
export const boundaryAddresses: readonly string[] = [
  '0.0.0.0', '8.8.8.8', '10.1.2.3', '10.1.2.255', '10.1.255.255', '10.128.0.0', '128.0.0.0', '172.16.0.5', '192.168.0.3', '192.168.0.4', '192.168.1.0',
  '255.255.255.255',
  '::', '2001:db8::1', 'fd00:1::3', 'fd00:1:2::9', 'fd00:1:ffff:ffff:ffff:ffff:ffff:ffff', 'fd00:2::', 'fd00:9::1',
];
