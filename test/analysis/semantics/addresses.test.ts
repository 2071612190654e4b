import { ConnectivityMap, explain } from '../../../src/analysis';
import { Ports } from '../../../src/values';
import { connect, dedent, mapOf, networkFrom, readFrom, Told } from '../../dsl';

const http = Ports.tcp(80);

const policy = (peers: string, name = 'policy'): string => `
  apiVersion: networking.k8s.io/v1
  kind: NetworkPolicy
  metadata: { name: ${name}, namespace: shop }
  spec: { podSelector: { matchLabels: { app: db } }, ingress: [{ from: [${peers}] }] }`;

const pod = (name: string, spec = '{}', status = '{}'): string => `
  apiVersion: v1
  kind: Pod
  metadata: { name: ${name}, namespace: shop, labels: { app: ${name} } }
  spec: ${spec}
  status: ${status}`;

const mapWith = (documents: readonly string[], told?: Told): ConnectivityMap => mapOf([pod('db'), ...documents].map(dedent).join('\n---\n'), told);

const fromAddresses = (map: ConnectivityMap, ...addresses: string[]) => addresses.map(address => connect(map, address, 'shop/db', http));

describe('an exception of a block', () => {
  test.each(['10.0.0.0/8', '11.0.0.0/16', '0.0.0.0/0'])('has to be a smaller block within it; %s in 10.0.0.0/8 is an error (IP-1)', except => {
    const { diagnostics } = readFrom(policy(`{ ipBlock: { cidr: 10.0.0.0/8, except: [${except}] } }`));
    expect(diagnostics.map(({ severity, code, message }) => `${severity} ${code} ${message}`))
      .toEqual([`error POL003 "${except}" is not a smaller block inside "10.0.0.0/8"; it is still excepted`]);
  });

  test('is not allowed, and the rest of the block is (IP-1)', () => {
    const map = mapWith([policy('{ ipBlock: { cidr: 10.0.0.0/8, except: [10.1.0.0/16] } }')]);
    expect(fromAddresses(map, '10.0.255.255', '10.1.0.0', '10.1.255.255', '10.2.0.0', '11.0.0.0')).toEqual(['allowed', 'denied', 'denied', 'allowed', 'denied']);
  });

  test('is allowed when another peer allows it (IP-2)', () => {
    const map = mapWith([policy('{ ipBlock: { cidr: 10.0.0.0/8, except: [10.1.0.0/16] } }, { ipBlock: { cidr: 10.1.2.0/24 } }')]);
    expect(fromAddresses(map, '10.1.1.255', '10.1.2.0')).toEqual(['denied', 'allowed']);
  });

  test('is allowed when another policy allows it (IP-2)', () => {
    const map = mapWith([policy('{ ipBlock: { cidr: 10.0.0.0/8, except: [10.1.0.0/16] } }'), policy('{ ipBlock: { cidr: 10.1.2.0/24 } }', 'another')]);
    expect(fromAddresses(map, '10.1.1.255', '10.1.2.0')).toEqual(['denied', 'allowed']);
  });
});

test('a block that is written by one of its addresses means the whole block, with a warning (IP-3)', () => {
  const { cluster, diagnostics } = readFrom(policy('{ ipBlock: { cidr: 10.1.2.3/8 } }'));
  expect(cluster.policies[0].ingress![0].peers).toEqual([
    { kind: 'addresses', block: { family: 'IPv4', first: 0x0a000000n, last: 0x0affffffn }, except: [], hasHostBits: true },
  ]);
  expect(diagnostics.map(({ severity, code, message }) => `${severity} ${code} ${message}`))
    .toEqual(['warning POL005 "10.1.2.3/8" has bits set after its prefix; it is taken to mean "10.0.0.0/8"']);
});

