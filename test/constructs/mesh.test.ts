import { ApiObject, Chart, Testing } from 'cdk8s';
import { addTier, manifest, manifestsOf, namesOf, publicTo } from './shop-chart';
import {
  ClusterProfile, ClusterProfileProps, IsolatedNamespace, IsolatedNamespaceOptions, Mesh, Peer, PlatformBoundary, PodSecurityLevel, Ports,
  SecureIngress, TieredApp,
} from '../../src';
import { rules } from '../../src/guardrails';
import { presets } from '../../src/profiles';
import { evaluate } from '../../src/synth/evaluation';
import { proofOf } from '../synth/proof-of';
import { expectUsageError } from '../values/expect-usage-error';

type Props = ClusterProfileProps & { readonly namespace?: IsolatedNamespaceOptions };

/** A chart with a namespace `shop` and an app, in a cluster with a mesh. */
function meshed(mesh: Mesh, { namespace: options, ...props }: Props = {}) {
  const chart = Testing.chart();
  ClusterProfile.attach(chart, ClusterProfile.vanilla({ mesh, meshPlugin: true, ...props }));
  const namespace = new IsolatedNamespace(chart, 'Namespace', { name: 'shop', ...options });
  return { chart, namespace, store: new TieredApp(chart, 'Store', { namespace }) };
}

/** The same with tiers `web`, which is published and scraped, and `db`, which `web` talks to. */
function shopIn(mesh: Mesh, props: Props = {}) {
  const shop = meshed(mesh, props);
  const [web, db] = [addTier(shop.store, 'web', Ports.tcp(8080)), addTier(shop.store, 'db', Ports.tcp(5432), Ports.udp(5433))];
  web.allowTo(db);
  web.allowMonitoring(Ports.tcp(9090));
  new SecureIngress(shop.chart, 'Edge', publicTo(web));
  return { ...shop, web, db };
}

const specOf = (chart: Chart, kind: string, name: string) => manifest(chart, kind, name).spec;
const MESHES = [Mesh.ISTIO_SIDECAR, Mesh.ISTIO_AMBIENT, Mesh.LINKERD];
const tcp = (port: number) => ({ protocol: 'TCP', port });

describe('a namespace joins the mesh of its cluster', () => {
  test.each([
    [Mesh.ISTIO_SIDECAR, { labels: { 'istio-injection': 'enabled' } }],
    [Mesh.ISTIO_AMBIENT, { labels: { 'istio.io/dataplane-mode': 'ambient' } }],
    [Mesh.LINKERD, { annotations: { 'linkerd.io/inject': 'enabled', 'config.linkerd.io/default-inbound-policy': 'deny' } }],
  ])('%s', (mesh, metadata) => {
    expect(manifest(meshed(mesh).chart, 'Namespace', 'shop').metadata).toMatchObject(metadata);
  });
  test('by a revision of Istio, where one is stated', () => {
    const { labels } = manifest(meshed(Mesh.ISTIO_SIDECAR, { namespace: { labels: { 'istio.io/rev': 'asm-1-24' } } }).chart, 'Namespace', 'shop').metadata;
    expect(labels).toMatchObject({ 'istio.io/rev': 'asm-1-24' });
    expect(labels).not.toHaveProperty('istio-injection');
  });
  test.each([Mesh.ISTIO_SIDECAR, Mesh.ISTIO_AMBIENT])('and insists on mutual TLS, with nobody authorized: %s', mesh => {
    const { chart } = meshed(mesh);
    expect(specOf(chart, 'PeerAuthentication', 'default')).toEqual({ mtls: { mode: 'STRICT' } });
    expect(specOf(chart, 'AuthorizationPolicy', 'default-deny')).toEqual({});
  });
  test('and nothing is written where there is none', () => {
    expect(namesOf(meshed(Mesh.NONE).chart)).not.toContain('NetworkPolicy/allow-mesh');
  });
});

