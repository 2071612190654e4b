import { ApiObject, Chart } from 'cdk8s';
import { Deployment } from 'cdk8s-plus-27';
import { addTier, manifest, manifestsOf, namesOf, Shop, shopFor } from './shop-chart';
import { Cidr, ClusterProfile, IPeer, IsolatedNamespace, Monitoring, Peer, Ports } from '../../src';
import { proofOf } from '../synth/proof-of';
import { expectUsageError } from '../values/expect-usage-error';

const tcp = (port: number) => ({ protocol: 'TCP', port });
const https = { ports: [Ports.tcp(443)] };
const NOT_PUBLIC_IPV4 = ['0.0.0.0/8', '10.0.0.0/8', '100.64.0.0/10', '127.0.0.0/8', '169.254.0.0/16', '172.16.0.0/12', '192.0.0.0/24', '192.168.0.0/16', '224.0.0.0/3'];
const NOT_PUBLIC_IPV6 = ['::/127', 'fc00::/7', 'fe80::/10', 'ff00::/8'];
const INTERNET = [
  { ipBlock: { cidr: '0.0.0.0/0', except: NOT_PUBLIC_IPV4 } },
  { ipBlock: { cidr: '::/0', except: NOT_PUBLIC_IPV6 } },
];

interface PolicySpec {
  readonly ingress?: readonly { readonly from: readonly unknown[]; readonly ports: readonly unknown[] }[];
  readonly egress?: readonly { readonly to: readonly unknown[]; readonly ports: readonly unknown[] }[];
}

const policy = (chart: Chart, name: string) => manifest(chart, 'NetworkPolicy', name).spec as PolicySpec;

/** A shop whose tier `web` may connect to a peer. */
function webTo(peer: IPeer, options = https, profile?: ClusterProfile): Shop {
  const shop = shopFor(profile);
  addTier(shop.store, 'web', Ports.tcp(8080)).allowTo(peer, options);
  return shop;
}

/** Whether everything declared is possible, and nothing else. */
const expectProven = (chart: Chart) => expect(proofOf(chart).problems).toEqual([]);

describe('the internet', () => {
  test('is every public address of both families, and no other', () => {
    const { chart } = webTo(Peer.internet());
    expect(policy(chart, 'web').egress).toEqual([{ to: INTERNET, ports: [tcp(443)] }]);
    expectProven(chart);
  });
  test('is without whatever the profile knows to be of the cluster, though that be public', () => {
    const { chart } = webTo(Peer.internet(), https, ClusterProfile.vanilla({
      podCidrs: [Cidr.of('198.18.0.0/16'), Cidr.of('10.4.0.0/14')], nodeCidrs: [Cidr.of('2001:db8::/64')], serviceCidrs: [Cidr.of('8.0.0.0/16')],
    }));
    expect(policy(chart, 'web').egress?.[0].to).toEqual([
      {
        ipBlock: {
          cidr: '0.0.0.0/0',
          except: [
            '0.0.0.0/8', '8.0.0.0/16', ...NOT_PUBLIC_IPV4.slice(1, -1), '198.18.0.0/16', '224.0.0.0/3',
          ],
        },
      },
      { ipBlock: { cidr: '::/0', except: ['::/127', '2001:db8::/64', 'fc00::/7', 'fe80::/10', 'ff00::/8'] } },
    ]);
    expectProven(chart);
  });
  test('may be a source as well', () => {
    const { chart, store } = shopFor();
    addTier(store, 'web', Ports.tcp(8080)).allowFrom(Peer.internet());
    expect(policy(chart, 'web').ingress).toEqual([{ from: INTERNET, ports: [tcp(8080)] }]);
    expectProven(chart);
  });
  test('declares no ports, which then have to be named', () => {
    expectUsageError(() => webTo(Peer.internet(), {} as typeof https), {
      where: 'test/Store/web (Tier)',
      what: 'nothing can connect to the internet: it declares no ports',
      fix: 'pass them, such as { ports: [Ports.tcp(443)] }',
    });
  });
  test('has no names for ports', () => {
    expectUsageError(() => webTo(Peer.internet(), { ports: [Ports.named('https')] }), {
      where: 'test/Store/web (Tier)',
      what: 'the port "tcp https" has a name, which only pods can tell the number of, and the internet is no pod',
      fix: 'give its number, such as Ports.tcp(443)',
    });
  });
});

