import { folderWith, palisade } from './command-line';

const EDGE = `
  apiVersion: v1
  kind: Pod
  metadata: { name: web, namespace: shop, labels: { app: web } }
  ---
  apiVersion: v1
  kind: Service
  metadata: { name: web, namespace: shop }
  spec: { type: LoadBalancer, allocateLoadBalancerNodePorts: false, loadBalancerSourceRanges: [203.0.113.0/24], selector: { app: web }, ports: [{ port: 443, targetPort: 8443 }] }
  ---
  apiVersion: networking.k8s.io/v1
  kind: Ingress
  metadata: { name: edge, namespace: shop, annotations: { nginx.ingress.kubernetes.io/auth-url: "https://login.example.com" } }
  spec:
    ingressClassName: nginx
    tls: [{ hosts: [shop.example.com] }]
    rules:
    - { host: shop.example.com, http: { paths: [{ path: /, pathType: Prefix, backend: { service: { name: web, port: { number: 443 } } } }] } }
`;

const NODES_ONLY = `
  ---
  apiVersion: networking.k8s.io/v1
  kind: NetworkPolicy
  metadata: { name: web, namespace: shop }
  spec: { podSelector: {}, ingress: [{ from: [{ ipBlock: { cidr: 203.0.113.0/24 } }] }] }
`;

describe('palisade map --entrypoints', () => {
  const folder = folderWith({ 'edge.yaml': EDGE });
  const sectionOf = (out: string) => out.slice(out.indexOf('What the outside')).trimEnd().split('\n');

  test('prints what the outside can reach, and through what, after the map', () => {
    const { out, err, exitCode } = palisade('map', folder, '--entrypoints');
    expect({ err, exitCode }).toEqual({ err: '', exitCode: 0 });
    expect(sectionOf(out)).toEqual([
      'What the outside can reach, through what:',
      'everybody       →  shop/edge[Ingress]  shop.example.com/ with TLS (external authentication)  →  shop/web[Pod]  tcp 8443  allowed',
      '203.0.113.0/24  →  shop/web[Service]   load-balancer 443                                     →  shop/web[Pod]  tcp 8443  allowed',
    ]);
  });

  test('says what is blocked, and what a verdict depends on', () => {
    const { out } = palisade('map', folderWith({ 'edge.yaml': EDGE + NODES_ONLY }), '--entrypoints', '--assume', 'pods-match-ip-block=no');
    expect(sectionOf(out).map(line => line.split('  ').at(-1))).toEqual([expect.anything(), 'blocked by policies', 'depends on external-source, node-addresses, nodes-match-ip-block']);
  });

  test('names no more clients than somebody reads', () => {
    const ranges = '[10.0.0.0/24, 10.0.2.0/24, 10.0.4.0/24, 10.0.6.0/24, 10.0.8.0/24]';
    const { out } = palisade('map', folderWith({ 'edge.yaml': EDGE.replace('[203.0.113.0/24]', ranges) }), '--entrypoints');
    expect(out).toContain('10.0.0.0/24, 10.0.2.0/24, 10.0.4.0/24 and 2 more  →');
  });

  test('says so when nothing lets the outside in', () => {
    expect(palisade('map', folderWith({ 'pod.yaml': EDGE.split('---')[0] }), '--entrypoints').out).toMatch(/Nothing lets the outside in\.\n$/);
  });

  test('prints the json of the contract', () => {
    expect(JSON.parse(palisade('map', folder, '--entrypoints', '--format', 'json').out).entrypoints).toEqual([
      {
        via: 'shop/edge[Ingress]',
        through: 'route',
        host: 'shop.example.com',
        path: '/',
        pathType: 'Prefix',
        tls: true,
        authentication: 'external',
        sources: ['0.0.0.0/0', '::/0'],
        destination: 'shop/web[Pod]',
        ports: { TCP: ['8443'], UDP: [], SCTP: [] },
        verdict: 'allowed',
      },
      {
        via: 'shop/web[Service]',
        through: 'load-balancer',
        port: 443,
        tls: false,
        sources: ['203.0.113.0/24'],
        destination: 'shop/web[Pod]',
        ports: { TCP: ['8443'], UDP: [], SCTP: [] },
        verdict: 'allowed',
      },
    ]);
  });

  test('lists the assumptions that its verdicts depend on', () => {
    const { entrypoints, assumptions } = JSON.parse(palisade('map', folderWith({ 'edge.yaml': EDGE + NODES_ONLY }), '--entrypoints', '--format', 'json').out);
    expect(entrypoints[1]).toMatchObject({ verdict: 'depends', depends: ['external-source', 'node-addresses', 'nodes-match-ip-block'] });
    expect(assumptions).toMatchObject({ 'external-source': 'derived', 'nodes-match-ip-block': 'unknown', 'service-dnat': 'before-policy' });
  });

  test('tells of ways in that lead nowhere', () => {
    const dead = folderWith({ 'edge.yaml': EDGE.replace('app: web }, ports', 'app: none }, ports') });
    expect(palisade('map', dead, '--entrypoints').err).toMatch(/edge.yaml:8:\d+: warning SVC009: Service shop\/web has no pods/);
    expect(palisade('map', dead).err).toBe('');
  });

  test('is left out unless asked for', () => {
    expect(JSON.parse(palisade('map', folder, '--format', 'json').out)).not.toHaveProperty('entrypoints');
    expect(palisade('map', folder).out).not.toContain('What the outside');
  });
});
