import * as fc from 'fast-check';
import { BLOCKS, maybe, named, NAMESPACES, namespaceSelector, podSelector, PORT_NAMES, PORTS, PROTOCOLS } from './alphabet';
import { tieredPolicies } from './arbitrary-admin-policy';
import { inhabitants } from './arbitrary-pods';
import { RawObject, Setting } from './naive-evaluator';
import { Assumption, assumptions } from '../../src/values';

export { boundaryAddresses, boundaryPorts } from './alphabet';

/* Clusters that the API server would accept, small enough to be asked every question, and dense enough that the answers differ. */

export interface ArbitraryCluster {
  readonly objects: readonly RawObject[];
  readonly setting: Setting;
}

const ipBlock = fc.constantFrom(...Object.keys(BLOCKS)).chain(cidr => fc.record({
  cidr: fc.constant(cidr),
  except: maybe(fc.subarray([...BLOCKS[cidr]])),
}));

const peer: fc.Arbitrary<RawObject> = fc.oneof(
  fc.record({ podSelector }),
  fc.record({ namespaceSelector, podSelector: fc.constantFrom(null, undefined) }),
  fc.record({ namespaceSelector, podSelector }),
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
  podSelector: maybe(podSelector),
  policyTypes,
  ingress: maybe(fc.array(ingressRule, { maxLength: 3 })),
  egress: maybe(fc.array(egressRule, { maxLength: 3 })),
});

const policy = (name: string, namespaces: readonly string[]): fc.Arbitrary<RawObject> =>
  fc.tuple(fc.constantFrom(...namespaces), policySpec).map(([namespace, spec]) =>
    ({ apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy', metadata: { name, namespace }, spec }));

const policies = (namespaces: readonly string[], max: number): fc.Arbitrary<RawObject[]> => fc.integer({ min: 0, max })
  .chain(count => named(Array.from({ length: count }, (_, index) => `policy-${index}`), name => policy(name, namespaces)));

const objectsWith = (max: number, tiered: fc.Arbitrary<RawObject[]>): fc.Arbitrary<RawObject[]> =>
  fc.subarray(NAMESPACES, { minLength: 1 })
    .chain(namespaces => fc.tuple(inhabitants(namespaces), policies(namespaces, max), tiered))
    .map(parts => parts.flat());

/** Values that take rows or the whole map away, or that say more of a cluster than a random one has. */
const LEFT_OUT: Readonly<Record<string, readonly string[]>> = {
  'controller-labels': ['expanded'],
  'equal-cnp-priority': ['error'],
  'ip-families': ['IPv4', 'IPv6'],
  'policy-enforced': ['late-at-pod-start'],
  'replica-traffic': ['left-out'],
};

/** Values that make all cells of a cluster alike. */
const RARE = ['policy-enforced=no'];

/** The values of an assumption that random clusters have. */
export const valuesOf = ({ name, values }: Assumption): string[] => values.filter(value => !LEFT_OUT[name]?.includes(value));

function valueOf(assumption: Assumption): fc.Arbitrary<string> {
  const { name, fallback } = assumption;
  const possible = valuesOf(assumption);
  if (possible.length === 0) return fc.constant(fallback);
  return fc.oneof(...possible.map(value => ({ weight: RARE.includes(`${name}=${value}`) ? 1 : 10, arbitrary: fc.constant(value) })));
}

const cidrs = (...lists: string[][]): fc.Arbitrary<string[]> =>
  fc.constantFrom([], ...lists);

const setting: fc.Arbitrary<Setting> = fc.record({
  assumptions: fc.record(Object.fromEntries(assumptions.map(assumption => [assumption.name, valueOf(assumption)]))),
  podCidrs: cidrs(['10.0.0.0/8'], ['10.1.2.0/24'], ['fd00:1:2::/48'], ['10.1.0.0/16', 'fd00:1::/32']),
  nodeCidrs: cidrs(['192.168.0.0/24'], ['10.128.0.0/9'], ['10.128.0.0/9', 'fd00:1::/64']),
});

/** Namespaces, workloads and NetworkPolicies, and an answer to every open question. */
export const plainCluster: fc.Arbitrary<ArbitraryCluster> = fc.record({ objects: objectsWith(8, fc.constant([])), setting });

/** The same, where policies of other tiers decide before and after fewer NetworkPolicies. */
export const tieredCluster: fc.Arbitrary<ArbitraryCluster> = fc.record({ objects: objectsWith(4, tieredPolicies), setting });

export const arbitraryCluster: fc.Arbitrary<ArbitraryCluster> = fc.oneof(plainCluster, tieredCluster);
