import { addTier, manifest, Manifest, manifestsOf, namesOf, shopFor } from './shop-chart';
import { IsolatedNamespace, Ports, TieredApp, TierOptions } from '../../src';
import { expectUsageError } from '../values/expect-usage-error';

describe('a tier', () => {
  test('with ports is a Deployment and a Service of its name', () => {
    const { chart, store } = shopFor();
    addTier(store, 'web', Ports.tcp(8080));
    expect(namesOf(chart).slice(7)).toEqual(['Deployment/web', 'Service/web']);
  });
  test('without ports has no Service', () => {
    const { chart, store } = shopFor();
    addTier(store, 'worker');
    expect(namesOf(chart).slice(7)).toEqual(['Deployment/worker']);
  });
  test('knows its name, its namespace and its ports', () => {
    const { namespace, store } = shopFor();
    const web = addTier(store, 'web', Ports.tcp(8080));
    expect([web.name, web.namespace, `${web.ports}`]).toEqual(['web', namespace, 'tcp 8080']);
  });
});

describe('the Service of a tier', () => {
  test('sends each port to the same number on the pods', () => {
    const { chart, store } = shopFor();
    addTier(store, 'dns', Ports.tcp(53), Ports.udp(53));
    expect(manifest(chart, 'Service', 'dns')).toEqual({
      apiVersion: 'v1',
      kind: 'Service',
      metadata: { name: 'dns', namespace: 'shop', labels: { 'app.kubernetes.io/name': 'dns' } },
      spec: {
        type: 'ClusterIP',
        selector: { 'app.kubernetes.io/name': 'dns' },
        ports: [
          { name: 'tcp-53', protocol: 'TCP', port: 53, targetPort: 53 },
          { name: 'udp-53', protocol: 'UDP', port: 53, targetPort: 53 },
        ],
      },
    });
  });
});

describe('a TieredApp', () => {
  test('lists its tiers in the order they were added', () => {
    const { store } = shopFor();
    const tiers = ['web', 'api', 'db'].map(name => addTier(store, name));
    expect(store.tiers).toEqual(tiers);
  });
  test('finds a tier by its name', () => {
    const { store } = shopFor();
    const web = addTier(store, 'web');
    expect(store.tier('web')).toBe(web);
  });
  test('puts no hash into any selector', () => {
    const { chart, store } = shopFor();
    addTier(store, 'web', Ports.tcp(8080)).allowTo(addTier(store, 'api', Ports.tcp(8081)));
    const labels = manifestsOf(chart).flatMap(selectorsOf).flatMap(selector => Object.entries(selector));
    expect(new Set(labels.map(([key, value]) => `${key}: ${value}`))).toEqual(new Set([
      'app.kubernetes.io/name: web', 'app.kubernetes.io/name: api', 'k8s-app: kube-dns', 'kubernetes.io/metadata.name: kube-system',
    ]));
  });
});

/** Every map of labels below a `selector`, `podSelector` or `namespaceSelector`. */
function selectorsOf({ spec }: Manifest): Record<string, string>[] {
  const found: Record<string, string>[] = [];
  JSON.stringify(spec ?? {}, (key, value) => {
    if (/selector$/i.test(key)) found.push(value.matchLabels ?? (key === 'selector' ? value : {}));
    return value;
  });
  return found;
}

