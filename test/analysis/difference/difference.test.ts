import { Difference, differenceOf, Effect, effectOf, isEmpty } from '../../../src/analysis';
import { dedent, mapOf, Told } from '../../dsl';

const pod = (name: string): string => `
  apiVersion: v1
  kind: Pod
  metadata: { name: ${name}, namespace: shop, labels: { app: ${name} } }`;

const policy = (spec: string): string => `
  apiVersion: networking.k8s.io/v1
  kind: NetworkPolicy
  metadata: { name: policy, namespace: shop }
  spec: ${spec}`;

/** Lets web connect to db by these rules, and nothing else to it. */
const db = (rules: string): string => policy(`{ podSelector: { matchLabels: { app: db } }, policyTypes: [Ingress, Egress], ingress: ${rules} }`);
const fromWeb = (ports: string): string => db(`[{ from: [{ podSelector: { matchLabels: { app: web } } }], ports: ${ports} }]`);
const fromBlocks = (blocks: readonly string[], ports = '[{ port: 80 }]'): string =>
  db(`[{ from: [${blocks.map(block => `{ ipBlock: { cidr: '${block}' } }`).join()}], ports: ${ports} }]`);

const PODS = [pod('web'), pod('db')];
const ENDS = { source: 'shop/web[Pod]', destination: 'shop/db[Pod]', replicas: false };
const tcp = (first: number, last = first) => ({ protocol: 'TCP', first, last });

const difference = (before: readonly string[], after: readonly string[], told: Told = { assumptions: { 'pods-match-ip-block': 'no' } }): Difference => {
  const [mapBefore, mapAfter] = [before, after].map(documents => mapOf(documents.map(dedent).join('\n---\n'), told));
  return differenceOf(mapBefore, mapAfter);
};

describe('between two workloads', () => {
  const between = (before: string, after: string) => {
    const { added, removed, changed } = difference([...PODS, before], [...PODS, after]);
    return { added, removed, changed };
  };

  test('a connection that becomes possible is added, and on the way back removed', () => {
    const row = { ...ENDS, ports: [tcp(80)], verdict: 'allowed', depends: [] };
    expect(between(db('[]'), fromWeb('[{ port: 80 }]'))).toEqual({ added: [row], removed: [], changed: [] });
    expect(between(fromWeb('[{ port: 80 }]'), db('[]'))).toEqual({ added: [], removed: [row], changed: [] });
  });

  test('a connection on other ports is changed, and shows all ports of both sides', () => {
    expect(between(fromWeb('[{ port: 80 }]'), fromWeb('[{ port: 80 }, { port: 443 }]'))).toEqual({
      added: [],
      removed: [],
      changed: [{
        ...ENDS,
        before: { ports: [tcp(80)], verdict: 'allowed', depends: [] },
        after: { ports: [tcp(80), tcp(443)], verdict: 'allowed', depends: [] },
        opens: true,
        closes: false,
      }],
    });
  });

  test('a connection on every port is "all", and no change from a complete list of ranges', () => {
    const every = '[{ protocol: SCTP }, { protocol: UDP }, { port: 1, endPort: 1000 }, { port: 1001, endPort: 65535 }]';
    expect(between(fromWeb('[]'), fromWeb(every))).toEqual({ added: [], removed: [], changed: [] });
    expect(between(fromWeb('[{ port: 80 }]'), fromWeb(every)).changed.map(({ after }) => after.ports)).toEqual(['all']);
  });

  test('a range that is written in pieces is no change', () => {
    expect(between(fromWeb('[{ port: 80, endPort: 89 }]'), fromWeb('[{ port: 85, endPort: 89 }, { port: 80, endPort: 86 }]')).changed).toEqual([]);
  });
});

