import { EVERYBODY, ingressPolicy, lines } from './ways';

const pod = (spec: string) => `
  apiVersion: v1
  kind: Pod
  metadata: { name: web, namespace: shop }
  spec: ${spec}`;

describe('a hostPort', () => {
  const HOST_PORT = pod('{ containers: [{ ports: [{ containerPort: 8080, hostPort: 80 }, { containerPort: 9090 }] }] }');

  test('lets in everybody who reaches the node', () => {
    expect(lines([HOST_PORT])).toEqual([`host-port 80 ${EVERYBODY} → shop/web[Pod] TCP 8080 allowed`]);
  });

  test('lets in those whom the policies let in by their address, on the port of the pod', () => {
    expect(lines([HOST_PORT, ingressPolicy('[{ from: [{ ipBlock: { cidr: 203.0.113.0/24 } }], ports: [{ port: 8080 }] }]')]))
      .toEqual(['host-port 80 203.0.113.0/24 → shop/web[Pod] TCP 8080 allowed']);
    expect(lines([HOST_PORT, ingressPolicy('[{ ports: [{ port: 80 }] }]')])).toEqual([`host-port 80 ${EVERYBODY} → shop/web[Pod] TCP 8080 denied`]);
  });

  test.each(['127.0.0.1', '"::1"'])('on %s lets nobody in', hostIp => {
    expect(lines([pod(`{ containers: [{ ports: [{ containerPort: 8080, hostPort: 80, hostIP: ${hostIp} }] }] }`)])).toEqual([]);
  });
});

describe('a pod on the host network', () => {
  const HOST = pod('{ hostNetwork: true, containers: [{ ports: [{ containerPort: 9100, protocol: UDP }] }] }');

  test('has its ports on the node, where most policies do not see it (IP-8)', () => {
    expect(lines([HOST, ingressPolicy('[]')])).toEqual([`host-network 9100 ${EVERYBODY} → shop/web[Pod] UDP 9100 allowed`]);
  });

  test('is closed where policies do see it', () => {
    expect(lines([HOST, ingressPolicy('[]')], { assumptions: { 'host-network': 'selectable' } })).toEqual([`host-network 9100 ${EVERYBODY} → shop/web[Pod] UDP 9100 denied`]);
    expect(lines([HOST, ingressPolicy('[]')], { assumptions: { 'host-network': 'unknown' } })).toEqual([`host-network 9100 ${EVERYBODY} → shop/web[Pod] UDP 9100 depends host-network`]);
  });
});