describe('a block of addresses', () => {
  test('is written as it is, with what is excepted in order', () => {
    const { chart } = webTo(Peer.cidr('203.0.113.0/24', { except: ['203.0.113.128/25', '203.0.113.0/28'] }));
    expect(policy(chart, 'web').egress).toEqual([
      { to: [{ ipBlock: { cidr: '203.0.113.0/24', except: ['203.0.113.0/28', '203.0.113.128/25'] } }], ports: [tcp(443)] },
    ]);
    expectProven(chart);
  });
  test.each(['0.0.0.0/0', '::/0'])('%s is refused, as it has more than anybody means', cidr => {
    expectUsageError(() => Peer.cidr(cidr), {
      where: 'Peer.cidr',
      what: `"${cidr}" is every address, with your nodes and the metadata service of your cloud among it`,
      fix: 'use Peer.internet(), which is every public address',
    });
  });
  test('with the metadata service among others is refused as a destination', () => {
    expectUsageError(() => webTo(Peer.cidr('169.254.128.0/17', { except: ['169.254.170.0/24'] })), {
      where: 'test/Store/web (Tier)',
      what: '"169.254.128.0/17" has addresses of the metadata service of a cloud among others',
      fix: "leave them out: Peer.cidr('169.254.128.0/17', { except: ['169.254.170.0/24', '169.254.169.254/32'] })",
    });
  });
  test('with the nodes or the API server among others is refused as a destination', () => {
    const profile = ClusterProfile.vanilla({ nodeCidrs: [Cidr.of('10.1.0.0/16')] });
    expectUsageError(() => webTo(Peer.cidr('10.0.0.0/8'), https, profile), {
      where: 'test/Store/web (Tier)',
      what: '"10.0.0.0/8" has addresses of the nodes among others',
      fix: "leave them out: Peer.cidr('10.0.0.0/8', { except: ['10.1.0.0/16'] })",
    });
    expectProven(webTo(Peer.cidr('10.0.0.0/8', { except: ['10.1.0.0/16'] }), https, profile).chart);
  });
  test.each(['10.1.0.0/16', '10.1.2.0/24', '169.254.169.254/32'])('%s, which says what is meant, is not', cidr => {
    expectProven(webTo(Peer.cidr(cidr), https, ClusterProfile.vanilla({ nodeCidrs: [Cidr.of('10.1.0.0/16')] })).chart);
  });
  test('with the nodes among others may connect', () => {
    const { chart, store } = shopFor(ClusterProfile.vanilla({ nodeCidrs: [Cidr.of('10.1.0.0/16')] }));
    addTier(store, 'web', Ports.tcp(8080)).allowFrom(Peer.cidr('10.0.0.0/8'));
    expectProven(chart);
  });
  test('cannot except what it has not, or all that it has', () => {
    for (const except of ['10.0.0.0/8', '11.0.0.0/8', '10.0.0.0/7', '::/64']) {
      expectUsageError(() => Peer.cidr('10.0.0.0/8', { except: [except] }), {
        where: 'Peer.cidr', what: `"${except}" is not a part of "10.0.0.0/8"`, fix: 'except only blocks that lie inside, and leave some of it',
      });
    }
  });
});

