import { peersOf, read, readClusterwide, rulesOf } from './read';
import { everyAddress, parseCidr } from '../../../src/values';

const NOT_UNDERSTOOD = ['not-understood'];
const byLabel = (key: string, ...values: string[]) => ({ key, operator: 'In', values });
const block = (text: string) => parseCidr(text)!.range;
const ANY_ADDRESS = [{ kind: 'addresses', block: everyAddress('IPv4'), except: [] }, { kind: 'addresses', block: everyAddress('IPv6'), except: [] }];
const WORLD = ANY_ADDRESS.map(peer => ({ ...peer, pods: 'never' }));
const EVERY_POD = { kind: 'pods', namespaces: [], pods: [] };
const EVERY_NODE = { kind: 'nodes', nodes: [] };

describe('a rule for Cilium', () => {
  test('matches nobody when it is empty, unlike one of a NetworkPolicy', () => {
    expect(peersOf('{}')).toEqual([]);
    expect(peersOf('null')).toEqual([]);
  });

  test('matches everybody when all it names is ports', () => {
    expect(peersOf('{ toPorts: [{ ports: [{ port: "80" }] }] }')).toBeUndefined();
  });

  test.each(['fromEndpoints', 'fromCIDR', 'fromCIDRSet', 'fromEntities', 'fromNodes'])('matches nobody when its list %s is empty, even with ports', field => {
    expect(peersOf(`{ ${field}: [], toPorts: [{ ports: [{ port: "80" }] }] }`)).toEqual([]);
  });

  test('may match anybody of two lists that Cilium refuses to combine, which is reported', () => {
    const { rules, codes } = rulesOf('{ fromEndpoints: [{}], fromCIDR: [10.0.0.0/8] }');
    expect(rules).toEqual([expect.objectContaining({ hangsOn: NOT_UNDERSTOOD, peers: [expect.objectContaining({ kind: 'pods' }), expect.objectContaining({ kind: 'addresses' })] })]);
    expect(codes).toEqual(['POL204']);
  });

  test.each(['{ fromEndpoints: {} }', '{ fromEntities: world }', '{ fromCIDR: 10.0.0.0/8 }', 'hello', '{ fromEntities: [7] }', '{ fromEndpoints: [null] }'])(
    'may match anybody when it is not understood, which is reported: %s', rule => {
      const { rules, codes } = rulesOf(rule);
      expect(rules).toEqual([{ action: 'allow', path: ['spec', 'ingress', 0], hangsOn: NOT_UNDERSTOOD }]);
      expect(codes).toHaveLength(1);
    });

  test('is certain of the peers that it does understand', () => {
    const { rules } = rulesOf('{ fromEntities: [kube-apiserver, cluster] }');
    expect(rules).toEqual([
      { action: 'allow', path: ['spec', 'ingress', 0], peers: [EVERY_POD, EVERY_NODE] },
      { action: 'allow', path: ['spec', 'ingress', 0], peers: [EVERY_NODE, ...WORLD], hangsOn: NOT_UNDERSTOOD },
    ]);
  });

  test('may match less than it says when it requires something else of peers, which is reported', () => {
    const { rules, codes } = rulesOf('{ fromEndpoints: [{}], fromRequires: [{ matchLabels: { team: red } }] }');
    expect(rules.map(({ hangsOn }) => hangsOn)).toEqual([NOT_UNDERSTOOD]);
    expect(codes).toEqual(['POL209']);
  });

  test('may match less than it says when peers have to authenticate, which is reported', () => {
    const { rules, codes } = rulesOf('{ fromEndpoints: [{}], authentication: { mode: required } }');
    expect(rules.map(({ hangsOn }) => hangsOn)).toEqual([NOT_UNDERSTOOD]);
    expect(codes).toEqual(['POL212']);
  });

  test('matches nobody when nobody can authenticate, and whom it names when nobody has to', () => {
    expect(peersOf('{ fromEntities: [all], authentication: { mode: test-always-fail } }')).toEqual([]);
    expect(peersOf('{ fromEntities: [all], authentication: { mode: disabled } }')).toBeUndefined();
  });
});