describe('connections that depend on open questions', () => {
  const endPort = (answer: string): Told => ({ assumptions: { 'end-port': answer } });
  const rowsOf = (before: string, after: string) => difference([...PODS, before], [...PODS, after], endPort('unknown'));

  test('are a row of their own where they become possible', () => {
    expect(rowsOf(fromWeb('[{ port: 80 }]'), fromWeb('[{ port: 80, endPort: 82 }]'))).toMatchObject({
      added: [{ ...ENDS, ports: [tcp(81, 82)], verdict: 'depends', depends: ['end-port'] }], removed: [], changed: [],
    });
  });

  test('are changed where they were certain, with the verdict of both sides on those ports', () => {
    const { added, removed, changed } = rowsOf(fromWeb('[{ port: 80 }, { port: 81 }]'), fromWeb('[{ port: 80, endPort: 81 }]'));
    expect({ added, removed, changed }).toEqual({
      added: [],
      removed: [],
      changed: [{
        ...ENDS,
        before: { ports: [tcp(81)], verdict: 'allowed', depends: [] },
        after: { ports: [tcp(81)], verdict: 'depends', depends: ['end-port'] },
        opens: false,
        closes: true,
      }],
    });
  });

  test('are changed where they hang on other questions than before, which may open and may close', () => {
    const [before, after] = [fromWeb('[{ port: 80, endPort: 81 }]'), fromBlocks(['0.0.0.0/0', '::/0'], '[{ port: 81 }]')];
    const { changed } = difference([...PODS, before], [...PODS, after], { assumptions: { 'end-port': 'unknown', 'pods-match-ip-block': 'unknown' } });
    expect(changed).toEqual([expect.objectContaining({
      before: { ports: [tcp(81)], verdict: 'depends', depends: ['end-port'] },
      after: { ports: [tcp(81)], verdict: 'depends', depends: ['pods-match-ip-block'] },
      opens: true,
      closes: true,
    })]);
  });

  test('on the same questions are no change, but the questions are named', () => {
    const same = rowsOf(fromWeb('[{ port: 80, endPort: 81 }]'), fromWeb('[{ port: 80, endPort: 81 }, { port: 80 }]'));
    expect([isEmpty(same), same.assumedAlike]).toEqual([true, ['end-port']]);
    expect(rowsOf(fromWeb('[{ port: 80 }]'), fromWeb('[{ port: 80 }]')).assumedAlike).toEqual([]);
  });
});

describe('addresses outside the cluster', () => {
  const outside = (before: string, after: string) => {
    const { added, removed, changed } = difference([pod('db'), before], [pod('db'), after]);
    return { added: added.map(({ source }) => source), removed: removed.map(({ source }) => source), changed: changed.map(({ source }) => source) };
  };

  test('of a block that is written as its halves are no change', () => {
    expect(outside(fromBlocks(['10.1.0.0/16']), fromBlocks(['10.1.128.0/17', '10.1.0.0/17']))).toEqual({ added: [], removed: [], changed: [] });
    expect(outside(fromBlocks(['2001:db8::/32']), fromBlocks(['2001:db8::/33', '2001:db8:8000::/33']))).toEqual({ added: [], removed: [], changed: [] });
  });

  test('are named exactly where a block grows or shrinks', () => {
    expect(outside(fromBlocks(['10.1.0.0/24']), fromBlocks(['10.1.0.0/23']))).toMatchObject({ added: ['10.1.1.0-10.1.1.255'], removed: [] });
    expect(outside(fromBlocks(['10.1.0.0/23']), fromBlocks(['10.1.0.0/24']))).toMatchObject({ added: [], removed: ['10.1.1.0-10.1.1.255'] });
  });

  test('that change alike are one row, though the sides cut them differently', () => {
    expect(outside(fromBlocks(['10.1.0.0/24', '10.1.2.0/24']), fromBlocks(['10.1.0.0/22', '192.168.0.0/32', 'fd00::/128'])))
      .toMatchObject({ added: ['10.1.1.0-10.1.1.255,10.1.3.0-10.1.3.255,192.168.0.0-192.168.0.0,fd00::-fd00::'] });
    expect(outside(fromBlocks(['10.1.0.0/17', '10.1.128.0/17']), fromBlocks(['10.1.0.0/16'], '[{ port: 81 }]')))
      .toMatchObject({ changed: ['10.1.0.0-10.1.255.255'] });
  });

  test('that change alike are one row, though some of them may also do what did not change, of which the questions are named', () => {
    const from = (block: string, ports: string) => `{ from: [{ ipBlock: { cidr: ${block} } }], ports: ${ports} }`;
    const side = (ports: string) => db(`[${from('10.1.0.0/23', ports)}, ${from('10.1.1.0/24', '[{ port: 80, endPort: 82 }]')}]`);
    const { changed, assumedAlike } = difference([pod('db'), side('[{ port: 80 }]')], [pod('db'), side('[{ port: 80 }, { port: 443 }]')],
      { assumptions: { 'end-port': 'unknown', 'pods-match-ip-block': 'no' } });
    expect(changed.map(({ source, before, after }) => [source, before.ports, after.ports]))
      .toEqual([['10.1.0.0-10.1.1.255', [tcp(80)], [tcp(80), tcp(443)]]]);
    expect(assumedAlike).toEqual(['end-port']);
  });

  test('are those of each workload, where the same happens to several', () => {
    const from = (name: string, block: string): string =>
      policy(`{ podSelector: { matchLabels: { app: ${name} } }, ingress: [{ from: [{ ipBlock: { cidr: ${block} } }] }] }`).replace('name: policy', `name: ${name}`);
    const { removed } = difference([...PODS, from('web', '10.1.0.0/24'), from('db', '10.2.0.0/24')], [...PODS, policy('{}')]);
    expect(removed.filter(({ destination }) => destination !== '{cluster-dns}').map(({ source, destination }) => `${source} ${destination}`))
      .toEqual(['10.1.0.0-10.1.0.255 shop/web[Pod]', '10.2.0.0-10.2.0.255 shop/db[Pod]']);
  });

  test('have their ranges beside the rows', () => {
    const { outside: addresses } = difference([pod('db'), fromBlocks(['10.1.0.0/24'])], [pod('db'), fromBlocks(['10.1.0.0/23'])]);
    expect([...addresses]).toEqual([['10.1.1.0-10.1.1.255', [{ family: 'IPv4', first: 0x0a010100n, last: 0x0a0101ffn }]]]);
  });

  test('are exact where IPv6 has IPv4 addresses in it', () => {
    expect(outside(fromBlocks(['::/0']), fromBlocks(['::/1', '8000::/1']))).toEqual({ added: [], removed: [], changed: [] });
    expect(outside(fromBlocks(['::fffe:0:0/95']), fromBlocks(['::/0'])).added)
      .toEqual(['::-::fffd:ffff:ffff,::1:0:0:0-ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff']);
  });
});

