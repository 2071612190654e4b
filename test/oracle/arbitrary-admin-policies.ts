import * as fc from 'fast-check';
import { policyPort } from './arbitrary-cluster';
import { RawObject } from './naive-evaluator';

/* Policies of the tiers before and behind NetworkPolicy, about the labels that the arbitrary clusters have. */

const matching = (labels: Readonly<Record<string, readonly string[]>>): fc.Arbitrary<RawObject> => fc.oneof(
  fc.constant({}),
  fc.constantFrom(...Object.entries(labels)).chain(([key, values]) => fc.oneof(
    fc.constantFrom(...values).map(value => ({ matchLabels: { [key]: value } })),
    fc.record({ operator: fc.constantFrom('In', 'NotIn'), values: fc.subarray([...values], { minLength: 1 }) })
      .map(({ operator, values: list }) => ({ matchExpressions: [{ key, operator, values: list }] })),
    fc.constantFrom('Exists', 'DoesNotExist').map(operator => ({ matchExpressions: [{ key, operator }] })),
  )),
);

const namespaces = matching({ 'team': ['red', 'blue'], 'env': ['prod'], 'kubernetes.io/metadata.name': ['bank', 'shop', 'other'] });
const pods = fc.record({ namespaceSelector: namespaces, podSelector: matching({ app: ['a', 'b', 'c'], tier: ['x', 'y'] }) });
const some = fc.oneof(namespaces.map(each => ({ namespaces: each })), pods.map(each => ({ pods: each })));

const port: fc.Arbitrary<RawObject> = policyPort.filter(each => typeof each.port !== 'string').map(({ port: first, endPort, protocol }) =>
  typeof first !== 'number' ? { portRange: { protocol: protocol ?? 'TCP', start: 1, end: 65535 } }
    : first < endPort ? { portRange: { protocol: protocol ?? 'TCP', start: first, end: endPort } }
      : { portNumber: { protocol: protocol ?? 'TCP', port: first } });

const rule = (peers: 'from' | 'to', actions: readonly string[]): fc.Arbitrary<RawObject> => fc.record({
  action: fc.constantFrom(...actions),
  [peers]: fc.array(peers === 'from' ? some : fc.oneof(
    { weight: 4, arbitrary: some },
    { weight: 1, arbitrary: fc.constantFrom('10.0.0.0/8', '10.1.2.0/24', '0.0.0.0/0').map(cidr => ({ networks: [cidr] })) },
  ), { minLength: 1, maxLength: 2 }),
  ports: fc.option(fc.array(fc.oneof(port, fc.constantFrom('http', 'dns').map(namedPort => ({ namedPort }))), { minLength: 1, maxLength: 2 }), { nil: undefined }),
});

const rules = (peers: 'from' | 'to', actions: readonly string[]) => fc.array(rule(peers, actions), { maxLength: 3 });

const policy = (kind: string, name: string, actions: readonly string[], order: RawObject): fc.Arbitrary<RawObject> =>
  fc.record({ subject: some, ingress: rules('from', actions), egress: rules('to', actions) })
    .map(spec => ({ apiVersion: 'policy.networking.k8s.io/v1alpha1', kind, metadata: { name }, spec: { ...order, ...spec } }));

const admin = (name: string, priority: number) => policy('AdminNetworkPolicy', name, ['Allow', 'Deny', 'Pass'], { priority });

/** Some policies of the Admin tier, of which two have one priority, and perhaps one of the Baseline. */
export const arbitraryAdminPolicies: fc.Arbitrary<readonly RawObject[]> = fc.tuple(
  fc.option(admin('first', 1)), fc.option(admin('second', 2)), fc.option(admin('tied', 2)),
  fc.option(policy('BaselineAdminNetworkPolicy', 'default', ['Allow', 'Deny'], {})),
).map(list => list.filter(each => each !== null));
