import { readFrom } from '../dsl';

const POLICIES = {
  FQDNNetworkPolicy: (rule: string) => `
    apiVersion: networking.gke.io/v1alpha1
    kind: FQDNNetworkPolicy
    metadata: { name: web, namespace: shop }
    spec: { podSelector: { matchLabels: { app: web } }, egress: [${rule}] }`,
  ApplicationNetworkPolicy: (rule: string) => `
    apiVersion: networking.k8s.aws/v1alpha1
    kind: ApplicationNetworkPolicy
    metadata: { name: web, namespace: shop }
    spec: { podSelector: { matchLabels: { app: web } }, policyTypes: [Egress], egress: [${rule}] }`,
};

describe.each([
  ['FQDNNetworkPolicy', '{ matches: [{ name: API.example.com }, { pattern: "*.example.com" }], ports: [{ protocol: TCP, port: 443 }] }'],
  ['ApplicationNetworkPolicy', '{ to: [{ domainNames: [API.example.com, "*.example.com"] }], ports: [{ protocol: TCP, port: 443 }] }'],
] as const)('%s', (kind, rule) => {
  const read = (text: string) => readFrom(POLICIES[kind](text));
  const namesIn = (text: string) => read(text).cluster.policies
    .flatMap(({ egress = [] }) => egress.flatMap(({ peers = [] }) => peers)).flatMap(peer => peer.kind === 'names' ? peer.names : []);

  test('is read as a policy whose destinations are names', () => {
    expect(namesIn(rule)).toEqual(['api.example.com', '*.example.com']);
    expect(read(rule).diagnostics).toEqual([]);
  });
  test('governs egress alone', () => {
    const [policy] = read(rule).cluster.policies;
    expect(policy.ingress).toBeUndefined();
    expect(policy.egress).toMatchObject([{ ports: [{ kind: 'numbers', first: 443, last: 443 }] }]);
  });
  test.each(['7', '{ matches: 7, to: 7 }', '{ matches: [7, {}], to: [7, {}] }', '{ to: [{ domainNames: 7 }], matches: [{ name: 7 }] }'])(
    'allows nobody by %s, and says that something is wrong', text => {
      expect(namesIn(text)).toEqual([]);
      expect(read(text).diagnostics).not.toEqual([]);
    });
});