describe('a block of one family', () => {
  test('allows no address of the other, though it has all of its own (IP-4)', () => {
    expect(fromAddresses(mapWith([policy('{ ipBlock: { cidr: 0.0.0.0/0 } }')]), '0.0.0.0', '255.255.255.255', '::', '2001:db8::1'))
      .toEqual(['allowed', 'allowed', 'denied', 'denied']);
    expect(fromAddresses(mapWith([policy('{ ipBlock: { cidr: "::/0" } }')]), '10.0.0.1', '::', '2001:db8::1')).toEqual(['denied', 'allowed', 'allowed']);
  });

  test('does not match a pod whose only address is of the other (IP-4)', () => {
    const map = mapWith([pod('web', '{}', '{ podIP: fd00::7 }'), policy('{ ipBlock: { cidr: 0.0.0.0/0 } }')], { assumptions: { 'pods-match-ip-block': 'yes' } });
    expect(connect(map, 'shop/web', 'shop/db', http)).toBe('denied');
  });

  test('matches a pod with addresses of both (IP-4)', () => {
    const web = pod('web', '{}', '{ podIP: fd00::7, podIPs: [{ ip: fd00::7 }, { ip: 10.0.0.7 }] }');
    const map = mapWith([web, policy('{ ipBlock: { cidr: 10.0.0.7/32 } }')], { assumptions: { 'pods-match-ip-block': 'yes' } });
    expect(connect(map, 'shop/web', 'shop/db', http)).toBe('allowed');
  });
});

describe('a block that has the address of a pod', () => {
  const web = pod('web', '{}', '{ podIP: 10.0.0.7 }');
  const verdict = (cidr: string, told?: Told) => connect(mapWith([web, policy(`{ ipBlock: { cidr: ${cidr} } }`)], told), 'shop/web', 'shop/db', http);

  test.each([['yes', 'allowed'], ['no', 'denied'], ['unknown', 'depends']])('matches the pod or not, as pods-match-ip-block=%s tells: %s (IP-5)', (answer, expected) => {
    expect(verdict('10.0.0.7/32', { assumptions: { 'pods-match-ip-block': answer } })).toBe(expected);
  });

  test('is told from one that has not, whatever is assumed (IP-5)', () => {
    expect(verdict('10.0.0.8/32', { assumptions: { 'pods-match-ip-block': 'yes' } })).toBe('denied');
  });
});

describe('a block against a pod of unknown address', () => {
  const map = (cidr: string, told: Told) => mapWith([pod('web'), policy(`{ ipBlock: { cidr: ${cidr} } }`)], { ...told, assumptions: { 'pods-match-ip-block': 'yes', ...told.assumptions } });
  const verdict = (cidr: string, told: Told = {}) => connect(map(cidr, told), 'shop/web', 'shop/db', http);

  test('depends on the address (IP-5)', () => {
    expect(verdict('10.0.0.0/8')).toBe('depends');
    expect(map('10.0.0.0/8', {}).connections.find(({ source, verdict: itsVerdict }) => source === 'shop/web[Pod]' && itsVerdict === 'depends')!.depends).toEqual(['pod-ips']);
  });

  test('matches when it has every address (IP-5)', () => {
    expect(verdict('0.0.0.0/0')).toBe('allowed');
  });

  test('does not match when pods are said never to have such addresses (IP-5)', () => {
    expect(verdict('10.0.0.0/8', { assumptions: { 'pod-ips': 'never' } })).toBe('denied');
  });

  test.each([
    ['10.0.0.0/8', 'covers', 'allowed'],
    ['10.244.0.0/16', 'is', 'allowed'],
    ['192.168.0.0/16', 'is apart from', 'denied'],
    ['10.244.0.0/24', 'is a part of', 'depends'],
    ['{ cidr: 10.0.0.0/8, except: [10.244.1.0/24] }', 'has only a part of', 'depends'],
    ['{ cidr: 10.0.0.0/8, except: [10.244.0.0/16] }', 'excepts', 'denied'],
  ])('with the pod CIDR 10.244.0.0/16: the block %s %s it, so it is %s (IP-5)', (block, _, expected) => {
    const cidr = block.startsWith('{') ? block.slice('{ cidr: '.length, -2) : block;
    expect(verdict(cidr, { podCidrs: ['10.244.0.0/16'] })).toBe(expected);
  });
});

