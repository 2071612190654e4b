import { manifestsOf, readCluster } from '../../../src/model';

/** A policy with every field that Cilium has. */
const POLICY = {
  apiVersion: 'cilium.io/v2',
  metadata: { name: 'policy' },
  spec: {
    endpointSelector: { matchLabels: { 'k8s:app': 'web' }, matchExpressions: [{ key: 'team', operator: 'In', values: ['red'] }] },
    enableDefaultDeny: { ingress: true, egress: false },
    ingress: [{ fromEndpoints: [{ matchLabels: { 'reserved:host': '' } }], authentication: { mode: 'required' }, icmps: [{ fields: [{ type: 8 }] }] },
      { fromEntities: ['host', 'remote-node', 'cluster'], fromRequires: [{}], toPorts: [{ ports: [{ port: '80', endPort: 90, protocol: 'TCP' }], rules: { http: [{ path: '/' }] } }] }],
    ingressDeny: [{ fromCIDRSet: [{ cidr: '10.0.0.0/8', except: ['10.1.0.0/16'] }, { cidrGroupRef: 'office' }] }, { fromNodes: [{ matchLabels: { pool: 'web' } }] }],
    egress: [{ toFQDNs: [{ matchName: 'example.com' }], toPorts: [{ ports: [{ port: '53' }], rules: { dns: [{ matchPattern: '*' }] }, serverNames: ['example.com'] }] },
      { toServices: [{ k8sService: { serviceName: 'db' } }] }, { toGroups: [{ aws: {} }] }],
    egressDeny: [{ toCIDR: ['10.0.0.1'] }],
  },
};
const VALUES: readonly unknown[] = [null, true, 7, -1, '', 'toString', [], [null], [[]], {}, { toString: 1 }, { matchLabels: { toString: 'a' } }];

/** Everything that a value becomes when one place of it, or all of it, is replaced. */
function* variants(value: unknown, replacement: unknown): Generator<unknown> {
  yield replacement;
  if (typeof value !== 'object' || value === null) return;
  for (const [key, child] of Object.entries(value)) {
    for (const variant of variants(child, replacement)) {
      yield Array.isArray(value) ? value.map((each, index) => `${index}` === key ? variant : each) : { ...value, [key]: variant };
    }
  }
}

test.each(['CiliumNetworkPolicy', 'CiliumClusterwideNetworkPolicy'])('no value in any place of a %s can stop the reading', kind => {
  const specs = VALUES.flatMap(value => [...variants(POLICY.spec, value)]);
  const objects = specs.map(spec => ({ ...POLICY, kind, spec }));
  expect(() => readCluster(manifestsOf('in.yaml', objects))).not.toThrow();
});