describe('endpoints', () => {
  test('are the pods of the namespace of the policy when nothing is said of namespaces', () => {
    expect(peersOf('{ fromEndpoints: [{}] }')).toEqual([{ kind: 'pods', namespaces: undefined, pods: [] }]);
    expect(peersOf('{ toEndpoints: [{ matchLabels: { "k8s:app": web } }] }')).toEqual([{ kind: 'pods', namespaces: undefined, pods: [byLabel('app', 'web')] }]);
  });

  test('are the pods of every namespace in a clusterwide policy', () => {
    expect(peersOf('{ fromEndpoints: [{}] }', readClusterwide)).toEqual([EVERY_POD]);
  });

  test.each(['k8s:io.kubernetes.pod.namespace', 'io.kubernetes.pod.namespace', 'any:io.kubernetes.pod.namespace'])('are those of the namespace that %s names', key => {
    expect(peersOf(`{ fromEndpoints: [{ matchLabels: { "${key}": bank, app: web } }] }`))
      .toEqual([{ kind: 'pods', namespaces: [byLabel('kubernetes.io/metadata.name', 'bank')], pods: [byLabel('app', 'web')] }]);
  });

  test('are those of any namespace when the label of one only has to exist', () => {
    expect(peersOf('{ fromEndpoints: [{ matchExpressions: [{ key: "k8s:io.kubernetes.pod.namespace", operator: Exists }] }] }'))
      .toEqual([{ kind: 'pods', namespaces: [{ key: 'kubernetes.io/metadata.name', operator: 'Exists', values: [] }], pods: [] }]);
  });

  test('are those of namespaces with a label', () => {
    expect(peersOf('{ fromEndpoints: [{ matchLabels: { "k8s:io.cilium.k8s.namespace.labels.example.com/team": red } }] }'))
      .toEqual([{ kind: 'pods', namespaces: [byLabel('example.com/team', 'red')], pods: [] }]);
  });

  test.each(['{ matchLabels: { "reserved:world": "" } }', '{ matchExpressions: [{ key: "reserved:world", operator: Exists }] }'])(
    'are an entity when they carry its reserved label: %s', selector => {
      expect(peersOf(`{ fromEndpoints: [${selector}] }`)).toEqual(WORLD);
    });

  test.each([
    ['{ matchLabels: { "reserved:world": "", app: web } }', undefined],
    ['{ matchLabels: { "reserved:all": "" } }', undefined],
    ['{ matchExpressions: [{ key: "reserved:init", operator: DoesNotExist }] }', undefined],
    ['{ matchLabels: { "container:app": web } }', [{ kind: 'pods', namespaces: undefined, pods: [] }]],
    ['{ matchLabels: { "io.cilium.k8s.policy.cluster": east, app: web } }', [{ kind: 'pods', namespaces: undefined, pods: [byLabel('app', 'web')] }]],
  ])('may be more than meet the eye when a label is not in the input, which is reported: %s', (selector, peers) => {
    const { rules, codes } = rulesOf(`{ fromEndpoints: [${selector}] }`);
    expect(rules.map(rule => [rule.peers, rule.hangsOn])).toEqual([[peers, NOT_UNDERSTOOD]]);
    expect(codes).toEqual(['POL205']);
  });

  test('that a requirement which is none selects are not taken for nobody, so that a mistake does not undo a denial', () => {
    const { denying, messages } = read('spec: { endpointSelector: {}, ingressDeny: [{ fromEndpoints: [{ matchExpressions: [{ key: app, operator: Is }] }] }] }');
    expect(denying!.ingress!.rules).toEqual([expect.objectContaining({ peers: [{ kind: 'pods', namespaces: undefined, pods: [] }], hangsOn: NOT_UNDERSTOOD })]);
    expect(messages).toContain('what it selects is left open');
  });
});

describe('entities', () => {
  test.each([
    ['all', undefined],
    ['world', WORLD],
    ['world-ipv4', [WORLD[0]]],
    ['world-ipv6', [WORLD[1]]],
    ['cluster', [EVERY_POD, EVERY_NODE]],
    ['cluster-mesh', [EVERY_POD, EVERY_NODE]],
    ['health', []],
    ['none', []],
  ])('mean exactly something: %s', (entity, peers) => {
    expect(peersOf(`{ fromEntities: [${entity}] }`)).toEqual(peers);
  });

  test.each([
    ['host', [EVERY_NODE]],
    ['remote-node', [EVERY_NODE]],
    ['kube-apiserver', [EVERY_NODE, ...WORLD]],
    ['init', [EVERY_POD]],
    ['unmanaged', [EVERY_POD]],
  ])('may mean more than the input tells, which is reported: %s', (entity, peers) => {
    const { rules, codes } = rulesOf(`{ fromEntities: [${entity}] }`);
    expect(rules.map(rule => [rule.peers, rule.hangsOn])).toEqual([[peers, NOT_UNDERSTOOD]]);
    expect(codes).toEqual(['POL206']);
  });

  test('host and remote-node together are every node, for certain', () => {
    expect(peersOf('{ fromEntities: [host, remote-node] }')).toEqual([EVERY_NODE, EVERY_NODE]);
  });

  test('ingress is nobody on the map, which is reported', () => {
    const { rules, codes } = rulesOf('{ fromEntities: [ingress] }');
    expect(rules.map(({ peers }) => peers)).toEqual([[]]);
    expect(codes).toEqual(['POL206']);
  });

  test.each(['World', 'toString'])('that Cilium does not have are reported, and may be anybody: %s', entity => {
    const { rules, codes } = rulesOf(`{ fromEntities: [${entity}] }`);
    expect(rules.map(rule => [rule.peers, rule.hangsOn])).toEqual([[undefined, NOT_UNDERSTOOD]]);
    expect(codes).toEqual(['POL207']);
  });
});

