import { clusterFrom, readFrom } from '../dsl';

const TEMPLATE = 'template: { metadata: { labels: { app: web } }, spec: { containers: [{ ports: [{ name: http, containerPort: 80 }] }] } }';

describe('a workload is read from', () => {
  test.each([
    ['apps/v1', 'Deployment', `{ ${TEMPLATE} }`],
    ['apps/v1', 'ReplicaSet', `{ ${TEMPLATE} }`],
    ['apps/v1', 'StatefulSet', `{ ${TEMPLATE} }`],
    ['apps/v1', 'DaemonSet', `{ ${TEMPLATE} }`],
    ['v1', 'ReplicationController', `{ ${TEMPLATE} }`],
    ['batch/v1', 'Job', `{ ${TEMPLATE} }`],
    ['batch/v1', 'CronJob', `{ jobTemplate: { spec: { ${TEMPLATE} } } }`],
  ])('the template of a %s %s', (apiVersion, kind, spec) => {
    const { workloads } = clusterFrom(`
      apiVersion: ${apiVersion}
      kind: ${kind}
      metadata: { name: web, namespace: shop, labels: { app: not-of-the-pods } }
      spec: ${spec}`);
    expect(workloads).toEqual([expect.objectContaining({
      kind,
      name: 'web',
      namespace: 'shop',
      labels: { app: 'web' },
      hostNetwork: false,
      replicated: kind === 'DaemonSet',
      ports: [{ name: 'http', port: 80, protocol: 'TCP' }],
    })]);
  });

  test('a template that names the node for its pods', () => {
    const { workloads } = clusterFrom('apiVersion: apps/v1\nkind: Deployment\nmetadata: { name: web }\nspec: { template: { spec: { nodeName: a } } }');
    expect(workloads).toEqual([expect.objectContaining({ name: 'web', node: 'a' })]);
  });

  test('a lone pod, with every address of its status', () => {
    const { workloads } = clusterFrom(`
      apiVersion: v1
      kind: Pod
      metadata: { name: web, labels: { app: web } }
      spec: { hostNetwork: true }
      status: { phase: Running, podIP: 10.0.0.1, podIPs: [{ ip: 10.0.0.1 }, { ip: "fd00::1" }] }`);
    expect(workloads).toEqual([expect.objectContaining({
      kind: 'Pod',
      hostNetwork: true,
      replicated: false,
      labels: { app: 'web' },
      addresses: [{ family: 'IPv4', first: 0x0a000001n, last: 0x0a000001n }, { family: 'IPv6', first: 0xfd00n * 2n ** 112n + 1n, last: 0xfd00n * 2n ** 112n + 1n }],
    })]);
  });

  test.each([['{ replicas: 2 }', true], ['{ replicas: 1 }', false], ['{ replicas: 0 }', false], ['{}', false]])('a Deployment, replicated or not: %s', (spec, replicated) => {
    const { workloads } = clusterFrom(`
      apiVersion: apps/v1
      kind: Deployment
      metadata: { name: web }
      spec: ${spec}`);
    expect(workloads.map(workload => workload.replicated)).toEqual([replicated]);
  });
});

describe('a kind that nobody told us of', () => {
  const rollout = (spec: string) => readFrom(`
    apiVersion: argoproj.io/v1alpha1
    kind: Rollout
    metadata: { name: web, namespace: shop }
    spec: ${spec}`);

  test.each([['argoproj.io/v1alpha1', 'Rollout'], ['apps.openshift.io/v1', 'DeploymentConfig'], ['serving.knative.dev/v1', 'Service']])(
    'is a workload when it has a pod template where a Deployment has one: %s %s', (apiVersion, kind) => {
      const { workloads } = clusterFrom(`
        apiVersion: ${apiVersion}
        kind: ${kind}
        metadata: { name: web, namespace: shop }
        spec: { ${TEMPLATE} }`);
      expect(workloads).toEqual([expect.objectContaining({
        apiVersion, kind, name: 'web', labels: { app: 'web' }, replicated: true, ports: [{ name: 'http', port: 80, protocol: 'TCP' }],
      })]);
    });

  test('has one pod when it says so', () => {
    expect(rollout(`{ replicas: 1, ${TEMPLATE} }`).cluster.workloads.map(({ replicated }) => replicated)).toEqual([false]);
  });

  test.each(['{}', '{ template: {} }', '{ template: { spec: { containers: [] } } }', '{ template: { spec: { containers: { name: a } } } }', '[template]', '{ template: text }'])(
    'is passed over when it has no containers there, without a word: %s', spec => {
      const { cluster, diagnostics } = rollout(spec);
      expect([cluster.workloads, diagnostics]).toEqual([[], []]);
    });
});