describe('the mesh itself gets through', () => {
  test('from sidecars to istiod, wherever that runs', () => {
    expect(specOf(meshed(Mesh.ISTIO_SIDECAR, { meshNamespace: 'aks-istio-system' }).chart, 'NetworkPolicy', 'allow-mesh')).toEqual({
      podSelector: { matchLabels: {} },
      policyTypes: ['Ingress', 'Egress'],
      egress: [{
        to: [{ namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'aks-istio-system' } }, podSelector: { matchLabels: { app: 'istiod' } } }],
        ports: [tcp(15012)],
      }],
    });
  });
  test('from the probes of the kubelet, whose source ambient Istio changes', () => {
    expect(specOf(meshed(Mesh.ISTIO_AMBIENT).chart, 'NetworkPolicy', 'allow-mesh')).toEqual({
      podSelector: { matchLabels: {} },
      policyTypes: ['Ingress', 'Egress'],
      ingress: [{
        from: [{ ipBlock: { cidr: '169.254.7.127/32' } }, { ipBlock: { cidr: 'fd16:9254:7127:1337:ffff:ffff:ffff:ffff/128' } }],
        ports: [{ protocol: 'TCP' }],
      }],
    });
  });
  test('from proxies of Linkerd to its control plane, to each part on its own ports', () => {
    expect(specOf(meshed(Mesh.LINKERD).chart, 'NetworkPolicy', 'allow-mesh')).toMatchObject({
      egress: [
        { to: [{ podSelector: { matchLabels: { 'linkerd.io/control-plane-component': 'identity' } } }], ports: [tcp(8080)] },
        { to: [{ podSelector: { matchLabels: { 'linkerd.io/control-plane-component': 'destination' } } }], ports: [tcp(8086), tcp(8090)] },
      ],
    });
  });
});

describe('the port of the mesh is open', () => {
  const portsOf = (chart: Chart, name: string) => {
    const { ingress = [], egress = [] } = specOf(chart, 'NetworkPolicy', name) as Record<'ingress' | 'egress', { ports: object[] }[] | undefined>;
    return { ingress: ingress.map(({ ports }) => ports), egress: egress.map(({ ports }) => ports) };
  };
  test.each([[Mesh.ISTIO_AMBIENT, 15008], [Mesh.LINKERD, 4143]])('between those alone that may talk: %s', (mesh, port) => {
    const { chart, store } = shopIn(mesh);
    addTier(store, 'lone', Ports.tcp(8080));
    expect(portsOf(chart, 'db').ingress).toEqual([port < 5432 ? [tcp(port), tcp(5432), { protocol: 'UDP', port: 5433 }]
      : [tcp(5432), tcp(port), { protocol: 'UDP', port: 5433 }]]);
    expect(portsOf(chart, 'web').egress).toEqual(portsOf(chart, 'db').ingress);
    expect(namesOf(chart)).not.toContain('NetworkPolicy/lone');
  });
  test('not for what is UDP, which the mesh does not carry', () => {
    const { chart, store } = meshed(Mesh.ISTIO_AMBIENT);
    addTier(store, 'game', Ports.udp(7000)).allowFrom(addTier(store, 'web', Ports.tcp(8080)));
    expect(portsOf(chart, 'game').ingress).toEqual([[{ protocol: 'UDP', port: 7000 }]]);
    expect(namesOf(chart)).not.toContain('AuthorizationPolicy/game');
  });
  test('not to addresses, to the DNS or to a namespace out of the mesh', () => {
    const { chart, store } = meshed(Mesh.ISTIO_AMBIENT);
    const legacy = new IsolatedNamespace(chart, 'Legacy', { name: 'legacy', outsideMesh: 'an old database' });
    const old = addTier(new TieredApp(chart, 'Old', { namespace: legacy }), 'old', Ports.tcp(1521));
    const web = addTier(store, 'web', Ports.tcp(8080));
    web.allowTo(Peer.cidr('192.0.2.0/24'), { ports: [Ports.tcp(443)] });
    web.allowTo(Peer.dns());
    web.allowTo(old);
    expect(JSON.stringify(portsOf(chart, 'web'))).not.toContain('15008');
    expect(JSON.stringify(portsOf(chart, 'old'))).not.toContain('15008');
  });
  test('nowhere with sidecars of Istio, which keep the ports', () => {
    expect(portsOf(shopIn(Mesh.ISTIO_SIDECAR).chart, 'db').ingress).toEqual([[tcp(5432), { protocol: 'UDP', port: 5433 }]]);
  });
});