describe('pods', () => {
  const deployment = (chart: Chart, namespace: string) => {
    const worker = new Deployment(chart, `Worker-${namespace}`, { metadata: { namespace, name: 'worker' } });
    worker.addContainer({ image: 'worker:1', portNumber: 9000 });
    return worker;
  };

  test('of a Deployment are known by its selector, and their ports by its containers', () => {
    const shop = shopFor();
    const worker = deployment(shop.chart, 'batch');
    addTier(shop.store, 'web').allowTo(Peer.pods(worker));
    const { matchLabels } = (manifest(shop.chart, 'Deployment', 'worker').spec as { selector: { matchLabels: Record<string, string> } }).selector;
    expect(policy(shop.chart, 'web').egress).toEqual([{
      to: [{ namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'batch' } }, podSelector: { matchLabels } }], ports: [tcp(9000)],
    }]);
    expect(namesOf(shop.chart)).not.toContain('NetworkPolicy/worker');
    expectProven(shop.chart);
  });
  test('of an isolated namespace get a policy for their side, one each', () => {
    const { chart, store } = shopFor();
    const worker = deployment(chart, 'shop');
    const [web, db] = [addTier(store, 'web', Ports.tcp(8080)), addTier(store, 'db', Ports.tcp(5432))];
    web.allowTo(Peer.pods(worker));
    db.allowFrom(Peer.pods(worker));
    expect(policy(chart, 'worker')).toMatchObject({ ingress: [{ ports: [tcp(9000)] }], egress: [{ ports: [tcp(5432)] }] });
    expectProven(chart);
  });
  test('of a tier share its policy', () => {
    const { chart, store } = shopFor();
    const [web, db] = [addTier(store, 'web', Ports.tcp(8080)), addTier(store, 'db', Ports.tcp(5432))];
    db.allowFrom(web);
    db.allowFrom(Peer.pods(web, web.deployment));
    expect(namesOf(chart).filter(name => /NetworkPolicy\/(web|db)/.test(name))).toEqual(['NetworkPolicy/web', 'NetworkPolicy/db']);
    expectProven(chart);
  });
  test.each([
    ['Pod', 'v1', { containers: [{ name: 'a', ports: [{ containerPort: 53, protocol: 'UDP' }] }] }],
    ['CronJob', 'batch/v1', { schedule: '@daily', jobTemplate: { spec: { template: { metadata: { labels: { app: 'x' } }, spec: { restartPolicy: 'Never', containers: [{ name: 'a', ports: [{ containerPort: 53, protocol: 'UDP' }] }] } } } } }],
    ['Service', 'v1', { selector: { app: 'x' }, ports: [{ port: 5353, targetPort: 53, protocol: 'UDP' }] }],
  ])('of a raw %s are read from its manifest', (kind, apiVersion, spec) => {
    const { chart, store } = shopFor();
    const object = new ApiObject(chart, 'Raw', { kind, apiVersion, metadata: { name: 'raw', namespace: 'other', labels: { app: 'x' } }, spec });
    addTier(store, 'web').allowTo(Peer.pods(object));
    expect(policy(chart, 'web').egress).toMatchObject([
      { to: [{ podSelector: { matchLabels: { app: 'x' } } }], ports: [{ protocol: 'UDP', port: 53 }] },
    ]);
  });
  test('by labels are those of one namespace', () => {
    const { chart } = webTo(Peer.podsLabeled('search', { app: 'index' }), { ports: [Ports.tcp(9200)] });
    expect(policy(chart, 'web').egress).toEqual([{
      to: [{ namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'search' } }, podSelector: { matchLabels: { app: 'index' } } }],
      ports: [tcp(9200)],
    }]);
    expectProven(chart);
  });
  test('by labels in an isolated namespace get a policy there', () => {
    const { chart } = webTo(Peer.podsLabeled('shop', { app: 'index' }), { ports: [Ports.tcp(9200)] });
    expect(policy(chart, 'pods-index').ingress).toMatchObject([{ ports: [tcp(9200)] }]);
    expectProven(chart);
  });
  test('of namespaces by labels are whoever carries those', () => {
    const { chart, store } = shopFor();
    addTier(store, 'web', Ports.tcp(8080)).allowFrom(Peer.namespacesLabeled({ team: 'edge' }, { podLabels: { app: 'proxy' } }));
    expect(policy(chart, 'web').ingress).toEqual([{
      from: [{ namespaceSelector: { matchLabels: { team: 'edge' } }, podSelector: { matchLabels: { app: 'proxy' } } }], ports: [tcp(8080)],
    }]);
    expectProven(chart);
  });
  test('of a construct without any are refused', () => {
    const { chart, store } = shopFor();
    const empty = new Chart(chart, 'Empty');
    expectUsageError(() => addTier(store, 'web').allowTo(Peer.pods(empty)), {
      where: 'test/Empty (Chart)',
      what: 'it has no pods: none of its objects is a workload or a Service',
      fix: 'pass a Deployment, a StatefulSet, a DaemonSet, a Job, a CronJob, a Pod or a Service',
    });
  });
  test('of a workload that is not complete yet are refused', () => {
    const { chart, store } = shopFor();
    const empty = new Deployment(chart, 'Empty');
    expect(() => addTier(store, 'web').allowTo(Peer.pods(empty))).toThrow('complete it, then say who it may talk to');
  });
  test('that no label tells apart are refused', () => {
    const { chart, store } = shopFor();
    const bare = new ApiObject(chart, 'Bare', { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'bare' }, spec: { containers: [{ name: 'a' }] } });
    expect(() => addTier(store, 'web').allowFrom(Peer.pods(bare), https)).toThrow('no label tells the pods of Pod "bare" from the others of their namespace');
  });
  test('of another cluster are refused', () => {
    const { chart, store } = shopFor();
    const other = new Chart(chart, 'other');
    ClusterProfile.attach(other, ClusterProfile.vanilla());
    const worker = deployment(other, 'batch');
    expect(() => addTier(store, 'web').allowTo(Peer.pods(worker))).toThrow('Deployment "worker" is written for another ClusterProfile');
  });
});

describe('labels that would mean everybody', () => {
  test('are refused for namespaces', () => {
    expectUsageError(() => Peer.namespacesLabeled({}), {
      where: 'Peer.namespacesLabeled',
      what: 'there are no labels, so every namespace would count',
      fix: 'name a label that only these namespaces carry',
    });
  });
  test('are refused for pods', () => {
    expect(() => Peer.podsLabeled('shop', {})).toThrow('podLabels is empty');
    expect(() => Peer.pods()).toThrow('there is no construct');
  });
});

