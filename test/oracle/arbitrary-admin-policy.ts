import * as fc from 'fast-check';
import { BLOCK_WITH_HOST_BITS, BLOCKS, named, namespaceSelector, nodeSelector, podSelector, PORT_NAMES, PORTS, PROTOCOLS, sometimes } from './alphabet';
import { RawObject } from './naive-evaluator';

/* Policies of the APIs with tiers, as their validation lets them through. */

/** Far enough apart that others fit before, between and after. */
const PRIORITIES = [100, 200, 300];

const pods: fc.Arbitrary<RawObject> = fc.record({ namespaceSelector: sometimes(5, namespaceSelector), podSelector });

const subject: fc.Arbitrary<RawObject> = fc.oneof(
  { weight: 3, arbitrary: fc.constant({ namespaces: {} }) },
  { weight: 2, arbitrary: fc.record({ namespaces: namespaceSelector }) },
  { weight: 2, arbitrary: fc.record({ pods }) },
);

const podPeer: fc.Arbitrary<RawObject> = fc.oneof(
  { weight: 1, arbitrary: fc.constant({ namespaces: {} }) },
  { weight: 2, arbitrary: fc.record({ namespaces: namespaceSelector }) },
  { weight: 3, arbitrary: fc.record({ pods }) },
);

/** These APIs take no blocks whose address says more than the prefix covers. */
const blocks = Object.keys(BLOCKS).filter(cidr => cidr !== BLOCK_WITH_HOST_BITS);

const outsidePeer: fc.Arbitrary<RawObject> = fc.oneof(
  { weight: 3, arbitrary: fc.record({ networks: fc.uniqueArray(fc.constantFrom(...blocks), { minLength: 1, maxLength: 2 }) }) },
  { weight: 2, arbitrary: fc.record({ nodes: nodeSelector }) },
);

const namesPeer = fc.record({ domainNames: fc.constantFrom(['api.example.com'], ['*.example.com', 'example.com']) });

const number = fc.constantFrom(...PORTS);
const range = fc.uniqueArray(number, { minLength: 2, maxLength: 2 }).map(([one, other]) =>
  ({ start: Math.min(one, other), end: Math.max(one, other) }));
const portName = fc.constantFrom(...PORT_NAMES);

/** The ports of a rule, for numbers and for names: a name needs a pod that has it, so that no other peer stands beside. */
interface PortWords {
  readonly field: string;
  readonly number: fc.Arbitrary<RawObject>;
  readonly name: fc.Arbitrary<RawObject>;
}

const CLUSTER_WORDS: PortWords = {
  field: 'protocols',
  number: fc.tuple(fc.constantFrom('tcp', 'udp', 'sctp'), fc.oneof(
    fc.constant({}),
    number.map(each => ({ destinationPort: { number: each } })),
    range.map(each => ({ destinationPort: { range: each } })),
  )).map(([protocol, destination]) => ({ [protocol]: destination })),
  name: portName.map(destinationNamedPort => ({ destinationNamedPort })),
};

const ADMIN_WORDS: PortWords = {
  field: 'ports',
  number: fc.oneof(
    fc.record({ portNumber: fc.record({ protocol: fc.constantFrom(...PROTOCOLS), port: number }) }),
    fc.tuple(range, sometimes(7, fc.constantFrom(...PROTOCOLS))).map(([each, protocol]) => ({ portRange: { ...each, protocol } })),
  ),
  name: portName.map(namedPort => ({ namedPort })),
};

/** Rules that name pods, and ports by number or name, or that name anybody, and ports by number. */
function rules(peers: 'from' | 'to', words: PortWords, actions: readonly string[]): fc.Arbitrary<RawObject[]> {
  const rule = (peer: fc.Arbitrary<RawObject>, port: fc.Arbitrary<RawObject>, allowed = actions) => fc.record({
    action: fc.constantFrom(...allowed),
    [peers]: fc.array(peer, { minLength: 1, maxLength: 3 }),
    [words.field]: sometimes(5, fc.array(port, { minLength: 1, maxLength: 2 })),
  });
  const ofPods = { weight: 3, arbitrary: rule(podPeer, fc.oneof({ weight: 3, arbitrary: words.number }, { weight: 1, arbitrary: words.name })) };
  const ofAnybody = { weight: 3, arbitrary: rule(fc.oneof(podPeer, outsidePeer), words.number) };
  const ofNames = { weight: 1, arbitrary: rule(fc.oneof(podPeer, namesPeer), words.number, ['Accept']) };
  const mayName = words === CLUSTER_WORDS && actions.includes('Accept');
  const outward = peers === 'to' ? [ofAnybody, ...mayName ? [ofNames] : []] : [];
  return fc.array(fc.oneof(ofPods, ...outward), { maxLength: 3 });
}

const spec = (words: PortWords, actions: readonly string[]) => ({
  subject,
  ingress: sometimes(8, rules('from', words, actions)),
  egress: sometimes(8, rules('to', words, actions)),
});

/** Any ClusterNetworkPolicy of a tier, with some of the actions. */
export const clusterPolicy = (name: string, tier: string, actions = ['Accept', 'Deny', 'Pass']): fc.Arbitrary<RawObject> =>
  fc.record({ tier: fc.constant(tier), priority: fc.constantFrom(...PRIORITIES), ...spec(CLUSTER_WORDS, actions) })
    .map(itsSpec => ({ apiVersion: 'policy.networking.k8s.io/v1alpha2', kind: 'ClusterNetworkPolicy', metadata: { name }, spec: itsSpec }));

const adminPolicy = (name: string): fc.Arbitrary<RawObject> =>
  fc.record({ priority: fc.constantFrom(...PRIORITIES), ...spec(ADMIN_WORDS, ['Allow', 'Deny', 'Pass']) })
    .map(itsSpec => ({ apiVersion: 'policy.networking.k8s.io/v1alpha1', kind: 'AdminNetworkPolicy', metadata: { name }, spec: itsSpec }));

/** There can be one only, which has the name `default`. */
const baselinePolicy: fc.Arbitrary<RawObject> = fc.record(spec(ADMIN_WORDS, ['Allow', 'Deny']))
  .map(itsSpec => ({ apiVersion: 'policy.networking.k8s.io/v1alpha1', kind: 'BaselineAdminNetworkPolicy', metadata: { name: 'default' }, spec: itsSpec }));

const names = (prefix: string, min: number, max: number) =>
  fc.integer({ min, max }).map(count => Array.from({ length: count }, (_, index) => `${prefix}-${index}`));

const clusterPolicies = fc.tuple(names('admin', 1, 4), names('baseline', 0, 2)).chain(([admin, baseline]) => fc.tuple(
  named(admin, name => clusterPolicy(name, 'Admin')), named(baseline, name => clusterPolicy(name, 'Baseline')),
)).map(parts => parts.flat());

const adminPolicies = fc.tuple(names('admin', 1, 4), sometimes(6, baselinePolicy))
  .chain(([admin, baseline]) => named(admin, adminPolicy).map(policies => baseline === undefined ? policies : [...policies, baseline]));

/** Policies of one of the two versions of the API: a cluster has either. */
export const tieredPolicies: fc.Arbitrary<RawObject[]> =
  fc.oneof({ weight: 2, arbitrary: clusterPolicies }, { weight: 1, arbitrary: adminPolicies });
