import { EVERYBODY, ingressPolicy, lines, service, waysIn, WEB } from './ways';

const from = (cidr: string) => ingressPolicy(`[{ from: [{ ipBlock: { cidr: ${cidr} } }] }]`);
const NO_NODE_PORTS = 'allocateLoadBalancerNodePorts: false';
const LOCAL = 'externalTrafficPolicy: Local';

describe('a LoadBalancer', () => {
  test('lets everybody in, and so do the ports that it has on the nodes', () => {
    expect(lines([WEB, service('type: LoadBalancer')])).toEqual([
      `load-balancer 80 ${EVERYBODY} → shop/web[Pod] TCP 8080 allowed`,
      `node-port 30080 ${EVERYBODY} → shop/web[Pod] TCP 8080 allowed`,
    ]);
  });

  test('with source ranges lets in only those', () => {
    expect(lines([WEB, service(`type: LoadBalancer, loadBalancerSourceRanges: [203.0.113.128/25, 203.0.113.0/25, "2001:db8::/32"], ${NO_NODE_PORTS}`)]))
      .toEqual(['load-balancer 80 203.0.113.0/24,2001:db8::/32 → shop/web[Pod] TCP 8080 allowed']);
  });

  test('with source ranges does not guard its ports on the nodes', () => {
    expect(lines([WEB, service('type: LoadBalancer, loadBalancerSourceRanges: [203.0.113.0/24]')]))
      .toContain(`node-port 30080 ${EVERYBODY} → shop/web[Pod] TCP 8080 allowed`);
  });

  test('that is internal lets in private addresses, or its source ranges', () => {
    const internal = (spec: string) => lines([WEB, service(`type: LoadBalancer, ${NO_NODE_PORTS}, ${spec}`, '{ networking.gke.io/load-balancer-type: Internal }')]);
    expect(internal('')).toEqual(['internal-load-balancer 80 10.0.0.0/8,100.64.0.0/10,172.16.0.0/12,192.168.0.0/16,fc00::/7 → shop/web[Pod] TCP 8080 allowed']);
    expect(internal('loadBalancerSourceRanges: [10.1.0.0/16]')).toEqual(['internal-load-balancer 80 10.1.0.0/16 → shop/web[Pod] TCP 8080 allowed']);
  });

  test('that keeps the address of clients lets in those that both its source ranges and the policies do', () => {
    const ranges = 'loadBalancerSourceRanges: [203.0.113.0/24, 198.51.100.0/24]';
    expect(lines([WEB, from('203.0.113.0/25'), service(`type: LoadBalancer, ${ranges}, ${LOCAL}, ${NO_NODE_PORTS}`)]))
      .toEqual(['load-balancer 80 203.0.113.0/25 → shop/web[Pod] TCP 8080 allowed']);
  });

  test('of a kind that nobody knows shows pods the client or a node, so that where these differ it depends (IP-6)', () => {
    const load = [WEB, from('203.0.113.0/24'), service(`type: LoadBalancer, ${NO_NODE_PORTS}`)];
    expect(lines(load, { nodeCidrs: ['10.0.0.0/8'] })).toEqual(['load-balancer 80 203.0.113.0/24 → shop/web[Pod] TCP 8080 depends external-source']);
  });

  test('lets nobody in where policies close its pods, and says so', () => {
    expect(lines([WEB, ingressPolicy('[]'), service(`type: LoadBalancer, ${NO_NODE_PORTS}`)])).toEqual([`load-balancer 80 ${EVERYBODY} → shop/web[Pod] TCP 8080 denied`]);
  });

  test('that takes nobody lets nobody in', () => {
    expect(lines([WEB, from('203.0.113.0/24'), service(`type: LoadBalancer, ${LOCAL}, loadBalancerSourceRanges: [198.51.100.0/24], ${NO_NODE_PORTS}`)]))
      .toEqual(['load-balancer 80 198.51.100.0/24 → shop/web[Pod] TCP 8080 denied']);
  });
});