describe('the mesh authorizes what was declared', () => {
  test.each([Mesh.ISTIO_SIDECAR, Mesh.ISTIO_AMBIENT])('by namespaces and ports: %s', mesh => {
    const { chart } = shopIn(mesh);
    expect(specOf(chart, 'AuthorizationPolicy', 'web')).toEqual({
      selector: { matchLabels: { 'app.kubernetes.io/name': 'web' } },
      action: 'ALLOW',
      rules: [
        { from: [{ source: { namespaces: ['traefik'] } }], to: [{ operation: { ports: ['8080'] } }] },
        { from: [{ source: { namespaces: ['monitoring'] } }], to: [{ operation: { ports: ['9090'] } }] },
      ],
    });
    expect(specOf(chart, 'AuthorizationPolicy', 'db')).toMatchObject({
      rules: [{ from: [{ source: { namespaces: ['shop'] } }], to: [{ operation: { ports: ['5432'] } }] }],
    });
  });
  test('by a Server for each port in Linkerd, without waiting for a client to speak first where servers do', () => {
    const { chart } = shopIn(Mesh.LINKERD);
    expect(specOf(chart, 'Server', 'db-5432')).toEqual({
      podSelector: { matchLabels: { 'app.kubernetes.io/name': 'db' } }, port: 5432, proxyProtocol: 'opaque',
    });
    expect(specOf(chart, 'Server', 'web-8080')).not.toHaveProperty('proxyProtocol');
    expect(specOf(chart, 'AuthorizationPolicy', 'db-5432')).toEqual({
      targetRef: { group: 'policy.linkerd.io', kind: 'Server', name: 'db-5432' },
      requiredAuthenticationRefs: [{ group: 'policy.linkerd.io', kind: 'MeshTLSAuthentication', name: 'db-5432' }],
    });
    expect(specOf(chart, 'MeshTLSAuthentication', 'db-5432')).toEqual({ identityRefs: [{ kind: 'Namespace', name: 'shop' }] });
    expect(specOf(chart, 'MeshTLSAuthentication', 'web-9090')).toEqual({ identityRefs: [{ kind: 'Namespace', name: 'monitoring' }] });
  });
});

test.each(MESHES)('neither the order of flows nor saying them twice changes what is authorized: %s', mesh => {
  const specs = (isReversed: boolean) => {
    const { chart, store } = meshed(mesh);
    const api = addTier(store, 'api', Ports.tcp(8080), Ports.tcp(8081));
    const flows = [
      () => api.allowFrom(Peer.namespace('edge')),
      () => api.allowFrom(Peer.namespace('batch')),
      () => api.allowFrom(Peer.namespace('audit'), { ports: [Ports.tcp(8081)] }),
      () => api.allowFrom(Peer.namespace('edge')),
    ];
    (isReversed ? [...flows].reverse() : flows).forEach(declare => declare());
    return manifestsOf(chart).map(({ kind, metadata: { name }, spec }) => JSON.stringify([kind, name, spec])).sort();
  };
  expect(specs(true)).toEqual(specs(false));
});

describe('the mesh knows a workload by its ServiceAccount, where it has one', () => {
  const clientOf = (mesh: Mesh) => {
    const { chart, store } = meshed(mesh);
    const client = new ApiObject(chart, 'Client', {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: { name: 'client', namespace: 'jobs' },
      spec: {
        selector: { matchLabels: { app: 'client' } },
        template: {
          metadata: { labels: { app: 'client' } },
          spec: { serviceAccountName: 'reader', containers: [{ name: 'client', image: 'registry.example.com/client:1.0' }] },
        },
      },
    });
    addTier(store, 'api', Ports.tcp(8080)).allowFrom(Peer.pods(client));
    return chart;
  };
  test.each([Mesh.ISTIO_SIDECAR, Mesh.ISTIO_AMBIENT])('%s', mesh => {
    expect(specOf(clientOf(mesh), 'AuthorizationPolicy', 'api')).toMatchObject({
      rules: [{ from: [{ source: { principals: ['cluster.local/ns/jobs/sa/reader'] } }] }],
    });
  });
  test('linkerd', () => {
    expect(specOf(clientOf(Mesh.LINKERD), 'MeshTLSAuthentication', 'api-8080')).toEqual({
      identityRefs: [{ kind: 'ServiceAccount', name: 'reader', namespace: 'jobs' }],
    });
  });
});