test.each(['', 'spec: {}', 'spec: { template: {} }', 'spec: { template: { metadata: {}, spec: { containers: [] } } }'])(
  'a Deployment without labels or containers is a workload like any other: %j', spec => {
    const { workloads } = clusterFrom(`apiVersion: apps/v1\nkind: Deployment\nmetadata: { name: web }\n${spec}\n`);
    expect(workloads).toEqual([expect.objectContaining({ name: 'web', labels: {}, ports: [] })]);
  });

describe('pods of one controller', () => {
  const pods = (...labels: string[]) => labels.map((label, index) => `
      - apiVersion: v1
        kind: Pod
        metadata: { name: web-${index}, namespace: shop, labels: { app: ${label} }, ownerReferences: [{ name: other }, { kind: ReplicaSet, name: web, controller: true }] }
        spec: { nodeName: ${label === 'web' ? 'a' : 'b'} }
        status: { podIP: 10.0.0.${index} }`).join('');

  test('are one workload that is replicated', () => {
    const { workloads } = clusterFrom(pods('web', 'web', 'web'));
    expect(workloads.map(({ kind, name, replicated, addresses }) => ({ kind, name, replicated, addresses: addresses!.length })))
      .toEqual([{ kind: 'ReplicaSet', name: 'web', replicated: true, addresses: 3 }]);
  });

  test('are on a node when all of them are', () => {
    const nodeOf = (yaml: string) => clusterFrom(yaml).workloads.map(({ node }) => node);
    expect(nodeOf(pods('web', 'web'))).toEqual(['a']);
    expect(nodeOf(pods('web', 'canary').replace('app: canary', 'app: web'))).toEqual([undefined]);
  });

  test('are several workloads when their labels differ', () => {
    expect(clusterFrom(pods('web', 'canary')).workloads.map(({ name, labels }) => `${name} ${labels.app}`)).toEqual(['web web', 'web canary']);
  });

  test('have the kind Pod when nothing tells the kind of the controller', () => {
    const { workloads } = clusterFrom(`
      apiVersion: v1
      kind: Pod
      metadata: { name: web-0, ownerReferences: [{ name: web, controller: true }] }`);
    expect(workloads.map(({ kind, name }) => `${kind} ${name}`)).toEqual(['Pod web']);
  });
});

describe('a Service', () => {
  const service = (spec: string) => clusterFrom(`
    apiVersion: v1
    kind: Service
    metadata: { name: web, namespace: shop }
    spec: ${spec}`).services;

  test('has ports that lead to the port of their number unless they say otherwise', () => {
    expect(service('{ selector: { app: web }, ports: [{ port: 80 }, { name: dns, port: 53, protocol: UDP, targetPort: dns }] }')).toEqual([expect.objectContaining({
      selects: [{ key: 'app', operator: 'In', values: ['web'] }],
      ports: [
        { name: undefined, port: 80, protocol: 'TCP', targetPort: 80 },
        { name: 'dns', port: 53, protocol: 'UDP', targetPort: 'dns' },
      ],
    })]);
  });

  test.each(['{}', '{ selector: {} }', '{ type: ExternalName, selector: { app: web } }'])('selects no pods with the spec %s', spec => {
    expect(service(spec).map(({ selects }) => selects)).toEqual([undefined]);
  });
});