describe('a pod on the host network', () => {
  const agent = pod('agent', '{ hostNetwork: true }');
  const verdictWith = (peer: string, told: Told) => connect(mapWith([agent, policy(peer)], told), 'shop/agent', 'shop/db', http);

  test.each([['ignored', 'denied'], ['selectable', 'allowed'], ['unknown', 'depends']])('is seen by the selector of a peer or not, as host-network=%s tells: %s (IP-8)', (answer, expected) => {
    expect(verdictWith('{ podSelector: {} }', { assumptions: { 'host-network': answer } })).toBe(expected);
  });

  test('is not seen unless somebody says so (IP-8)', () => {
    expect(verdictWith('{ podSelector: {} }', {})).toBe('denied');
  });

  test.each([['ignored', 'allowed'], ['selectable', 'denied'], ['unknown', 'depends']])('is isolated by a policy or not, as host-network=%s tells: %s (IP-8)', (answer, expected) => {
    const map = mapWith([agent, `
      apiVersion: networking.k8s.io/v1
      kind: NetworkPolicy
      metadata: { name: default-deny, namespace: shop }
      spec: { podSelector: {} }`], { assumptions: { 'host-network': answer } });
    expect(connect(map, 'shop/db', 'shop/agent', http)).toBe(expected);
  });

  test.each([['yes', 'allowed'], ['no', 'denied'], ['unknown', 'depends']])('is matched by the block of its node or not, as nodes-match-ip-block=%s tells: %s (IP-8)', (answer, expected) => {
    expect(verdictWith('{ ipBlock: { cidr: 192.168.0.0/24 } }', { nodeCidrs: ['192.168.0.0/24'], assumptions: { 'nodes-match-ip-block': answer } })).toBe(expected);
  });

  test('is one of everybody (IP-8)', () => {
    expect(verdictWith('', {})).toBe('allowed');
  });
});

describe('traffic of a workload to itself', () => {
  const deployment = (replicas: number) => `
    apiVersion: apps/v1
    kind: Deployment
    metadata: { name: web, namespace: shop }
    spec: { replicas: ${replicas}, template: { metadata: { labels: { app: web } } } }`;
  const rows = (replicas: number, ...more: string[]) => mapWith([deployment(replicas), ...more]).connections
    .filter(({ source, destination }) => source === 'shop/web[Deployment]' && destination === source);

  test('is left out for a lone pod, as no policy can block it (IP-10)', () => {
    expect(rows(1)).toEqual([]);
  });

  test('is listed among replicas, and marked (IP-10)', () => {
    expect(rows(2).map(({ replicas, ports }) => ({ replicas, ports }))).toEqual([{ replicas: true, ports: 'all' }]);
  });

  test('is denied among replicas when a policy denies it (IP-10)', () => {
    expect(rows(2, `
      apiVersion: networking.k8s.io/v1
      kind: NetworkPolicy
      metadata: { name: default-deny, namespace: shop }
      spec: { podSelector: {} }`)).toEqual([]);
  });
});