describe('what the profile knows', () => {
  test('may be named: the DNS with its ports, the ingress controller and the monitoring', () => {
    const { chart, store } = shopFor();
    const web = addTier(store, 'web', Ports.tcp(8080));
    web.allowTo(Peer.dns());
    web.allowFrom(Peer.ingressController());
    web.allowFrom(Peer.monitoring(), { ports: [Ports.tcp(9100)] });
    expect(policy(chart, 'web')).toMatchObject({
      egress: [{ to: [{ podSelector: { matchLabels: { 'k8s-app': 'kube-dns' } } }], ports: [tcp(53), { protocol: 'UDP', port: 53 }] }],
      ingress: [
        { from: [{ podSelector: { matchLabels: { 'app.kubernetes.io/name': 'traefik' } } }], ports: [tcp(8080)] },
        { from: [{ podSelector: { matchLabels: { 'app.kubernetes.io/name': 'prometheus' } } }], ports: [tcp(9100)] },
      ],
    });
    expectProven(chart);
  });
  test('is refused when it does not', () => {
    const { store } = shopFor(ClusterProfile.vanilla({ monitoring: Monitoring.none() }));
    expect(() => addTier(store, 'web', Ports.tcp(80)).allowFrom(Peer.monitoring())).toThrow('the cluster profile has no monitoring');
  });
});

describe('a reason', () => {
  test('is kept on the policies of both sides, sorted, once', () => {
    const { chart, store } = shopFor();
    const [web, api] = [addTier(store, 'web', Ports.tcp(8080)), addTier(store, 'api', Ports.tcp(8081))];
    web.allowTo(Peer.cidr('203.0.113.7/32'), { ports: [Ports.tcp(443)], reason: 'card payments' });
    for (let times = 0; times < 2; times++) web.allowTo(api, { reason: 'prices' });
    expect(manifest(chart, 'NetworkPolicy', 'web').metadata.annotations).toEqual({
      'cdk8s-palisade/purpose': 'to 203.0.113.7/32: card payments; to tier "api": prices',
    });
    expect(manifest(chart, 'NetworkPolicy', 'api').metadata.annotations).toEqual({ 'cdk8s-palisade/purpose': 'from tier "web": prices' });
  });
  test('that says nothing is refused', () => {
    expect(() => webTo(Peer.internet(), { ...https, reason: ' ' } as typeof https)).toThrow('the reason is empty');
  });
});

describe('a construct that knows which peer it is', () => {
  test('may be passed itself', () => {
    const { chart } = webTo({ toPeer: () => Peer.namespace('search') });
    expect(policy(chart, 'web').egress).toMatchObject([{ to: [{ podSelector: {} }] }]);
    expectProven(chart);
  });
  test('that is refused leaves nothing behind', () => {
    const { chart, store } = shopFor();
    const web = addTier(store, 'web', Ports.tcp(8080));
    const before = manifestsOf(chart);
    expect(() => web.allowTo(Peer.internet())).toThrow();
    expect(() => web.allowTo(Peer.internet(), { ports: [] })).toThrow();
    expect(manifestsOf(chart)).toEqual(before);
  });
});

test('two isolated namespaces that name each other by labels are both written', () => {
  const { chart, store } = shopFor();
  new IsolatedNamespace(chart, 'Other', { name: 'office' });
  addTier(store, 'web', Ports.tcp(8080)).allowFrom(Peer.namespace('office'));
  expect(policy(chart, 'every-pod').egress).toMatchObject([{ ports: [tcp(8080)] }]);
  expectProven(chart);
});

describe('a namespace that is isolated later', () => {
  const both = ['first', 'last'].map(when => {
    const { chart, store } = shopFor();
    const isolate = () => new IsolatedNamespace(chart, 'Office', { name: 'office' });
    if (when === 'first') isolate();
    const web = addTier(store, 'web', Ports.tcp(8080));
    const printer = new Deployment(chart, 'Printer', { metadata: { namespace: 'office', name: 'printer' } });
    printer.addContainer({ image: 'printer:1', portNumber: 631 });
    web.allowTo(Peer.pods(printer), { reason: 'invoices' });
    web.allowFrom(Peer.podsLabeled('office', { app: 'desk' }));
    web.allowFrom(Peer.namespace('office'));
    if (when === 'last') isolate();
    return chart;
  });

  test('gets its side of what was allowed before', () => {
    const [, last] = both;
    expect(policy(last, 'printer').ingress).toMatchObject([{ ports: [tcp(631)] }]);
    expect(manifest(last, 'NetworkPolicy', 'printer').metadata.annotations).toEqual({ 'cdk8s-palisade/purpose': 'from tier "web": invoices' });
    expectProven(last);
  });
  test('is the same as one that is isolated first', () => {
    const [first, last] = both.map(chart => manifestsOf(chart).map(object => JSON.stringify(object).replace(/c8[0-9a-f]{6}/g, '')).sort());
    expect(last).toEqual(first);
  });
});
