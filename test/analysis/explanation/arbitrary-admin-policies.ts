import * as fc from 'fast-check';
import { RawObject } from '../../oracle/naive-evaluator';

/* ClusterNetworkPolicies that the API server would accept, of both tiers, some of one priority. */

const matchLabels = fc.constantFrom({ app: 'a' }, { app: 'b' }, { tier: 'x' }, {});
const namespaceLabels = fc.constantFrom({}, { team: 'red' }, { 'kubernetes.io/metadata.name': 'shop' });

const namespaces = namespaceLabels.map(labels => ({ matchLabels: labels }));
const pods = fc.record({ namespaceSelector: namespaces, podSelector: matchLabels.map(labels => ({ matchLabels: labels })) });

const inside: fc.Arbitrary<RawObject> = fc.oneof(fc.record({ pods }), fc.record({ namespaces }));
const outside: fc.Arbitrary<RawObject> = fc.record({ networks: fc.subarray(['10.0.0.0/8', '10.1.2.0/24', '8.8.8.8/32', '::/0'], { minLength: 1 }) });

const protocols: fc.Arbitrary<RawObject | undefined> = fc.constantFrom(undefined, [{ tcp: { destinationPort: { number: 80 } } }], [{ udp: {} }],
  [{ tcp: { destinationPort: { range: { start: 80, end: 8080 } } } }]);

const rules = (key: 'from' | 'to', peer: fc.Arbitrary<RawObject>): fc.Arbitrary<RawObject[]> => fc.array(fc.record({
  action: fc.constantFrom('Accept', 'Deny', 'Pass'),
  [key]: fc.array(peer, { minLength: 1, maxLength: 2 }),
  protocols,
}).map(rule => JSON.parse(JSON.stringify(rule))), { maxLength: 3 });

const policy: fc.Arbitrary<RawObject> = fc.record({
  tier: fc.constantFrom('Admin', 'Baseline'),
  priority: fc.constantFrom(1, 2),
  subject: inside,
  ingress: rules('from', inside),
  egress: rules('to', fc.oneof(inside, outside)),
});

/** Up to four policies for all pods, or some. */
export const arbitraryAdminPolicies: fc.Arbitrary<RawObject[]> = fc.array(policy, { minLength: 1, maxLength: 4 })
  .map(specs => specs.map((spec, index) =>
    ({ apiVersion: 'policy.networking.k8s.io/v1alpha2', kind: 'ClusterNetworkPolicy', metadata: { name: `admin-${index}` }, spec })));