describe('workloads that one side alone has', () => {
  test('are listed, and their connections are rows', () => {
    const { added, removed, workloads } = difference([pod('web'), fromWeb('[]')], [pod('db'), fromWeb('[]')]);
    expect(workloads).toEqual({ added: ['shop/db[Pod]'], removed: ['shop/web[Pod]'] });
    expect(added).toEqual([]);
    expect(removed.map(({ source, destination }) => [source, destination])).toContainEqual(['shop/web[Pod]', '{cluster-dns}']);
  });

  test('count as a difference, though nobody may talk to them', () => {
    const deny = policy('{ policyTypes: [Ingress, Egress] }');
    const isolated = difference([pod('web'), deny], [pod('web'), pod('db'), deny]);
    expect(isolated).toMatchObject({ added: [], workloads: { added: ['shop/db[Pod]'], removed: [] } });
    expect([isEmpty(isolated), effectOf(isolated)]).toEqual([false, 'none']);
  });

  test('do not have the stand-in for the DNS among them', () => {
    const deny = policy('{ policyTypes: [Egress] }');
    expect(difference([pod('web')], [pod('web'), deny]).workloads).toEqual({ added: [], removed: [] });
  });
});

test('traffic between the pods of one workload is a row with its mark', () => {
  const cache = `
    apiVersion: apps/v1
    kind: StatefulSet
    metadata: { name: cache, namespace: shop }
    spec: { replicas: 3, template: { metadata: { labels: { app: cache } } } }`;
  const id = 'shop/cache[StatefulSet]';
  const { removed } = difference([cache], [cache, policy('{ podSelector: {}, ingress: [{ from: [{ ipBlock: { cidr: 0.0.0.0/0 } }, { ipBlock: { cidr: "::/0" } }] }] }')]);
  expect(removed).toEqual([{ source: id, destination: id, ports: 'all', verdict: 'allowed', depends: [], replicas: true }]);
});