describe('a route is read from', () => {
  test('each path of an Ingress, and its default backend', () => {
    const { cluster: { routes }, diagnostics } = readFrom(`
      apiVersion: networking.k8s.io/v1
      kind: Ingress
      metadata: { name: shop, namespace: shop }
      spec:
        ingressClassName: nginx
        tls: [{ hosts: ["*.example.com"] }]
        defaultBackend: { service: { name: fallback, port: { number: 80 } } }
        rules:
        - host: shop.example.com
          http: { paths: [{ path: /a, backend: { service: { name: web, port: { name: http } } } }] }
        - http: { paths: [{ backend: { resource: {} } }, { path: /b, backend: { service: { name: web } } }] }`);
    expect(routes.map(({ className, host, path, tls, backends }) => ({ className, host, path, tls, backends }))).toEqual([
      { className: 'nginx', host: '', path: '/', tls: false, backends: [expect.objectContaining({ namespace: 'shop', service: 'fallback', port: 80 })] },
      { className: 'nginx', host: 'shop.example.com', path: '/a', tls: true, backends: [expect.objectContaining({ namespace: 'shop', service: 'web', port: 'http' })] },
      { className: 'nginx', host: '', path: '/', tls: false, backends: [] },
      { className: 'nginx', host: '', path: '/b', tls: false, backends: [] },
    ]);
    expect(diagnostics.map(({ severity, code, message }) => `${severity} ${code} ${message}`)).toEqual([
      'warning GTW008 a backend that is a resource is not understood; what it leads to is left out',
      'error GTW009 this backend names no Service with a port; it leads nowhere',
    ]);
  });

  test('each route of a Traefik IngressRoute', () => {
    const { cluster: { routes }, diagnostics } = readFrom(`
      apiVersion: traefik.io/v1alpha1
      kind: IngressRoute
      metadata: { name: shop, namespace: shop }
      spec:
        tls: {}
        routes:
        - match: Host(\`shop.example.com\`) && PathPrefix(\`/api\`)
          services: [{ name: web, port: 80 }, { name: elsewhere, namespace: bank, port: 80 }, { kind: TraefikService, name: split, port: 80 }, { name: web }]`);
    expect(routes.map(({ className, host, path, tls, backends }) => ({ className, host, path, tls, backends }))).toEqual([
      { className: 'traefik', host: 'shop.example.com', path: '/api', tls: true, backends: [expect.objectContaining({ namespace: 'shop', service: 'web', port: 80 })] },
    ]);
    expect(diagnostics.map(({ severity, code, message }) => `${severity} ${code} ${message}`)).toEqual([
      'warning GTW007 Service bank/elsewhere is in another namespace, where Traefik looks only if it is told to allow that, which the input does not tell; what is behind it is left out',
      'warning GTW004 the TraefikService behind this IngressRoute is not understood; what it leads to is left out',
      'error GTW009 this names no Service with a port, which Traefik needs; it leads nowhere',
    ]);
  });
});

describe('namespaces', () => {
  test('that something lives in are known, sorted by name, with their source only when the input has their manifest', () => {
    const { namespaces } = clusterFrom(`
      - { apiVersion: v1, kind: Pod, metadata: { name: web, namespace: shop } }
      - { apiVersion: v1, kind: Service, metadata: { name: web, namespace: bank } }
      - { apiVersion: networking.k8s.io/v1, kind: NetworkPolicy, metadata: { name: web, namespace: lab } }
      - { apiVersion: v1, kind: Namespace, metadata: { name: shop, labels: { team: red } } }`);
    expect(namespaces.map(({ name, labels, source }) => ({ name, labels, line: source?.position([]).line }))).toEqual([
      { name: 'bank', labels: { 'kubernetes.io/metadata.name': 'bank' }, line: undefined },
      { name: 'lab', labels: { 'kubernetes.io/metadata.name': 'lab' }, line: undefined },
      { name: 'shop', labels: { 'team': 'red', 'kubernetes.io/metadata.name': 'shop' }, line: 4 },
    ]);
  });

  test('are the default one for an object whose namespace is no string', () => {
    const { cluster, diagnostics } = readFrom('apiVersion: v1\nkind: Pod\nmetadata: { name: web, namespace: 5 }');
    expect(cluster.workloads.map(({ namespace }) => namespace)).toEqual(['default']);
    expect(diagnostics.map(({ code }) => code)).toEqual(['PAR004']);
  });
});