describe('addresses', () => {
  test('are blocks of which the assumptions say whether they match pods', () => {
    expect(peersOf('{ fromCIDR: [10.0.0.0/8, "fd00::/8"] }'))
      .toEqual([{ kind: 'addresses', block: block('10.0.0.0/8'), except: [] }, { kind: 'addresses', block: block('fd00::/8'), except: [] }]);
  });

  test('may be single ones', () => {
    expect(peersOf('{ toCIDR: [10.1.2.3] }')).toEqual([{ kind: 'addresses', block: block('10.1.2.3/32'), except: [] }]);
  });

  test('may have exceptions', () => {
    expect(peersOf('{ toCIDRSet: [{ cidr: 10.0.0.0/8, except: [10.1.0.0/16] }] }'))
      .toEqual([{ kind: 'addresses', block: block('10.0.0.0/8'), except: [block('10.1.0.0/16')] }]);
  });

  test.each([
    ['{ toCIDRSet: [{ cidrGroupRef: office }] }', 'POL208'],
    ['{ toCIDRSet: [{ cidrGroupSelector: { matchLabels: { site: east } } }] }', 'POL208'],
    ['{ toGroups: [{ aws: { securityGroupsIds: [sg-1] } }] }', 'POL208'],
    ['{ fromGroups: [{ aws: { securityGroupsIds: [sg-1] } }] }', 'POL208'],
    ['{ fromCIDR: [office] }', 'POL003'],
    ['{ toCIDRSet: [{ cidr: office }] }', 'POL003'],
    ['{ toCIDRSet: [office] }', 'PAR004'],
    ['{ toFQDNs: [{}] }', 'POL207'],
    ['{ toFQDNs: [example.com] }', 'PAR004'],
  ])('may be any when the input does not tell which, which is reported: %s', (rule, code) => {
    const { rules, codes } = rulesOf(rule);
    expect(rules.map(({ peers, hangsOn }) => [peers, hangsOn])).toEqual([[ANY_ADDRESS, NOT_UNDERSTOOD]]);
    expect(codes).toEqual([code]);
  });

  test.each(['[office]', 'office'])('are uncertain when an exception is none, which is reported: %s', except => {
    const { rules, codes } = rulesOf(`{ toCIDRSet: [{ cidr: 10.0.0.0/8, except: ${except} }] }`);
    expect(rules.map(({ peers, hangsOn }) => [peers, hangsOn])).toEqual([[[{ kind: 'addresses', block: block('10.0.0.0/8'), except: [] }], NOT_UNDERSTOOD]]);
    expect(codes).not.toEqual([]);
  });

  test('keep an exception that is outside of the block, which is reported', () => {
    expect(rulesOf('{ toCIDRSet: [{ cidr: 10.0.0.0/8, except: [11.0.0.0/16] }] }').codes).toEqual(['POL003']);
  });
});

describe('other peers', () => {
  test('are domain names, in lower case and without the dot at the end', () => {
    expect(peersOf('{ toFQDNs: [{ matchName: API.example.com. }, { matchPattern: "*.example.com" }] }'))
      .toEqual([{ kind: 'names', names: ['api.example.com'] }, { kind: 'names', names: ['*.example.com'] }]);
  });

  test('are everybody when the list of domain names is empty and there are ports', () => {
    expect(read('spec: { endpointSelector: {}, egress: [{ toFQDNs: [], toPorts: [{ ports: [{ port: "80" }] }] }] }').allowing!.egress!.rules[0].peers).toBeUndefined();
  });

  test('are nodes by their labels', () => {
    expect(peersOf('{ fromNodes: [{ matchLabels: { "node:zone": east, pool: web } }] }'))
      .toEqual([{ kind: 'nodes', nodes: [byLabel('zone', 'east'), byLabel('pool', 'web')] }]);
  });

  test.each([['{ matchLabels: { "reserved:zone": east } }', 'POL205'], ['{ matchExpressions: [{ key: zone, operator: Is }] }', 'POL001']])(
    'may be any node when the selector is not understood, which is reported: %s', (selector, code) => {
      const { rules, codes } = rulesOf(`{ toNodes: [${selector}] }`);
      expect(rules.map(({ peers, hangsOn }) => [peers, hangsOn])).toEqual([[[EVERY_NODE], NOT_UNDERSTOOD]]);
      expect(codes).toEqual([code]);
    });

  test('may be anybody when they are Services, which is reported', () => {
    const { rules, codes } = rulesOf('{ toServices: [{ k8sService: { serviceName: db } }] }');
    expect(rules.map(({ peers, hangsOn }) => [peers, hangsOn])).toEqual([[undefined, NOT_UNDERSTOOD]]);
    expect(codes).toEqual(['POL208']);
  });
});
