import { Chart, Testing } from 'cdk8s';
import { evaluateCel } from './evaluate-cel';
import { BoundaryEngine, Cidr, ClusterDns, ClusterProfile, IsolatedNamespace, Peer, PlatformBoundary, Ports, Tenant, TieredApp } from '../../src';

interface Term {
  readonly key: string;
  readonly operator: string;
  readonly values?: readonly string[];
}

/** The fields of the objects that take part in a decision. */
interface Manifest {
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly namespace?: string; readonly labels?: Readonly<Record<string, string>> };
  readonly spec: {
    readonly policyName: string;
    readonly matchResources: { readonly namespaceSelector: { readonly matchExpressions: readonly Term[] } };
    readonly matchConstraints: { readonly resourceRules: readonly [{ readonly operations: readonly string[] }] };
    readonly validations: readonly { readonly expression: string; readonly message: string }[];
  };
}

/** Two namespaces of a tenant and one of another, with much that a tier may be allowed. */
function chartWith(profile = ClusterProfile.vanilla()): Chart {
  const chart = Testing.chart();
  ClusterProfile.attach(chart, profile);
  new PlatformBoundary(chart, 'Boundary', { engine: BoundaryEngine.ADMISSION, deniedCidrs: [Cidr.of('10.96.0.0/16')] });
  const acme = new Tenant(chart, 'Acme', { name: 'acme', namespaces: { environment: 'dev' } });
  const [web, db] = [acme.addNamespace('acme-web'), acme.addNamespace('acme-db')]
    .map(namespace => new TieredApp(namespace, 'App', { namespace }).addTier('app', { image: 'app:1', ports: [Ports.tcp(8080)] }));
  web.allowTo(db);
  web.allowMonitoring(Ports.tcp(8080));
  web.allowTo(Peer.internet(), { ports: [Ports.tcp(443)] });
  new IsolatedNamespace(chart, 'Bolt', { name: 'bolt', tenant: 'bolt', environment: 'dev' });
  return chart;
}

const meets = (labels: Readonly<Record<string, string>>) => ({ key, operator, values = [] }: Term): boolean =>
  operator === 'In' ? values.includes(labels[key]) : operator === 'Exists' && key in labels;

/** What would be said to whoever writes a policy into a namespace. */
function refusals(manifests: readonly Manifest[], namespace: string, operation: string, variables: object): string[] {
  const { metadata } = manifests.find(each => each.kind === 'Namespace' && each.metadata.name === namespace)!;
  const bound = manifests.filter(({ kind }) => kind === 'ValidatingAdmissionPolicyBinding')
    .filter(({ spec }) => spec.matchResources.namespaceSelector.matchExpressions.every(meets({ ...metadata.labels, 'kubernetes.io/metadata.name': namespace })))
    .map(({ spec }) => spec.policyName);
  return manifests.filter(each => each.kind === 'ValidatingAdmissionPolicy' && bound.includes(each.metadata.name))
    .filter(({ spec }) => spec.matchConstraints.resourceRules[0].operations.includes(operation))
    .flatMap(({ spec }) => spec.validations)
    .filter(({ expression }) => !evaluateCel(expression, { ...variables, request: { operation, namespace } }))
    .map(({ message }) => message);
}

const manifestsOf = (chart: Chart) => Testing.synth(chart) as Manifest[];

