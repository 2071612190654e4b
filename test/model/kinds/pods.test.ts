import { clusterFrom, readFrom } from '../../dsl';

const pod = (rest: string, name = 'web') => `
  apiVersion: v1
  kind: Pod
  ${rest.replace('metadata: {', `metadata: { name: ${name}, namespace: shop,`)}`;
const workload = (yaml: string) => clusterFrom(yaml).workloads[0];
const ofSpec = (spec: string) => pod(`metadata: {}\n  spec: ${spec}`);
const ports = (containers: string) => workload(ofSpec(`{ ${containers} }`)).ports;
const problems = (yaml: string) => readFrom(yaml).diagnostics.map(({ severity, code, line, column }) => `${line}:${column} ${severity} ${code}`);

describe('a pod', () => {
  test.each(['Succeeded', 'Failed'])('that has %s is none to connect to, though policies may speak of it', phase => {
    const { workloads, completed, namespaces } = clusterFrom(pod(`metadata: {}\n  status: { phase: ${phase} }`));
    expect([workloads, completed.map(({ name }) => name), namespaces.map(({ name }) => name)]).toEqual([[], ['web'], ['shop']]);
  });

  test.each(['Running', 'Pending', 'Unknown'])('that is %s is one to connect to', phase => {
    const { workloads, completed } = clusterFrom(pod(`metadata: {}\n  status: { phase: ${phase} }`));
    expect([workloads.length, completed]).toEqual([1, []]);
  });

  test('counts as its controller, with the API that it is of', () => {
    const owned = (reference: string) => {
      const { apiVersion, kind, name } = workload(pod(`metadata: { ownerReferences: [${reference}] }`));
      return [apiVersion, kind, name];
    };
    expect(owned('{ apiVersion: apps/v1, kind: ReplicaSet, name: app, controller: true }')).toEqual(['apps/v1', 'ReplicaSet', 'app']);
    expect(owned('{ kind: ReplicationController, name: app, controller: true }')).toEqual(['v1', 'ReplicationController', 'app']);
    expect(owned('{ apiVersion: apps/v1, kind: ReplicaSet, name: app }')).toEqual(['v1', 'Pod', 'web']);
    expect(owned('{ apiVersion: apps/v1, kind: ReplicaSet, controller: true }')).toEqual(['v1', 'Pod', 'web']);
  });

  test('has the service account "default", and is on no certain node, unless it says otherwise', () => {
    expect(workload(ofSpec('{}'))).toMatchObject({ serviceAccount: 'default', node: undefined, hostNetwork: false });
    expect(workload(ofSpec('{ serviceAccountName: shop, nodeName: a }'))).toMatchObject({ serviceAccount: 'shop', node: 'a' });
  });

  test('has no addresses that anybody knows, unless its status tells some', () => {
    const addresses = (status: string) => workload(pod(`metadata: {}\n  status: ${status}`)).addresses?.map(({ first }) => first);
    expect(addresses('{}')).toBe(undefined);
    expect(addresses('{ podIPs: [] }')).toBe(undefined);
    expect(addresses('{ podIP: 0.0.0.7 }')).toEqual([7n]);
    expect(addresses('{ podIP: 0.0.0.7, podIPs: [{ ip: 0.0.0.7 }, { ip: 0.0.0.8 }] }')).toEqual([7n, 8n]);
    expect(addresses('{ podIP: 0.0.0.7, podIPs: [{ ip: 0.0.0.8 }] }')).toEqual([7n, 8n]);
  });
});

describe('the ports of a pod', () => {
  test('are those of all containers, and of the init containers that keep running', () => {
    const INIT = '[{ restartPolicy: Always, ports: [{ containerPort: 2 }] }, { ports: [{ containerPort: 3 }] }, { restartPolicy: OnFailure, ports: [{ containerPort: 4 }] }]';
    expect(ports(`containers: [{ ports: [{ containerPort: 1 }] }, { ports: [{ containerPort: 5 }] }], initContainers: ${INIT}`).map(({ port }) => port)).toEqual([1, 5, 2]);
  });

  test('may be any that there are', () => {
    expect(ports('containers: [{ ports: [{ containerPort: 1 }, { containerPort: 65535 }] }]').map(({ port }) => port)).toEqual([1, 65535]);
  });

  test.each(['0', '65536', '-1'])('cannot be %s, which is reported', port => {
    const yaml = ofSpec(`{ containers: [{ ports: [{ containerPort: ${port} }, { containerPort: 80 }] }] }`);
    expect(readFrom(yaml).cluster.workloads[0].ports.map(each => each.port)).toEqual([80]);
    expect(problems(yaml)).toEqual([expect.stringMatching(/^4:\d+ error POL006$/)]);
  });

  test('are open on the node where they say so, on one of its addresses or all', () => {
    const hostPort = (port: string) => ports(`containers: [{ ports: [{ containerPort: 80, ${port} }] }]`).map(each => [each.hostPort, each.hostIp?.first])[0];
    expect(hostPort('hostPort: 8080')).toEqual([8080, undefined]);
    expect(hostPort('hostPort: 8080, hostIP: 0.0.0.9')).toEqual([8080, 9n]);
    expect(hostPort('hostPort: 8080, hostIP: 0.0.0.0')).toEqual([8080, undefined]);
    expect(hostPort('hostPort: 0, hostIP: 0.0.0.9')).toEqual([undefined, undefined]);
    expect(hostPort('hostIP: 0.0.0.9')).toEqual([undefined, undefined]);
  });

  test('that are to be open on an address which is none are taken to be open on all', () => {
    const yaml = ofSpec('{ containers: [{ ports: [{ containerPort: 80, hostPort: 80, hostIP: here }] }] }');
    expect(readFrom(yaml).cluster.workloads[0].ports).toMatchObject([{ hostPort: 80, hostIp: undefined }]);
    expect(problems(yaml)).toEqual([expect.stringMatching(/ error POD001$/)]);
  });
});

describe('pods of one controller', () => {
  const REPLICA = 'ownerReferences: [{ apiVersion: apps/v1, kind: ReplicaSet, name: app, controller: true }]';
  const several = (...pods: readonly [labels: string, rest?: string][]) => clusterFrom(pods
    .map(([labels, rest = 'spec: {}'], index) => pod(`metadata: { labels: ${labels}, ${REPLICA} }\n  ${rest}`, `app-${index}`)).join('\n---'))
    .workloads.map(({ labels, replicated, addresses }) => [labels.app, replicated, addresses?.length]);

  test('that look alike are one workload, whichever of them comes first', () => {
    expect(several(['{ app: a }'], ['{ app: b }'], ['{ app: b }'], ['{ app: a }'], ['{ app: c }'])).toEqual([['a', true, undefined], ['b', true, undefined], ['c', false, undefined]]);
    expect(several(['{ app: x }'], ['{ app: a, tier: t }'], ['{ tier: t, app: a }'])).toEqual([['x', false, undefined], ['a', true, undefined]]);
  });

  test.each([
    ['a label', ['{ app: a }'], ['{ app: a, tier: t }']],
    ['a label in place of another', ['{ app: a, tier: t }'], ['{ app: a, zone: t }']],
    ['the service account', ['{ app: a }'], ['{ app: a }', 'spec: { serviceAccountName: other }']],
    ['the network of the node', ['{ app: a }'], ['{ app: a }', 'spec: { hostNetwork: true }']],
  ] as [string, [string, string?], [string, string?]][])('that differ in %s are several', (_, one, other) => {
    expect(several(one, other)).toHaveLength(2);
    expect(several(['{ app: x }'], one, other)).toHaveLength(3);
  });

  test('have known addresses only where all of them do', () => {
    const at = (address: string) => `status: { podIP: ${address} }`;
    expect(several(['{ app: a }', at('10.0.0.1')], ['{ app: a }', at('10.0.0.2')])).toEqual([['a', true, 2]]);
    expect(several(['{ app: a }', at('10.0.0.1')], ['{ app: a }'])).toEqual([['a', true, undefined]]);
  });

  test('of another namespace, or of a controller of another kind, are others', () => {
    const three = [pod(`metadata: { ${REPLICA} }`, 'a'), pod(`metadata: { ${REPLICA} }`, 'b').replace('namespace: shop', 'namespace: bank'), pod(`metadata: { ${REPLICA} }`, 'c').replace('ReplicaSet', 'Job')];
    expect(clusterFrom(three.join('\n---')).workloads.map(({ replicated }) => replicated)).toEqual([false, false, false]);
  });
});

describe('a controller has several pods', () => {
  test.each([
    ['Job', '{}', false], ['Job', '{ parallelism: 2 }', true], ['Job', '{ parallelism: 1 }', false],
    ['CronJob', '{ jobTemplate: { spec: { parallelism: 3 } } }', true], ['CronJob', '{ parallelism: 3 }', false],
    ['StatefulSet', '{ replicas: 2 }', true], ['StatefulSet', '{}', false], ['DaemonSet', '{}', true],
  ])('as a %s with the spec %s: %j', (kind, spec, replicated) => {
    const apiVersion = kind.endsWith('Job') ? 'batch/v1' : 'apps/v1';
    expect(workload(`apiVersion: ${apiVersion}\nkind: ${kind}\nmetadata: { name: web }\nspec: ${spec}`).replicated).toBe(replicated);
  });

  test('of a StatefulSet there are as many as it says, and one if it does not', () => {
    const replicas = (spec: string) => workload(`apiVersion: apps/v1\nkind: StatefulSet\nmetadata: { name: web }\nspec: ${spec}`).replicas;
    expect([replicas('{ replicas: 3 }'), replicas('{}'), replicas('{ replicas: 0 }')]).toEqual([3, 1, 0]);
  });
});

test('a node has its labels, and those of its addresses that are addresses', () => {
  const { nodes } = clusterFrom(`
    apiVersion: v1
    kind: Node
    metadata: { name: a, labels: { zone: b } }
    status: { addresses: [{ type: InternalIP, address: 0.0.0.9 }, { type: Hostname, address: a }] }`);
  expect(nodes).toEqual([expect.objectContaining({ name: 'a', labels: { zone: 'b' }, addresses: [{ family: 'IPv4', first: 9n, last: 9n }] })]);
});