describe('a TieredApp refuses', () => {
  const refused = (name: string, options: Partial<TierOptions>) => () => shopFor().store.addTier(name, { image: 'web:1', ...options });

  test('two tiers of one name', () => {
    const { store } = shopFor();
    addTier(store, 'web');
    expectUsageError(() => addTier(store, 'web'), {
      where: 'test/Store (TieredApp)', what: 'two tiers are called "web"', fix: 'give each tier its own name',
    });
  });
  test('a tier whose name another app of the namespace has', () => {
    const { chart, namespace, store } = shopFor();
    addTier(store, 'web');
    const office = new TieredApp(chart, 'Office', { namespace });
    expectUsageError(() => addTier(office, 'web'), {
      where: 'test/Office/web (Tier)',
      what: 'Deployment "web" in namespace "shop" exists already, made by test/Store/web',
      fix: 'give each its own name',
    });
  });
  test('a tier called like a policy of the namespace', () => {
    expectUsageError(refused('default-deny', {}), {
      where: 'test/Store/default-deny (Tier)',
      what: 'NetworkPolicy "default-deny" in namespace "shop" exists already, made by test/Namespace',
      fix: 'give each its own name',
    });
  });
  test('no tier for a name that another namespace has', () => {
    const { chart, store } = shopFor();
    addTier(store, 'web');
    const office = new TieredApp(chart, 'Office', { namespace: new IsolatedNamespace(chart, 'Other', { name: 'office' }) });
    expect(addTier(office, 'web').name).toBe('web');
  });
  test('to find a tier that is not there, and lists those that are', () => {
    const { store } = shopFor();
    addTier(store, 'web');
    addTier(store, 'api');
    expectUsageError(() => store.tier('x'), { where: 'test/Store (TieredApp)', what: 'there is no tier "x"', fix: 'use one of web, api' });
  });
  test.each([['Web', 'web'], ['web tier', 'web-tier']])('a tier called %p, and suggests %p', (name, near) => {
    expectUsageError(refused(name, {}), {
      where: 'test/Store (TieredApp)',
      what: `"${name}" is not a valid tier name`,
      fix: `use at most 63 lower-case letters, digits and "-", beginning with a letter and ending with a letter or digit; such as "${near}"`,
    });
  });
  test('a tier whose name begins with a digit, as no Service can', () => {
    expectUsageError(refused('2fa', {}), {
      where: 'test/Store (TieredApp)',
      what: '"2fa" is not a valid tier name',
      fix: 'use at most 63 lower-case letters, digits and "-", beginning with a letter and ending with a letter or digit',
    });
  });
  test('a tier without a name', () => {
    expectUsageError(refused('', {}), {
      where: 'test/Store (TieredApp)',
      what: '"" is not a valid tier name',
      fix: 'use at most 63 lower-case letters, digits and "-", beginning with a letter and ending with a letter or digit',
    });
  });
  test('to find a tier when there is none, and says how to add it', () => {
    expectUsageError(() => shopFor().store.tier('x'), {
      where: 'test/Store (TieredApp)', what: 'there is no tier "x"', fix: "add it first: addTier('x', { … })",
    });
  });
  test.each(['', '  ', ' web:1', 'web:1\n'])('a tier of the image %j, with which no pod could start', image => {
    expectUsageError(refused('web', { image }), {
      where: 'test/Store/web (Tier)', what: `${JSON.stringify(image)} is no image`, fix: "name one, such as 'registry.example.com/shop/web:1.4'",
    });
  });
  test.each([-1, 1.5, NaN, Infinity])('a tier with %p replicas', replicas => {
    expectUsageError(refused('web', { replicas }), {
      where: 'test/Store/web (Tier)', what: `${replicas} is no number of replicas`, fix: 'give a whole number, 0 or more',
    });
  });
  test('no tier for having no replicas, as one that is scaled down', () => {
    const { chart, store } = shopFor();
    store.addTier('web', { image: 'web:1', replicas: 0 });
    expect(manifest(chart, 'Deployment', 'web').spec).toMatchObject({ replicas: 0 });
  });
  test.each([
    ['tmp', 'is not the path of a folder', ['/var/run', 'tmp']],
    ['', 'is not the path of a folder', ['']],
    ['./tmp', 'is not the path of a folder', ['./tmp']],
    ['/', 'is not the path of a folder', ['/']],
    ['/tmp', 'is listed twice', ['/tmp', '/var/run', '/tmp']],
    ['/tmp/', 'is listed twice', ['/tmp', '/tmp/']],
  ])('a tier that may write to %p, which %s', (path, wrong, writablePaths) => {
    expectUsageError(refused('web', { writablePaths }), {
      where: 'test/Store/web (Tier)',
      what: `the writable path "${path}" ${wrong}`,
      fix: 'list each folder once, beginning with "/", such as "/var/cache"',
    });
  });
  test('no folder below another one', () => {
    expect(refused('web', { writablePaths: ['/tmp/', '/tmp/a', '/tmpfiles'] })).not.toThrow();
  });
  test.each([
    ['a range', Ports.tcpRange(8000, 8999), 'tcp 8000-8999'],
    ['every port', Ports.allUdp(), 'udp 1-65535'],
    ['a named port', Ports.named('http'), 'tcp http'],
  ])('a tier that listens on %s', (_, ports, text) => {
    expectUsageError(refused('web', { ports: [Ports.tcp(80), ports] }), {
      where: 'test/Store/web (Tier)', what: `a tier cannot listen on "${text}"`, fix: 'list single ports, such as Ports.tcp(8080)',
    });
  });
  test('a tier that lists a port twice', () => {
    expectUsageError(refused('web', { ports: [Ports.tcp(80), Ports.udp(80), Ports.tcp(80)] }), {
      where: 'test/Store/web (Tier)', what: 'the port "tcp 80" is listed twice', fix: 'list each port once',
    });
  });
  test.each([0, -1, 1.5, NaN])('to run a tier as user %p', user => {
    expectUsageError(refused('web', { user }), {
      where: 'test/Store/web (Tier)',
      what: `the processes cannot run as user ${user}`,
      fix: 'give the id of an unprivileged user, such as the one the image was made for',
    });
  });
});