describe('rows are sorted by their ends', () => {
  const endsOf = (rows: readonly { readonly source: string; readonly destination: string }[]) => rows.map(({ source, destination }) => `${source} ${destination}`);
  const ALL = [pod('web'), pod('db'), pod('api'), pod('cache')];
  const blocked = policy('{ podSelector: {}, policyTypes: [Egress], egress: [{ ports: [{ port: 80 }] }] }');
  const opened = (ports: string) => policy(`{ podSelector: {}, policyTypes: [Egress], egress: [{ to: [{ ipBlock: { cidr: 0.0.0.0/0 } }], ports: ${ports} }, { to: [{ podSelector: {} }], ports: ${ports} }] }`);

  test.each([
    ['added', difference([], ALL).added],
    ['removed', difference([...ALL].reverse(), []).removed],
    ['changed', difference(ALL, [...ALL, blocked]).changed],
    ['changed, also outside', difference([...ALL, opened('[{ port: 80 }]')], [...ALL, opened('[{ port: 80 }, { port: 81 }]')]).changed],
  ])('where they are %s', (_, rows) => {
    expect(rows.length).toBeGreaterThan(3);
    expect(endsOf(rows)).toEqual([...endsOf(rows)].sort());
  });
});

test('rows of workloads that are new are sorted among those of the others', () => {
  const to = (block: string) => policy(`{ podSelector: {}, policyTypes: [Ingress, Egress], ingress: [{}], egress: [{ to: [{ ipBlock: { cidr: ${block} } }] }] }`);
  const [small, large] = [[pod('db'), pod('web'), to('10.1.0.0/24')], [pod('db'), pod('web'), pod('api'), pod('mail'), to('10.1.0.0/23')]];
  const ends = (rows: Difference['added']) => rows.filter(({ destination }) => destination.startsWith('10.')).map(({ source, destination }) => `${source} ${destination}`);
  const expected = [
    'shop/api[Pod] 10.1.0.0-10.1.1.255', 'shop/db[Pod] 10.1.1.0-10.1.1.255', 'shop/mail[Pod] 10.1.0.0-10.1.1.255', 'shop/web[Pod] 10.1.1.0-10.1.1.255',
  ];
  expect([ends(difference(small, large).added), ends(difference(large, small).removed)]).toEqual([expected, expected]);
});

describe('the difference from nothing', () => {
  test('is every row, and to nothing the same rows', () => {
    const [there, back] = [difference([], PODS), difference(PODS, [])];
    expect([there.removed, there.changed, back.added, back.changed]).toEqual([[], [], [], []]);
    expect(there.added).toEqual(back.removed);
    expect([effectOf(there), effectOf(back)]).toEqual(['opens', 'closes']);
  });
});

test('questions that both sides leave open are named once each, in order, also where addresses are concerned', () => {
  const side = fromBlocks(['10.0.0.0/8'], '[{ port: 80, endPort: 82 }]');
  const told = { assumptions: { 'end-port': 'unknown', 'pods-match-ip-block': 'unknown', 'pod-ips': 'possible' } };
  expect(difference([...PODS, side], [...PODS, side], told).assumedAlike).toEqual(['end-port', 'pod-ips', 'pods-match-ip-block']);
  expect(difference([pod('db'), fromBlocks(['10.0.0.0/8'], '[{ port: 80, endPort: 82 }]')], [pod('db'), fromBlocks(['10.0.0.0/8'], '[{ port: 80, endPort: 81 }]')],
    { assumptions: { 'end-port': 'unknown' } }).assumedAlike).toEqual(['end-port']);
});

test('questions about ports that the other side answers are not named', () => {
  const [before, after] = ['[{ port: 80, endPort: 81 }]', '[{ port: 90, endPort: 91 }]'].map(fromWeb);
  const { assumedAlike, added, removed, changed } = difference([...PODS, before], [...PODS, after], { assumptions: { 'end-port': 'unknown' } });
  expect(assumedAlike).toEqual([]);
  expect([added, removed, changed.map(each => each.before.verdict)]).toEqual([[], [], ['allowed', 'depends']]);
});

describe('the effect', () => {
  const effect = (before: string, after: string): Effect => effectOf(difference([...PODS, before], [...PODS, after]));

  test.each([
    ['none', '[{ port: 80 }]', '[{ port: 80 }]'],
    ['opens', '[{ port: 80 }]', '[{ port: 80 }, { port: 81 }]'],
    ['closes', '[{ port: 80 }, { port: 81 }]', '[{ port: 80 }]'],
    ['both', '[{ port: 80 }]', '[{ port: 81 }]'],
    ['opens', '[{ port: 80 }]', '[]'],
  ])('%s: from %s to %s', (expected, before, after) => {
    expect(effect(fromWeb(before), fromWeb(after))).toBe(expected);
  });
});
