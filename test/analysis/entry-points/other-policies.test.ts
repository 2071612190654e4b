import { EVERYBODY, ingressPolicy, lines, service, WEB } from './ways';
import { Told } from '../../dsl';

/* Ways in, under policies that deny, that name nodes, or that come before others. */

const NODE_PORT = service('type: NodePort');
const nodePort = (policy: string, told?: Told) => lines([WEB, NODE_PORT, policy], told).map(line => line.replace(`node-port 30080 ${EVERYBODY} → shop/web[Pod] TCP 8080 `, ''));

const cilium = (rule: string) => `
  apiVersion: cilium.io/v2
  kind: CiliumNetworkPolicy
  metadata: { name: web, namespace: shop }
  spec: { endpointSelector: {}, ${rule} }`;

const admin = (rules: string) => `
  apiVersion: policy.networking.k8s.io/v1alpha2
  kind: ClusterNetworkPolicy
  metadata: { name: admin }
  spec: { tier: Admin, priority: 1, subject: { namespaces: {} }, ${rules} }`;

const denied = (namespaces: string) => admin(`ingress: [{ action: Deny, from: [{ namespaces: ${namespaces} }] }]`);

describe('a NodePort, through which connections come from a node,', () => {
  test('is open when policies let nodes in', () => {
    expect(nodePort(cilium('ingress: [{ fromEntities: [host, remote-node] }]'))).toEqual(['allowed']);
  });

  test('depends on the node when policies let some nodes in', () => {
    const node = '{ apiVersion: v1, kind: Node, metadata: { name: a, labels: { edge: "yes" } } }';
    expect(lines([WEB, NODE_PORT, node, cilium('ingress: [{ fromNodes: [{ matchLabels: { edge: "yes" } }] }]')]))
      .toEqual([`node-port 30080 ${EVERYBODY} → shop/web[Pod] TCP 8080 depends node-addresses`]);
  });

  test('is closed when policies let in or keep out pods alone', () => {
    expect(nodePort(cilium('ingress: [{ fromEndpoints: [{}] }]'))).toEqual(['denied']);
    expect(nodePort(denied('{}'))).toEqual(['allowed']);
  });

  test('is open, whatever the policies say, where every node is trusted', () => {
    expect(nodePort(ingressPolicy('[]'), { assumptions: { 'node-to-pod': 'all-nodes' } })).toEqual(['allowed']);
    expect(nodePort(ingressPolicy('[]'), { assumptions: { 'node-to-pod': 'own-node' } })).toEqual(['denied']);
  });
});

describe('a policy that denies addresses', () => {
  test('keeps those out of a load balancer, and nobody else', () => {
    const local = service('type: LoadBalancer, allocateLoadBalancerNodePorts: false, externalTrafficPolicy: Local');
    expect(lines([WEB, local, cilium('enableDefaultDeny: { ingress: false }, ingressDeny: [{ fromCIDR: [128.0.0.0/1] }]')]))
      .toEqual(['load-balancer 80 0.0.0.0/1,::/0 → shop/web[Pod] TCP 8080 allowed']);
  });
});

describe('a route that nobody knows to serve', () => {
  const ROUTE = `
    apiVersion: networking.k8s.io/v1
    kind: Ingress
    metadata: { name: edge, namespace: shop }
    spec: { ingressClassName: other, defaultBackend: { service: { name: web, port: { number: 80 } } } }`;
  const verdict = (...policies: readonly string[]) => lines([WEB, service('type: ClusterIP'), ROUTE, ...policies]).map(line => line.split(' ').slice(7).join(' '));

  test('is open where everybody is', () => {
    expect(verdict()).toEqual(['allowed']);
  });

  test.each(['{}', '{ matchLabels: { team: red } }'])('depends on its controller where a policy denies some pods, of which it may be one: %s', namespaces => {
    expect(verdict(denied(namespaces))).toEqual(['depends ingress-controller']);
  });

  test('depends on its controller where a policy may keep that from connecting', () => {
    expect(verdict(admin('egress: [{ action: Deny, to: [{ pods: { podSelector: { matchLabels: { app: web } } } }] }]'))).toEqual(['depends ingress-controller']);
  });
});