describe('a boundary by admission', () => {
  const manifests = manifestsOf(chartWith());
  const said = (spec: object) => refusals(manifests, 'acme-web', 'CREATE', { object: { spec } });
  const toBlock = (cidr: string, ...except: string[]) => ({ egress: [{ to: [{ ipBlock: { cidr, ...except.length > 0 && { except } } }] }] });
  const toNamespace = (matchLabels: object) => ({ egress: [{ to: [{ namespaceSelector: { matchLabels } }] }] });

  test.each<[string, ClusterProfile]>([
    ['a plain cluster', ClusterProfile.vanilla()],
    ['GKE', ClusterProfile.gke()],
    ['GKE with Cloud DNS', ClusterProfile.gke({ dns: ClusterDns.cloudDns() })],
    ['K3s', ClusterProfile.k3s()],
  ])('lets everything be written that the constructs write for %s', (_, profile) => {
    const all = manifestsOf(chartWith(profile));
    const policies = all.filter(({ kind }) => kind === 'NetworkPolicy');
    expect(policies.flatMap(({ metadata, spec }) => refusals(all, metadata.namespace!, 'CREATE', { object: { spec } }))).toEqual([]);
    expect(policies.length).toBeGreaterThan(7);
  });
  test.each<[string, object]>([
    ['everything in', { ingress: [{}] }],
    ['everything in, among more', { ingress: [{ from: [{ podSelector: {} }] }, { from: [], ports: [{ port: 80 }] }] }],
    ['everything out', { egress: [{}] }],
    ['every namespace', { ingress: [{ from: [{ namespaceSelector: {} }] }] }],
    ['another tenant by its label', toNamespace({ 'cdk8s-palisade/tenant': 'bolt' })],
    ['another tenant by name', toNamespace({ 'kubernetes.io/metadata.name': 'bolt' })],
    ['namespaces by a label that says nothing of tenants', toNamespace({ team: 'search' })],
    ['its environment, whoever is in it', toNamespace({ 'cdk8s-palisade/environment': 'dev' })],
    ['namespaces in words that cannot be compared', { ingress: [{ from: [{ namespaceSelector: { matchExpressions: [{ key: 'x', operator: 'Exists' }] } }] }] }],
    ['every address', toBlock('0.0.0.0/0')],
    ['every IPv6 address', toBlock('::/0')],
    ['the metadata address', toBlock('169.254.169.254/32')],
    ['a block around it', toBlock('169.254.0.0/16', '169.254.169.0/25')],
    ['a part of a denied block', toBlock('10.96.7.0/24')],
    ['an address that is none', toBlock('169.254.169.254')],
  ])('refuses a policy that allows %s', (_, spec) => {
    expect(said(spec)).not.toEqual([]);
  });
  test.each<[string, object]>([
    ['nothing', {}],
    ['pods of its own namespace', { ingress: [{ from: [{ podSelector: {} }] }] }],
    ['namespaces of its tenant and environment', toNamespace({ 'cdk8s-palisade/tenant': 'acme', 'cdk8s-palisade/environment': 'dev' })],
    ['a namespace of its tenant by name', toNamespace({ 'kubernetes.io/metadata.name': 'acme-db' })],
    ['the cluster DNS', toNamespace({ 'kubernetes.io/metadata.name': 'kube-system' })],
    ['addresses outside', toBlock('203.0.113.0/24')],
    ['every address but the denied ones', toBlock('0.0.0.0/0', '169.254.0.0/16', '10.0.0.0/8', '100.64.0.0/10')],
  ])('lets a policy be written that allows %s', (_, spec) => {
    expect(said(spec)).toEqual([]);
  });

  const change = (operation: string, name: string, mayDeleteNamespace: boolean, spec = {}) => refusals(manifests, 'acme-web', operation, {
    object: operation === 'DELETE' ? null : { metadata: { name }, spec },
    oldObject: { metadata: { name }, spec },
    authorizer: { group: () => ({ resource: () => ({ name: () => ({ check: () => ({ allowed: () => mayDeleteNamespace }) }) }) }) },
  });

  test('keeps default-deny from being deleted by whoever may not delete the namespace', () => {
    expect(change('DELETE', 'default-deny', false)).toEqual(['this policy isolates the namespace, and only who may delete the namespace may change or delete it']);
    expect(change('DELETE', 'default-deny', true)).toEqual([]);
    expect(change('DELETE', 'web', false)).toEqual([]);
  });
});
