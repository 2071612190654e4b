import { clusterFrom, readFrom } from '../dsl';

const service = (spec: string, annotations = '{}') => `
  apiVersion: v1
  kind: Service
  metadata: { name: web, namespace: shop, annotations: ${annotations} }
  spec: ${spec}`;

const read = (spec: string, annotations?: string) => clusterFrom(service(spec, annotations)).services[0];

const codes = (yaml: string): string[] => readFrom(yaml).diagnostics.map(({ severity, code, line, column }) => `${line}:${column} ${severity} ${code}`);

const address = (family: 'IPv4' | 'IPv6', value: bigint) => ({ family, first: value, last: value });

describe('a Service', () => {
  test('is of type ClusterIP unless it says otherwise, and open to nobody outside', () => {
    expect(read('{ clusterIP: 10.96.0.7, clusterIPs: [10.96.0.7, "fd00::7"] }')).toMatchObject({
      type: 'ClusterIP',
      headless: false,
      clusterIps: [address('IPv4', 0x0a600007n), address('IPv6', 0xfd00n * 2n ** 112n + 7n)],
      externalIps: [],
      loadBalancer: undefined,
    });
  });

  test('is headless when its address is None', () => {
    expect(read('{ clusterIP: None }')).toMatchObject({ headless: true, clusterIps: [] });
  });

  test('has the ports of nodes that it fixes; 0 leaves them to the cluster', () => {
    expect(read('{ type: NodePort, ports: [{ port: 80, nodePort: 30080 }, { port: 81, nodePort: 0 }, { port: 82 }] }').ports.map(({ nodePort }) => nodePort))
      .toEqual([30080, undefined, undefined]);
  });

  test('leads to the port of its number when its target port is 0 or empty', () => {
    expect(read('{ ports: [{ port: 80, targetPort: 0 }, { port: 81, targetPort: "" }] }').ports.map(({ targetPort }) => targetPort)).toEqual([80, 81]);
  });

  test.each([['{ externalTrafficPolicy: Local }', true], ['{ externalTrafficPolicy: Cluster }', false], ['{}', false]])('keeps the address of clients, or does not: %s', (spec, keeps) => {
    expect(read(spec).keepsClientAddress).toBe(keeps);
  });

  test.each([
    ['{ type: Loadbalancer }', 'SVC001'],
    ['{ type: LoadBalancer, clusterIP: None }', 'SVC002'],
    ['{ externalIPs: [example.com] }', 'SVC003'],
    ['{ type: LoadBalancer, loadBalancerSourceRanges: [10.0.0.0/33] }', 'SVC004'],
  ])('with a mistake is reported where it stands, and read all the same: %s', (spec, code) => {
    expect(readFrom(service(spec)).cluster.services).toHaveLength(1);
    expect(codes(service(spec))).toEqual([expect.stringMatching(new RegExp(`^4:\\d+ error ${code}$`))]);
  });
});

describe('a load balancer', () => {
  const loadBalancer = (spec = '', annotations?: string) => read(`{ type: LoadBalancer, ${spec} }`, annotations).loadBalancer;
  const OFFICE = { family: 'IPv4', first: 0xcb007100n, last: 0xcb0071ffn };

  test('takes everybody, and has ports on the nodes, unless it says otherwise', () => {
    expect(loadBalancer()).toEqual({ internal: false, sourceRanges: undefined, hasNodePorts: true });
    expect(loadBalancer('allocateLoadBalancerNodePorts: false')).toMatchObject({ hasNodePorts: false });
  });

  test('takes the clients of its source ranges, whatever spaces are around them', () => {
    expect(loadBalancer('loadBalancerSourceRanges: [" 203.0.113.0/24"]')!.sourceRanges).toEqual([OFFICE]);
  });

  test('takes those of its annotation when there is no field', () => {
    const annotation = '{ service.beta.kubernetes.io/load-balancer-source-ranges: "203.0.113.0/24, 10.0.0.0/8" }';
    expect(loadBalancer('', annotation)!.sourceRanges).toHaveLength(2);
    expect(loadBalancer('loadBalancerSourceRanges: [203.0.113.0/24]', annotation)!.sourceRanges).toEqual([OFFICE]);
  });

  test('takes nobody when its source ranges cannot be read', () => {
    const { cluster } = readFrom(service('{ type: LoadBalancer, loadBalancerSourceRanges: [everybody] }'));
    expect(cluster.services[0].loadBalancer!.sourceRanges).toEqual([]);
    const { cluster: other } = readFrom(service('{ type: LoadBalancer, loadBalancerSourceRanges: 10.0.0.0/8 }'));
    expect(other.services[0].loadBalancer!.sourceRanges).toEqual([]);
  });

  test.each([
    ['service.beta.kubernetes.io/azure-load-balancer-internal: "true"', true],
    ['service.beta.kubernetes.io/azure-load-balancer-internal: "false"', false],
    ['service.beta.kubernetes.io/aws-load-balancer-scheme: internal', true],
    ['service.beta.kubernetes.io/aws-load-balancer-scheme: internet-facing', false],
    ['networking.gke.io/load-balancer-type: Internal', true],
    ['service.beta.kubernetes.io/openstack-internal-load-balancer: "true"', true],
    ['example.com/internal: "true"', false],
  ])('is internal or not by annotation: %s', (annotation, internal) => {
    expect(loadBalancer('', `{ ${annotation} }`)!.internal).toBe(internal);
  });

  test.each(['service.k8s.aws/nlb', 'eks.amazonaws.com/nlb'])('of the class %s is internal unless it faces the internet', name => {
    expect(loadBalancer(`loadBalancerClass: ${name}`)!.internal).toBe(true);
    expect(loadBalancer(`loadBalancerClass: ${name}`, '{ service.beta.kubernetes.io/aws-load-balancer-scheme: internet-facing }')!.internal).toBe(false);
  });

  test.each([
    ['takes those of the annotation of AKS', {}, 1],
    ['takes everybody beside tags, which let in who knows whom', { 'allowed-service-tags': 'AzureFrontDoor.Backend' }, undefined],
    ['takes its whole network inside', { 'load-balancer-internal': 'true' }, undefined],
    ['takes those of the annotation inside, where another closes the rest',
      { 'load-balancer-internal': 'true', 'deny-all-except-load-balancer-source-ranges': 'true' }, 1],
  ])('%s', (_, more, ranges) => {
    const annotations = Object.entries({ 'allowed-ip-ranges': '203.0.113.0/24', ...more })
      .map(([key, value]) => `service.beta.kubernetes.io/azure-${key}: ${JSON.stringify(value)}`);
    expect(loadBalancer('', `{ ${annotations.join(', ')} }`)!.sourceRanges?.length).toBe(ranges);
  });
});

