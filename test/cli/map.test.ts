import * as fs from 'node:fs';
import * as path from 'node:path';
import { ALLOW_ALL, folderWith, palisade, SHOP } from './command-line';

describe('palisade map', () => {
  const folder = folderWith({ 'shop.yaml': SHOP });

  test('prints what it read and who may connect to whom', () => {
    expect(palisade('map', folder)).toEqual({
      exitCode: 0,
      err: '',
      out: [
        '5 objects: 2 Deployment, 3 NetworkPolicy',
        '',
        'shop/web[Deployment]  →  shop/db[Deployment]  tcp 5432  allowed',
        '',
      ].join('\n'),
    });
  });

  test('says so when nobody may connect to anybody', () => {
    const { out } = palisade('map', folderWith({ 'deny.yaml': SHOP.split('---').slice(0, 3).join('---') }));
    expect(out).toContain('Nobody may connect to anybody.');
  });

  test('prints the json of the contract', () => {
    const { out } = palisade('map', folder, '--format', 'json');
    expect(JSON.parse(out)).toEqual({
      schema: 'palisade/map/v1',
      assumptions: { 'policy-enforced': 'yes', 'replica-traffic': 'policy-applies' },
      peers: [
        { id: 'shop/db[Deployment]', namespace: 'shop', name: 'db', kind: 'Deployment', labels: { app: 'db' } },
        { id: 'shop/web[Deployment]', namespace: 'shop', name: 'web', kind: 'Deployment', labels: { app: 'web' } },
      ],
      connections: [{
        source: 'shop/web[Deployment]',
        destination: 'shop/db[Deployment]',
        ports: { TCP: ['5432'], UDP: [], SCTP: [] },
        verdict: 'allowed',
      }],
      diagnostics: [],
    });
  });

  test('shows with --exposure whom pods that are not in the input may connect to, and whom they let in', () => {
    const { out } = palisade('map', folder, '--exposure');
    expect(out).toContain([
      'Pods that are not in the input:',
      'pods with app=web in namespaces with kubernetes.io/metadata.name=shop  →  shop/db[Deployment]                                                   tcp 5432  allowed',
      'shop/web[Deployment]                                                   →  pods with app=db in namespaces with kubernetes.io/metadata.name=shop  tcp 5432  allowed',
      '',
    ].join('\n'));
  });

  test('prints exposure in the json of the contract, only when asked', () => {
    expect(JSON.parse(palisade('map', folder, '--format', 'json').out)).not.toHaveProperty('exposure');
    const inShop = { key: 'kubernetes.io/metadata.name', operator: 'In', values: ['shop'] };
    const row = { ports: { TCP: ['5432'], UDP: [], SCTP: [] }, verdict: 'allowed', namespaces: [inShop] };
    expect(JSON.parse(palisade('map', folder, '--format', 'json', '--exposure').out).exposure).toEqual([
      { ...row, peer: 'shop/db[Deployment]', direction: 'ingress', pods: [{ key: 'app', operator: 'In', values: ['web'] }] },
      { ...row, peer: 'shop/web[Deployment]', direction: 'egress', pods: [{ key: 'app', operator: 'In', values: ['db'] }] },
    ]);
  });

  test('says of exposure what it depends on, and lists those assumptions', () => {
    const open = folderWith({ 'open.yaml': ALLOW_ALL.replace('- {}', '- from: [{ ipBlock: { cidr: 10.0.0.0/8 } }]') + SHOP.slice(0, SHOP.indexOf('---')).replace(/^/, '---') });
    const { exposure, assumptions } = JSON.parse(palisade('map', open, '--format', 'json', '--exposure').out);
    expect(exposure).toContainEqual({
      peer: 'shop/web[Deployment]', direction: 'ingress', ports: 'all', verdict: 'depends', depends: ['pod-ips', 'pods-match-ip-block'], namespaces: [], pods: [],
    });
    expect(assumptions).toMatchObject({ 'pod-ips': 'possible', 'pods-match-ip-block': 'unknown' });
    expect(palisade('map', open, '--exposure').out).toMatch(/any pod in any namespace +→ +shop.web\[Deployment\] +all ports +depends on pod-ips, pods-match-ip-block\n/);
  });

  test('says so when pods that are not in the input may connect to nobody', () => {
    const { out } = palisade('map', folderWith({ 'deny.yaml': SHOP.split('---').slice(0, 3).join('---') }), '--exposure');
    expect(out).toContain('Pods that are not in the input may connect to nobody, and nobody to them.');
  });

  test('writes exposure as kubectl takes selectors', () => {
    const selectors = folderWith({
      'pods.yaml': `
        apiVersion: v1
        kind: Pod
        metadata: { name: db, namespace: shop }
        ---
        apiVersion: networking.k8s.io/v1
        kind: NetworkPolicy
        metadata: { name: db, namespace: shop }
        spec:
          podSelector: {}
          ingress:
            - from:
                - namespaceSelector: { matchExpressions: [{ key: team, operator: NotIn, values: [a, b] }, { key: zone, operator: DoesNotExist }] }
                  podSelector: { matchExpressions: [{ key: app, operator: In, values: [v, w] }, { key: tier, operator: Exists }] }
      `,
    });
    expect(palisade('map', selectors, '--exposure').out).toContain('pods with app in (v, w),tier in namespaces with team notin (a, b),!zone');
  });

  test('names the assumption that a verdict depends on, and lets it be answered', () => {
    const open = folderWith({
      'pods.yaml': `
        apiVersion: v1
        kind: Pod
        metadata: { name: web, namespace: shop }
        ---
        apiVersion: v1
        kind: Pod
        metadata: { name: db, namespace: shop, labels: { app: db } }
        ---
        apiVersion: networking.k8s.io/v1
        kind: NetworkPolicy
        metadata: { name: db, namespace: shop }
        spec:
          podSelector: { matchLabels: { app: db } }
          ingress: [{ from: [{ ipBlock: { cidr: 10.0.0.0/8 } }] }]`,
    });
    const rowOf = (...args: string[]) => palisade('map', open, ...args).out.split('\n').find(line => /^shop\/web.*shop\/db/.test(line));
    expect(rowOf()).toMatch(/depends on pod-ips, pods-match-ip-block$/);
    expect(rowOf('--assume', 'pods-match-ip-block=no')).toBeUndefined();
    expect(rowOf('--assume', 'pods-match-ip-block=yes')).toMatch(/depends on pod-ips$/);
    expect(JSON.parse(palisade('map', open, '--format', 'json').out).assumptions)
      .toMatchObject({ 'pod-ips': 'possible', 'pods-match-ip-block': 'unknown' });
  });

  test('lists the assumptions, their values and where they come from', () => {
    const { out } = palisade('map', '--list-assumptions', '--assume', 'end-port=ignored');
    expect(out).toContain('end-port=ignored (--assume; one of supported, ignored, unknown)');
    expect(out).toContain('pods-match-ip-block=unknown (default; one of yes, no, unknown)');
  });

  test('merges the addresses outside that are treated alike into one row', () => {
    const { out } = palisade('map', folderWith({
      'pod.yaml': `
        apiVersion: v1
        kind: Pod
        metadata: { name: web, namespace: shop }
        ---
        apiVersion: networking.k8s.io/v1
        kind: NetworkPolicy
        metadata: { name: web, namespace: shop }
        spec:
          podSelector: {}
          policyTypes: [Ingress, Egress]
          egress: [{ to: [{ ipBlock: { cidr: 0.0.0.0/0, except: [10.0.0.0/8] } }], ports: [{ port: 443 }] }]`,
    }), '--format', 'json');
    const { connections, peers } = JSON.parse(out);
    expect(connections).toEqual([{
      source: 'shop/web[Pod]',
      destination: '0.0.0.0-9.255.255.255,11.0.0.0-255.255.255.255',
      ports: { TCP: ['443'], UDP: [], SCTP: [] },
      verdict: 'allowed',
    }]);
    expect(peers).toContainEqual({
      id: '0.0.0.0-9.255.255.255,11.0.0.0-255.255.255.255',
      cidrs: ['0.0.0.0/5', '8.0.0.0/7', '11.0.0.0/8', '12.0.0.0/6', '16.0.0.0/4', '32.0.0.0/3', '64.0.0.0/2', '128.0.0.0/1'],
    });
  });

  test('puts traffic between the pods of one workload in a row of its own', () => {
    const { out } = palisade('map', '--format', 'json', folderWith({
      'cache.yaml': `
        apiVersion: apps/v1
        kind: StatefulSet
        metadata: { name: cache, namespace: shop }
        spec: { replicas: 3, template: { metadata: { labels: { app: cache } } } }
        ---
        apiVersion: networking.k8s.io/v1
        kind: NetworkPolicy
        metadata: { name: cache, namespace: shop }
        spec: { podSelector: {}, policyTypes: [Ingress, Egress], ingress: [{ from: [{ podSelector: {} }] }], egress: [{ to: [{ podSelector: {} }] }] }`,
    }));
    expect(JSON.parse(out).connections).toEqual([
      { source: 'shop/cache[StatefulSet]', destination: 'shop/cache[StatefulSet]', ports: 'all', verdict: 'allowed', replicas: true },
    ]);
  });

  test('writes to a file when asked, and nothing to standard output', () => {
    const file = path.join(folder, 'map.txt');
    expect(palisade('map', path.join(folder, 'shop.yaml'), '--output', file)).toEqual({ exitCode: 0, out: '', err: '' });
    expect(fs.readFileSync(file, 'utf8')).toContain('shop/web[Deployment]  →  shop/db[Deployment]');
  });

  test('puts objects without a namespace into the one that is named', () => {
    const pod = folderWith({ 'pod.yaml': 'apiVersion: v1\nkind: Pod\nmetadata: { name: web }\n' });
    expect(palisade('map', pod).out).toContain('default/web[Pod]');
    expect(palisade('map', pod, '--namespace', 'shop').out).toContain('shop/web[Pod]');
  });

  describe('--focus', () => {
    const trio = folderWith({
      'pods.yaml': ['web', 'api', 'db'].map(name => `
      apiVersion: v1
      kind: Pod
      metadata: { name: ${name}, namespace: ${name === 'db' ? 'data' : 'shop'} }`).join('\n      ---'),
    });
    const rowsOf = (...args: string[]) => palisade('map', trio, ...args).out.split('\n').filter(line => line.includes('→')).map(line => line.replace(/ +/g, ' '));

    test('leaves out what has another source and another destination', () => {
      expect(rowsOf('--focus', 'data/db')).toEqual(rowsOf().filter(line => line.includes('data/db')));
      expect(rowsOf('--focus', 'data/', '--focus', 'shop/web[Pod]')).toEqual(rowsOf().filter(line => /data.db|shop.web/.test(line)));
      expect(rowsOf('--focus', 'internet')).toEqual(rowsOf().filter(line => line.includes('::/0')));
    });

    test('keeps the form of the json, with all workloads among its peers', () => {
      const [all, focused] = [[], ['--focus', 'data/db']].map(args => JSON.parse(palisade('map', trio, '--format', 'json', ...args).out));
      const isAbout = ({ source, destination }: { source: string; destination: string }) => [source, destination].includes('data/db[Pod]');
      expect(focused).toEqual({ ...all, connections: all.connections.filter(isAbout) });
    });

    test('says so when nobody may connect to or from it', () => {
      expect(palisade('map', trio, '--focus', '{ingress-controller}').out).toContain('Nobody may connect to or from {ingress-controller}.');
    });

    test('refuses a peer that does not exist, and names those that are most like it', () => {
      const { exitCode, out, err } = palisade('map', trio, '--focus', 'data/bd');
      expect({ exitCode, out }).toEqual({ exitCode: 2, out: '' });
      expect(err).toContain('--focus: there is no peer "data/bd"\n  fix: use data/db[Pod], ');
    });
  });

  describe('--summary', () => {
    test('counts instead of listing', () => {
      expect(palisade('map', folder, '--summary').out.split('\n')).toEqual([
        '5 objects: 2 Deployment, 3 NetworkPolicy',
        '',
        'workloads               2',
        'policies                3 NetworkPolicy',
        'isolated for ingress    2 of 2',
        'isolated for egress     2 of 2',
        'pairs that may connect  1 of 2',
        'reachable from outside  0 of 2',
        'may reach the internet  0 of 2',
        'rows that depend        none',
        'diagnostics             0',
        '',
      ]);
    });

    test('names those that are not isolated, and counts what depends', () => {
      const open = folderWith({
        'pods.yaml': `
        apiVersion: v1
        kind: Pod
        metadata: { name: web, namespace: shop }
        ---
        apiVersion: v1
        kind: Pod
        metadata: { name: db, namespace: shop, labels: { app: db } }
        ---
        apiVersion: networking.k8s.io/v1
        kind: NetworkPolicy
        metadata: { name: db, namespace: shop }
        spec: { podSelector: { matchLabels: { app: db } }, ingress: [{ from: [{ ipBlock: { cidr: 10.0.0.0/8 } }] }] }`,
      });
      const { out } = palisade('map', open, '--summary');
      expect(out).toContain('isolated for ingress    1 of 2, but not shop/web[Pod]\n');
      expect(out).toContain('rows that depend        1 on pod-ips, 1 on pods-match-ip-block\n');
      expect(JSON.parse(palisade('map', open, '--summary', '--format', 'json').out)).toEqual({
        schema: 'palisade/map/v1',
        assumptions: expect.objectContaining({ 'pod-ips': 'possible' }),
        summary: {
          workloads: 2,
          policies: { NetworkPolicy: 1 },
          pairs: { all: 2, allowed: 1 },
          fromOutside: { allowed: 2, depends: 0 },
          toInternet: { allowed: 2, depends: 0 },
          depends: { 'pod-ips': 1, 'pods-match-ip-block': 1 },
          isolation: {
            ingress: { isolated: 1, notIsolated: 1, examples: ['shop/web[Pod]'] },
            egress: { isolated: 0, notIsolated: 2, examples: ['shop/db[Pod]', 'shop/web[Pod]'] },
          },
          diagnostics: 0,
        },
        diagnostics: [],
      });
    });

    test('is about the whole cluster, and refuses --focus', () => {
      expect(palisade('map', folder, '--summary', '--focus', 'shop/').exitCode).toBe(2);
    });
  });

  describe('of a large cluster', () => {
    const pod = (index: number, namespace: string) => ({ apiVersion: 'v1', kind: 'Pod', metadata: { name: `pod-${index}`, namespace } });
    const large = (count: number, ...more: object[]) => folderWith({
      'list.json': JSON.stringify({ apiVersion: 'v1', kind: 'List', items: [...Array.from({ length: count }, (_, index) => pod(index, `ns-${index % 4}`)), ...more] }),
    });
    const deny = (namespace: string, ...ports: number[]) => ({
      apiVersion: 'networking.k8s.io/v1',
      kind: 'NetworkPolicy',
      metadata: { name: 'deny', namespace },
      spec: { podSelector: {}, ingress: ports.map(port => ({ ports: [{ port }] })) },
    });

    test('has few lines as text, though there are millions of pairs', () => {
      expect(palisade('map', large(2000)).out.split('\n').slice(2)).toEqual([
        '0.0.0.0/0,::/0  →  every workload  all ports       allowed',
        'every workload  →  0.0.0.0/0,::/0  all ports       allowed',
        'every workload  →  every workload  all ports       allowed',
        'every workload  →  {cluster-dns}   tcp 53; udp 53  allowed',
        '',
        '4004000 connections. Peers that are treated alike share a line: --focus PEER shows those of one, --format json each one.',
        '',
      ]);
    });

    test('names groups by their namespaces, by what they lack, or by some of their members', () => {
      const { out } = palisade('map', large(400, deny('ns-3', 80), {
        apiVersion: 'v1', kind: 'Pod', metadata: { name: 'odd', namespace: 'ns-3', labels: { odd: '' } },
      }, {
        ...deny('ns-3', 81),
        metadata: { name: 'odd', namespace: 'ns-3' },
        spec: { podSelector: { matchLabels: { odd: '' } }, policyTypes: ['Ingress', 'Egress'], ingress: [{ ports: [{ port: 81 }] }] },
      }));
      expect(out.split('\n').filter(line => line.startsWith('every')).map(line => line.replace(/ +/g, ' '))).toEqual([
        'every workload but ns-3/odd[Pod] → 0.0.0.0/0,::/0 all ports allowed',
        'every workload but ns-3/odd[Pod] → every workload of ns-0, ns-1, ns-2 all ports allowed',
        'every workload but ns-3/odd[Pod] → ns-3/odd[Pod] tcp 80-81 allowed',
        'every workload but ns-3/odd[Pod] → ns-3/pod-103[Pod], ns-3/pod-107[Pod] and 98 others tcp 80 allowed',
        'every workload but ns-3/odd[Pod] → {cluster-dns} tcp 53; udp 53 allowed',
      ]);
    });

    test('lists every connection on its own as text up to 200, and as json always', () => {
      const connectionsOf = (folderOfPods: string) => JSON.parse(palisade('map', folderOfPods, '--format', 'json').out).connections.length;
      const linesOf = (folderOfPods: string) => palisade('map', folderOfPods).out.split('\n').filter(line => line.includes('→')).length;
      const [small, larger] = [large(12), large(13)];
      expect([connectionsOf(small), linesOf(small)]).toEqual([168, 168]);
      expect([connectionsOf(larger), linesOf(larger)]).toEqual([195, 195]);
      expect([connectionsOf(large(14)), linesOf(large(14))]).toEqual([224, 4]);
    });
  });
});