describe('a NodePort', () => {
  const NODES = '192.168.0.0/24';
  const told = (source?: string) => ({ nodeCidrs: [NODES], assumptions: { 'nodes-match-ip-block': 'yes', ...source && { 'external-source': source } } });

  test('is reachable from nodes when policies allow nodes only', () => {
    expect(lines([WEB, from(NODES), service('type: NodePort')], told())).toEqual([`node-port 30080 ${EVERYBODY} → shop/web[Pod] TCP 8080 allowed`]);
  });

  test('that keeps the address of clients is not', () => {
    expect(lines([WEB, from(NODES), service(`type: NodePort, ${LOCAL}`)], told())).toEqual(['node-port 30080 192.168.0.0/24 → shop/web[Pod] TCP 8080 allowed']);
  });

  test('is closed to clients whom policies let in by their address, which pods do not see (IP-6)', () => {
    expect(lines([WEB, from('203.0.113.0/24'), service('type: NodePort')], told())).toEqual([`node-port 30080 ${EVERYBODY} → shop/web[Pod] TCP 8080 denied`]);
  });

  test('depends on whether blocks match nodes where nobody says so', () => {
    expect(lines([WEB, from(NODES), service('type: NodePort')], { nodeCidrs: [NODES] }))
      .toEqual([`node-port 30080 ${EVERYBODY} → shop/web[Pod] TCP 8080 depends nodes-match-ip-block`]);
  });

  test('is asked with the addresses of the nodes in the input', () => {
    const node = '{ apiVersion: v1, kind: Node, metadata: { name: a }, status: { addresses: [{ type: InternalIP, address: 192.168.0.7 }] } }';
    const asked = (cidr: string) => lines([WEB, node, from(cidr), service('type: NodePort')], { assumptions: { 'nodes-match-ip-block': 'yes' } });
    expect(asked('192.168.0.7/32')).toEqual([`node-port 30080 ${EVERYBODY} → shop/web[Pod] TCP 8080 allowed`]);
    expect(asked('192.168.0.8/32')).toEqual([`node-port 30080 ${EVERYBODY} → shop/web[Pod] TCP 8080 denied`]);
  });

  test('depends on the node that is asked when policies allow some of their addresses', () => {
    const nodes = ['7', '8'].map(end => `{ apiVersion: v1, kind: Node, metadata: { name: n${end} }, status: { addresses: [{ type: InternalIP, address: 192.168.0.${end} }] } }`);
    expect(lines([WEB, ...nodes, from('192.168.0.7/32'), service('type: NodePort')], { assumptions: { 'nodes-match-ip-block': 'yes' } }))
      .toEqual([`node-port 30080 ${EVERYBODY} → shop/web[Pod] TCP 8080 depends node-addresses`]);
  });

  test('is not opened by a rule for pods, which nodes are not', () => {
    expect(lines([WEB, ingressPolicy('[{ from: [{ namespaceSelector: {} }] }]'), service('type: NodePort')])).toEqual([`node-port 30080 ${EVERYBODY} → shop/web[Pod] TCP 8080 denied`]);
  });

  test.each([
    ['client', 'node-port 30080 203.0.113.0/24 → shop/web[Pod] TCP 8080 allowed'],
    ['node', `node-port 30080 ${EVERYBODY} → shop/web[Pod] TCP 8080 denied`],
    ['load-balancer', `node-port 30080 ${EVERYBODY} → shop/web[Pod] TCP 8080 depends external-source`],
    ['unknown', `node-port 30080 ${EVERYBODY} → shop/web[Pod] TCP 8080 depends external-source`],
  ])('shows pods whom the assumption external-source names: %s', (source, expected) => {
    expect(lines([WEB, from('203.0.113.0/24'), service('type: NodePort')], told(source))).toEqual([expected]);
  });

  test('has no number when the cluster picks it', () => {
    expect(waysIn([WEB, service('type: NodePort, ports: [{ port: 80 }]').replace('ports: [{ port: 80, targetPort: http, nodePort: 30080 }], ', '')]).map(({ port }) => port)).toEqual([undefined]);
  });
});

