import { explain } from '../../../src/analysis';
import { explainFormats } from '../../../src/reports';
import { dedent, networkFrom, Told } from '../../dsl';

const POD = (name: string, spec = '{}') => `
  apiVersion: v1
  kind: Pod
  metadata: { name: ${name}, namespace: shop, labels: { app: ${name} } }
  spec: ${spec}`;

const ADMIN = (tier: string, rules: string) => `
  apiVersion: policy.networking.k8s.io/v1alpha2
  kind: ClusterNetworkPolicy
  metadata: { name: ${tier.toLowerCase()} }
  spec: { tier: ${tier}, priority: 1, subject: { namespaces: {} }, ${rules} }`;

const POLICY = (spec: string) => `
  apiVersion: networking.k8s.io/v1
  kind: NetworkPolicy
  metadata: { name: db, namespace: shop }
  spec: { podSelector: { matchLabels: { app: db } }, ${spec} }`;

function textOf(source: string, destination: string, documents: readonly string[], told: Told = {}): string {
  const network = networkFrom([POD('web'), POD('db'), ...documents].map(dedent).join('\n---\n'), told);
  const [text] = explainFormats;
  return text.render({ explanations: explain(network, { source, destination, port: '80' }), assumptions: {}, diagnostics: [] });
}

test('a denial by another tier says what would have to be asked before', () => {
  const out = textOf('web', 'db', [ADMIN('Admin', 'ingress: [{ action: Deny, from: [{ namespaces: {} }] }]')]);
  expect(out).toContain('into shop/db[Pod]: denied by ingress[0] of ClusterNetworkPolicy admin (in.yaml:14:74), in the tier Admin');
  expect(out).toContain('earlier in ClusterNetworkPolicy admin, or in a policy that comes before it in the tier Admin');
});

test('a verdict that depends lists what decides by which answer', () => {
  const out = textOf('web', 'db', [POLICY('ingress: [{ from: [{ ipBlock: { cidr: 10.0.0.0/8 } }] }]')]);
  expect(out).toContain('on tcp 80: depends on pod-ips, pods-match-ip-block');
  expect(out).toContain('governs ingress (by the answer to');
  expect(out).toContain('(by the answer to pod-ips, pods-match-ip-block)');
});

test('a rule that hands the decision on is named before what decides', () => {
  const out = textOf('web', 'db', [ADMIN('Admin', 'ingress: [{ action: Pass, from: [{ namespaces: {} }] }]')]);
  expect(out).toMatch(/nothing isolates\n {4}passed on before by ingress\[0\] of ClusterNetworkPolicy admin/);
});

test('what no policy can hold up is said in words', () => {
  expect(textOf('web', 'web', [])).toContain('policies do not keep a pod from itself');
  expect(textOf('8.8.8.8', 'web', [])).toContain('out of 8.8.8.8: allowed, as no policy governs what is outside the cluster');
  const trusted = textOf('agent', 'db', [POD('agent', '{ hostNetwork: true }'), POLICY('ingress: []')], { assumptions: { 'node-to-pod': 'all-nodes' } });
  expect(trusted).toContain('nodes may connect to every pod');
  const skipped = textOf('web', 'db', [POLICY('policyTypes: [Egress]'), ADMIN('Baseline', 'ingress: [{ action: Deny, from: [{ namespaces: {} }] }]')],
    { assumptions: { 'np-tier-scope': 'any-direction' } });
  expect(skipped).toContain('the tier Baseline is not asked where a NetworkPolicy governs the other direction');
});

test('many blocks of addresses are counted, not listed', () => {
  const out = textOf('0.0.0.0/0', 'db', [POLICY('ingress: [{ from: [{ ipBlock: { cidr: 10.1.2.3/32 } }] }]')]);
  expect(out).toMatch(/^10\.1\.2\.3\/32 → .* allowed$/m);
  expect(out).toMatch(/^0\.0\.0\.0\/5, 8\.0\.0\.0\/7, 10\.0\.0\.0\/16 and \d+ more blocks → .* denied$/m);
  expect(out).toContain('add the peer {"ipBlock":{"cidr":"0.0.0.0/0","except":["10.1.2.3/32"]}} to ingress[0].from');
});