describe('every flow is proven, and nothing else is possible', () => {
  test.each((Object.keys(presets) as (keyof typeof presets)[]).flatMap(preset => MESHES.map(mesh => [preset, mesh] as const)))('on %s with %s', (preset, mesh) => {
    const chart = Testing.chart();
    ClusterProfile.attach(chart, ClusterProfile[preset]({ mesh, meshPlugin: true }));
    const store = new TieredApp(chart, 'Store', { namespace: new IsolatedNamespace(chart, 'Namespace', { name: 'shop' }) });
    const data = new TieredApp(chart, 'Data', { namespace: new IsolatedNamespace(chart, 'DataNamespace', { name: 'data' }) });
    addTier(store, 'web', Ports.tcp(8080)).allowTo(addTier(data, 'db', Ports.tcp(5432)));
    expect(evaluate(chart, { rules, failOn: 'low', proveFlows: true }).failures).toEqual([]);
  });
  test.each(MESHES)('%s', mesh => {
    const { chart, web, store } = shopIn(mesh);
    addTier(store, 'batch', Ports.tcp(8081)).allowTo(web);
    expect(evaluate(chart, { rules, failOn: 'low', proveFlows: true }).failures).toEqual([]);
  });
  test.each([[Mesh.ISTIO_AMBIENT, 15008], [Mesh.LINKERD, 4143]])('unless somebody opens the port of the mesh between others: %s', (mesh, port) => {
    const { chart, store } = shopIn(mesh);
    addTier(store, 'lone', Ports.tcp(8080));
    new ApiObject(chart, 'Hole', {
      apiVersion: 'networking.k8s.io/v1',
      kind: 'NetworkPolicy',
      metadata: { name: 'hole', namespace: 'shop' },
      spec: {
        podSelector: {},
        policyTypes: ['Ingress', 'Egress'],
        ingress: [{ from: [{ podSelector: {} }], ports: [{ port }] }],
        egress: [{ to: [{ podSelector: {} }], ports: [{ port }] }],
      },
    });
    const problems = proofOf(chart).problems.join('\n');
    expect(problems).toContain(`shop/web[Deployment] may connect to shop/lone[Deployment] on tcp ${port}, although nobody declared it`);
    expect(problems).not.toContain('shop/web[Deployment] may connect to shop/db[Deployment]');
  });
});

describe('a namespace may stay out of the mesh', () => {
  const outsideMesh = 'runs a legacy database';
  test.each([
    [Mesh.ISTIO_SIDECAR, { labels: { 'istio-injection': 'disabled' } }],
    [Mesh.ISTIO_AMBIENT, { labels: { 'istio.io/dataplane-mode': 'none' } }],
    [Mesh.LINKERD, { annotations: { 'linkerd.io/inject': 'disabled' } }],
  ])('%s', (mesh, metadata) => {
    const { chart, store } = meshed(mesh, { meshPlugin: false, namespace: { outsideMesh } });
    addTier(store, 'web', Ports.tcp(8080)).allowFrom(Peer.cidr('192.0.2.0/24'));
    expect(manifest(chart, 'Namespace', 'shop').metadata).toMatchObject(metadata);
    expect(manifest(chart, 'Namespace', 'shop').metadata.annotations).toMatchObject({ 'cdk8s-palisade/outside-mesh': outsideMesh });
    expect(manifestsOf(chart).map(({ kind }) => kind)).not.toEqual(expect.arrayContaining([expect.stringMatching(/Authorization|Authentication|^Server$/)]));
  });
  test('for a reason', () => {
    expectUsageError(() => meshed(Mesh.LINKERD, { namespace: { outsideMesh: ' ' } }), {
      where: expect.stringContaining('Namespace'), what: 'the reason to stay out of the mesh is empty', fix: expect.stringContaining('say why'),
    });
  });
  test('which says nothing where there is no mesh', () => {
    const { annotations } = manifest(meshed(Mesh.NONE, { namespace: { outsideMesh } }).chart, 'Namespace', 'shop').metadata;
    expect(annotations).toBeUndefined();
  });
});