describe('the address of a Service', () => {
  const SERVICE = `
    apiVersion: v1
    kind: Service
    metadata: { name: db, namespace: shop }
    spec: { clusterIP: 10.96.0.10, clusterIPs: [10.96.0.10], selector: { app: db }, ports: [{ port: 80 }] }`;
  const toBlock = (cidr: string) => `
    apiVersion: networking.k8s.io/v1
    kind: NetworkPolicy
    metadata: { name: web, namespace: shop }
    spec: { podSelector: { matchLabels: { app: web } }, policyTypes: [Egress], egress: [{ to: [{ ipBlock: { cidr: ${cidr} } }] }] }`;
  const verdict = (cidr: string) => {
    const documents = [pod('web'), pod('db', '{}', '{ podIP: 10.0.0.7 }'), SERVICE, toBlock(cidr)].map(dedent).join('\n---\n');
    return connect(mapOf(documents, { assumptions: { 'pods-match-ip-block': 'yes' } }), 'shop/web', 'shop/db', http);
  };

  test('in a block opens no pod behind it, whose own address policies see (IP-6)', () => {
    expect([verdict('10.96.0.10/32'), verdict('10.0.0.7/32')]).toEqual(['denied', 'allowed']);
  });

  test('is explained with the note that policies see the pods behind it (IP-6)', () => {
    const [{ notes }] = explain(networkFrom([pod('web'), SERVICE].map(dedent).join('\n---\n')), { source: 'shop/web', destination: '10.96.0.10', port: '80' });
    expect(notes.map(({ code }) => code)).toEqual(['service-address']);
  });
});

describe('a node', () => {
  const agent = pod('agent', '{ hostNetwork: true, nodeName: one }');
  const deny = policy('{ podSelector: { matchLabels: { app: web } } }');
  const notes = (source: string, target: string) =>
    explain(networkFrom([pod('db', target), agent, deny].map(dedent).join('\n---\n')), { source, destination: 'shop/db', port: '80' })
      .map(({ verdict, notes: told }) => [verdict, ...told.map(({ code }) => code)]);

  test('has its pods explained with the note that the own node of a pod is never kept out (IP-7)', () => {
    expect(notes('shop/agent', '{}')).toEqual([['denied', 'host-network']]);
  });

  test('that is certainly another one than that of the pod is kept out as policies say (IP-7)', () => {
    expect(notes('shop/agent', '{ nodeName: two }')).toEqual([['denied']]);
  });

  test('is kept out as another one where the assumption says that policies apply (IP-7)', () => {
    const told: Told = { assumptions: { 'node-to-pod': 'policy-applies' } };
    expect(connect(mapWith([agent, deny], told), 'shop/agent', 'shop/db', http)).toBe('denied');
    const [{ notes: said }] = explain(networkFrom([pod('db'), agent, deny].map(dedent).join('\n---\n'), told), { source: 'shop/agent', destination: 'shop/db', port: '80' });
    expect(said).toEqual([]);
  });

  test('is never kept out where the assumption says so of all nodes (IP-7)', () => {
    expect(connect(mapWith([agent, deny], { assumptions: { 'node-to-pod': 'all-nodes' } }), 'shop/agent', 'shop/db', http)).toBe('allowed');
  });
});

describe('whom everybody knows', () => {
  const said = (destination: string, ...documents: string[]) =>
    explain(networkFrom([pod('web'), ...documents].map(dedent).join('\n---\n')), { source: 'shop/web', destination, port: '443' })[0].notes.map(({ message }) => message);

  test('is a peer by name though the input does not have it, as is the DNS of the cluster (IP-11)', () => {
    expect(connect(mapWith([pod('web')]), 'shop/web', '{cluster-dns}', Ports.udp(53))).toBe('allowed');
  });

  test.each([
    ['169.254.169.254', 'the metadata service of the cloud'], ['fd00:ec2::254', 'the metadata service of the cloud'],
    ['169.254.20.10', 'the DNS cache of the own node'],
  ])('is told by the address %s: %s (IP-11)', (address, name) => {
    expect(said(address)).toEqual([`${address} is mostly ${name}`]);
  });

  test('is told by its address in the input: the API server (IP-11)', () => {
    const endpoints = `
      apiVersion: discovery.k8s.io/v1
      kind: EndpointSlice
      metadata: { name: kubernetes, namespace: default, labels: { kubernetes.io/service-name: kubernetes } }
      addressType: IPv4
      endpoints: [{ addresses: [172.18.0.2] }]
      ports: [{ name: https, port: 6443 }]`;
    expect(said('172.18.0.2', endpoints)).toEqual(['172.18.0.2 is the API server']);
    expect(said('172.18.0.3', endpoints)).toEqual([]);
  });
});