describe('addresses behind a Service are read from', () => {
  test('an EndpointSlice, of each endpoint the first', () => {
    const { endpoints } = clusterFrom(`
      apiVersion: discovery.k8s.io/v1
      kind: EndpointSlice
      metadata: { name: db-1, namespace: shop, labels: { kubernetes.io/service-name: db } }
      addressType: IPv4
      endpoints: [{ addresses: [192.0.2.1, 192.0.2.9] }, { addresses: [192.0.2.2] }, { addresses: [] }]
      ports: [{ name: sql, port: 5432 }, { protocol: UDP, port: 53 }]`);
    expect(endpoints).toEqual([expect.objectContaining({
      namespace: 'shop',
      service: 'db',
      derived: false,
      addresses: [address('IPv4', 0xc0000201n), address('IPv4', 0xc0000202n)],
      ports: [{ name: 'sql', port: 5432, protocol: 'TCP' }, { name: '', port: 53, protocol: 'UDP' }],
    })]);
  });

  test('each subset of Endpoints', () => {
    const { endpoints } = clusterFrom(`
      apiVersion: v1
      kind: Endpoints
      metadata: { name: db, namespace: shop }
      subsets: [{ addresses: [{ ip: 192.0.2.1 }], ports: [{ port: 5432 }] }, { addresses: [{ ip: 192.0.2.2 }], ports: [{ port: 5433 }] }]`);
    expect(endpoints.map(({ service: name, addresses, ports }) => [name, addresses.length, ports[0].port])).toEqual([['db', 1, 5432], ['db', 1, 5433]]);
  });

  test('no EndpointSlice that names no Service, which is reported', () => {
    const slice = (labels: string) => `
      apiVersion: discovery.k8s.io/v1
      kind: EndpointSlice
      metadata: { name: db-1, labels: ${labels} }
      endpoints: []`;
    expect(codes(slice('{}'))).toEqual(['3:1 warning SVC005']);
    expect(codes(slice('{ multicluster.kubernetes.io/service-name: db }'))).toEqual([]);
  });

  test('no name, which is reported', () => {
    expect(codes(`
      apiVersion: discovery.k8s.io/v1
      kind: EndpointSlice
      metadata: { name: db-1, labels: { kubernetes.io/service-name: db } }
      addressType: FQDN
      endpoints: [{ addresses: [db.example.com] }]`)).toEqual(['5:27 error SVC003']);
  });
});

describe('a container port', () => {
  const ports = (port: string) => readFrom(`
    apiVersion: v1
    kind: Pod
    metadata: { name: web }
    spec: { containers: [{ ports: [${port}] }] }`);

  test('may be open on the node, or on one address of it', () => {
    expect(ports('{ containerPort: 80, hostPort: 8080, hostIP: 127.0.0.1 }').cluster.workloads[0].ports)
      .toEqual([{ port: 80, protocol: 'TCP', hostPort: 8080, hostIp: address('IPv4', 0x7f000001n) }]);
  });

  test.each(['{ containerPort: 80, hostPort: 0 }', '{ containerPort: 80 }'])('is not open on the node: %s', port => {
    expect(ports(port).cluster.workloads[0].ports[0].hostPort).toBeUndefined();
  });

  test.each(['""', '0.0.0.0', '"::"'])('is open on all addresses of the node when its hostIP is %s', hostIp => {
    const { cluster, diagnostics } = ports(`{ containerPort: 80, hostPort: 80, hostIP: ${hostIp} }`);
    expect(cluster.workloads[0].ports[0]).toMatchObject({ hostPort: 80, hostIp: undefined });
    expect(diagnostics).toEqual([]);
  });

  test('with a hostIP that is no address is reported, and taken to be open on all of the node', () => {
    const { cluster, diagnostics } = ports('{ containerPort: 80, hostPort: 80, hostIP: eth0 }');
    expect(cluster.workloads[0].ports[0].hostIp).toBeUndefined();
    expect(diagnostics.map(({ code }) => code)).toEqual(['POD001']);
  });
});