describe('what a mesh cannot do is refused', () => {
  test.each([[Mesh.ISTIO_SIDECAR, 'istio-cni'], [Mesh.LINKERD, 'linkerd-cni']])('%s: init containers that Pod Security refuses', (mesh, plugin) => {
    const namespace = { podSecurity: PodSecurityLevel.BASELINE };
    expectUsageError(() => meshed(mesh, { meshPlugin: false, namespace }), {
      where: 'test/Namespace (IsolatedNamespace)',
      what: `without ${plugin}, the mesh gives each pod an init container that the Pod Security level "baseline" refuses`,
      fix: expect.stringContaining('meshPlugin: true'),
    });
    expect(() => meshed(mesh, { meshPlugin: false, namespace: { podSecurity: PodSecurityLevel.PRIVILEGED } })).not.toThrow();
  });
  test('no pods of ambient Istio, which have no such container', () => {
    expect(() => meshed(Mesh.ISTIO_AMBIENT, { meshPlugin: false })).not.toThrow();
  });
  test.each([Mesh.ISTIO_SIDECAR, Mesh.LINKERD])('%s: proxies that could not look up their control plane', mesh => {
    expect(() => meshed(mesh, { namespace: { allowDns: false } })).toThrow('without DNS, the proxies in its pods cannot find the control plane');
    expect(() => meshed(mesh, { namespace: { allowDns: false, outsideMesh: 'no need' } })).not.toThrow();
  });
  test('no lookups in ambient Istio, whose pods have no proxy', () => {
    expect(() => meshed(Mesh.ISTIO_AMBIENT, { namespace: { allowDns: false } })).not.toThrow();
  });
  test.each(MESHES)('%s: clients that cannot tell who they are', mesh => {
    const web = addTier(meshed(mesh).store, 'web', Ports.tcp(8080));
    expectUsageError(() => web.allowFrom(Peer.cidr('192.0.2.0/24')), {
      where: 'test/Store/web (Tier)',
      what: 'its pods insist on mutual TLS, by which they cannot tell whoever is no pod of the mesh',
      fix: expect.stringContaining("outsideMesh: 'why'"),
    });
    expect(() => web.allowFrom(Peer.namespacesLabeled({ team: 'shop' }))).toThrow('pods of namespaces that are known by their labels alone');
  });
  test.each([['before', true], ['after', false]])('clients of a namespace out of the mesh, defined %s the flow', (_, isFirst) => {
    const { chart, store } = meshed(Mesh.ISTIO_SIDECAR);
    const define = () => new IsolatedNamespace(chart, 'Legacy', { name: 'legacy', outsideMesh: 'an old database' });
    const allow = () => addTier(store, 'web', Ports.tcp(8080)).allowFrom(Peer.namespace('legacy'));
    const [first, second] = isFirst ? [define, allow] : [allow, define];
    first();
    expect(second).toThrow('namespace "legacy", which connects to them, is out of the mesh');
  });
  test.each([
    [Mesh.ISTIO_AMBIENT, Ports.tcpRange(8000, 8099)], [Mesh.ISTIO_SIDECAR, Ports.named('http')], [Mesh.LINKERD, Ports.allTcp()],
  ])('%s: the ports %s', (mesh, ports) => {
    const web = addTier(meshed(mesh).store, 'web', Ports.tcp(8080));
    expect(() => web.allowFrom(Peer.namespace('edge'), { ports: [ports] })).toThrow(`has no words for "${ports}"`);
  });
  test('every TCP port is no range to Istio', () => {
    const { chart, store } = meshed(Mesh.ISTIO_AMBIENT);
    addTier(store, 'web', Ports.tcp(8080)).allowFrom(Peer.namespace('edge'), { ports: [Ports.allTcp()] });
    expect(specOf(chart, 'AuthorizationPolicy', 'web')).toMatchObject({ rules: [{ from: [{ source: { namespaces: ['edge'] } }] }] });
  });
  test('linkerd: two Servers of one port that may select the same pods', () => {
    const { chart, store } = meshed(Mesh.LINKERD);
    addTier(store, 'web', Ports.tcp(8080)).allowFrom(Peer.namespace('edge'));
    const every = () => addTier(store, 'api', Ports.tcp(8081)).allowTo(Peer.podsLabeled('shop', { team: 'shop' }), { ports: [Ports.tcp(8080)] });
    expect(every).toThrow('the mesh can be told only once who may connect to the port "tcp 8080" of a pod');
    expect(namesOf(chart)).toContain('Server/web-8080');
  });
  test.each([[Mesh.ISTIO_SIDECAR, 'istio-injection'], [Mesh.ISTIO_AMBIENT, 'istio.io/dataplane-mode']])('%s: a label of its own by hand', (mesh, label) => {
    expect(() => meshed(mesh, { namespace: { labels: { [label]: 'disabled' } } })).toThrow(`the label "${label}" is not yours to set`);
  });
});

test('a boundary lets tenants talk to the control plane of the mesh', () => {
  const { chart } = meshed(Mesh.LINKERD, { namespace: { environment: 'production' } });
  new PlatformBoundary(chart, 'Boundary');
  expect(JSON.stringify(manifestsOf(chart).filter(({ kind }) => kind === 'ValidatingAdmissionPolicy'))).toContain('linkerd');
});