describe('the port that policies see behind a Service', () => {
  const onPort = (port: number, answer: string) => lines([WEB, ingressPolicy(`[{ ports: [{ port: ${port} }] }]`), service('type: NodePort')],
    { assumptions: { 'service-dnat': answer } }).map(line => line.split(' ').slice(7).join(' '));

  test.each([
    [8080, 'before-policy', 'allowed'], [80, 'before-policy', 'denied'],
    [8080, 'after-policy', 'denied'], [80, 'after-policy', 'allowed'],
    [8080, 'unknown', 'depends service-dnat'], [80, 'unknown', 'depends service-dnat'],
  ])('is, when they allow %i and the assumption service-dnat is %s: %s (IP-6)', (port, answer, expected) => {
    expect(onPort(port, answer)).toEqual([expected]);
  });
});

describe('a Service', () => {
  test('inside the cluster lets nobody in', () => {
    expect(lines([WEB, service('type: ClusterIP')])).toEqual([]);
  });

  test('with external addresses lets in whoever reaches them', () => {
    expect(lines([WEB, service('externalIPs: [198.51.100.1]')])).toEqual([`external-ip 80 ${EVERYBODY} → shop/web[Pod] TCP 8080 allowed`]);
  });

  test('leads to every pod that it selects, and no other', () => {
    const pod = (name: string, labels: string, namespace = 'shop') => `{ apiVersion: v1, kind: Pod, metadata: { name: ${name}, namespace: ${namespace}, labels: ${labels} } }`;
    const selector = 'apiVersion: v1\nkind: Service\nmetadata: { name: web, namespace: shop }\nspec: { type: NodePort, selector: { app: web, tier: a }, ports: [{ port: 80 }] }';
    expect(waysIn([pod('a', '{ app: web, tier: a }'), pod('b', '{ tier: a, app: web, more: x }'), pod('c', '{ app: web, tier: b }'), pod('d', '{ app: web }'),
      pod('e', '{ app: web, tier: a }', 'bank'), selector]).map(({ destination }) => destination)).toEqual(['shop/a[Pod]', 'shop/b[Pod]']);
  });

  test('without a selector leads to the addresses that somebody wrote down, on their ports', () => {
    const slice = `
      apiVersion: discovery.k8s.io/v1
      kind: EndpointSlice
      metadata: { name: db, namespace: shop, labels: { kubernetes.io/service-name: db } }
      endpoints: [{ addresses: [192.0.2.1] }, { addresses: [10.1.0.1] }]
      ports: [{ name: sql, port: 5432 }, { name: other, port: 1 }]`;
    const db = 'apiVersion: v1\nkind: Service\nmetadata: { name: db, namespace: shop }\nspec: { type: NodePort, ports: [{ name: sql, port: 80 }] }';
    const pod = '{ apiVersion: v1, kind: Pod, metadata: { name: db-0, namespace: shop }, status: { podIP: 10.1.0.1 } }';
    expect(lines([slice, db, pod])).toEqual([
      `node-port ? ${EVERYBODY} → 192.0.2.1-192.0.2.1 TCP 5432 allowed`,
      `node-port ? ${EVERYBODY} → shop/db-0[Pod] TCP 5432 allowed`,
    ]);
  });

  test('with a selector leads to addresses that somebody added, but not once more to those of its controller', () => {
    const slice = (by: string, address: string) => `
      apiVersion: discovery.k8s.io/v1
      kind: EndpointSlice
      metadata: { name: web-${by}, namespace: shop, labels: { kubernetes.io/service-name: web, endpointslice.kubernetes.io/managed-by: ${by} } }
      endpoints: [{ addresses: [${address}] }]
      ports: [{ port: 9090 }]`;
    expect(waysIn([WEB, service('type: NodePort'), slice('endpointslice-controller.k8s.io', '10.1.0.1'), slice('somebody', '192.0.2.1')]).map(({ destination }) => destination))
      .toEqual(['192.0.2.1-192.0.2.1', 'shop/web[Pod]']);
  });
});
