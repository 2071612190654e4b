import { ClusterFacts, DomainNames, FlowEnd, groupBy, isPodLocation, Labels, podDns, PodLocation } from '../../values';
import { Allowance, HttpRequests, PolicySubject } from '../allowance';
import { Engine, isNames, Refusal } from '../engine';
import { mergedRules } from '../merged-rules';
import { PolicyPort } from '../network-policy';
import { policyPorts } from '../policy-ports';

/** @see https://docs.cilium.io/en/stable/security/policy/language/ */
export const cilium: Engine = {
  title: 'Cilium',
  apiVersion: 'cilium.io/v2',
  kind: 'CiliumNetworkPolicy',
  limitsLookups: true,
  refuses,
  specOf: (subject, allowances, facts) => {
    const of = (direction: Allowance['direction']) => allowances.filter(allowance => allowance.direction === direction);
    const ingress = rulesOf('from', of('ingress'));
    const egress = [...rulesOf('to', of('egress')), ...lookups(subject, of('egress'), facts)];
    return {
      endpointSelector: { matchLabels: subject.labels },
      ...ingress.length > 0 && { ingress },
      ...egress.length > 0 && { egress },
    };
  },
};

function refuses({ peer, ports, requests }: Allowance, { cni: { version } }: ClusterFacts): Refusal | undefined {
  const range = ports.find(port => port.name === '' && !port.isSingle);
  if (range !== undefined && isOlder(version, 17)) {
    return { what: `Cilium ${version} reads only the first port of "${range}"`, fix: 'list single ports, or upgrade to Cilium 1.17' };
  }
  if (requests !== undefined && ports.some(({ protocol }) => protocol !== 'TCP')) {
    return { what: 'Cilium reads HTTP on TCP ports only', fix: 'name TCP ports, such as Ports.tcp(8080)' };
  }
  return refusesDepth(peer, version);
}

function refusesDepth(peer: FlowEnd, version: string | undefined): Refusal | undefined {
  if (!isNames(peer) || peer.pattern.below !== 'any' || !isOlder(version ?? '1.0', 20)) return undefined;
  return {
    what: `Cilium ${version ?? 'of an unknown version'} has no words for names of any depth below "${peer.pattern.domain}", which came with 1.20`,
    fix: `allow one label: Peer.subdomainsOf('${peer.pattern.domain}', SubdomainDepth.ONE), or state the version in the ClusterProfile`,
  };
}

const isOlder = (version: string | undefined, minor: number): boolean => version !== undefined && Number(version.split('.')[1]) < minor;

/** One kind of peer in each rule: others Cilium refuses. */
function rulesOf(preposition: 'from' | 'to', allowances: readonly Allowance[]): object[] {
  const byRequests = groupBy(allowances, ({ peer, requests }) => JSON.stringify([fieldOf(peer), httpRules(requests)]));
  return [...byRequests].sort(([a], [b]) => a < b ? -1 : 1).flatMap(([key, alike]) => {
    const [field, http] = JSON.parse(key);
    return mergedRules(alike.map(({ peer, ports }) => ({ peer: peerOf(peer), ports })))
      .map(({ peers, ports }) => ({ [preposition + field]: peers, toPorts: [{ ports: ports.map(portOf), ...http && { rules: { http } } }] }));
  });
}

function fieldOf(peer: FlowEnd): string {
  if (isPodLocation(peer)) return 'Endpoints';
  switch (peer.kind) {
    case 'names': return 'FQDNs';
    case 'api-server':
    case 'own-node': return 'Entities';
    case 'labelled': return 'Endpoints';
    default: return 'CIDRSet';
  }
}

function peerOf(peer: FlowEnd): unknown {
  if (isPodLocation(peer)) return endpoints(peer);
  switch (peer.kind) {
    case 'names': return nameOf(peer);
    case 'api-server': return 'kube-apiserver';
    case 'own-node': return 'host';
    case 'labelled': return { matchLabels: { ...prefixed('io.cilium.k8s.namespace.labels.', peer.namespaceLabels), ...prefixed('', peer.labels) } };
    case 'addresses': return peer.blocks.map(({ block, except }) => ({ cidr: `${block}`, except: except.map(String) }));
  }
}

const endpoints = ({ namespace, labels }: PodLocation) =>
  ({ matchLabels: { 'k8s:io.kubernetes.pod.namespace': namespace, ...prefixed('', labels) } });

const prefixed = (prefix: string, labels: Labels): Labels =>
  Object.fromEntries(Object.entries(labels).map(([key, value]) => [`k8s:${prefix}${key}`, value]));

const nameOf = ({ pattern: { domain, below } }: DomainNames) => below === undefined ? { matchName: domain }
  : { matchPattern: `${below === 'one' ? '*' : '**'}.${domain}` };

const portOf = ({ protocol, port, endPort }: PolicyPort) => port === undefined ? { port: '1', endPort: 65535, protocol }
  : { port: `${port}`, ...endPort !== undefined && { endPort }, protocol };

const httpRules = (requests: readonly HttpRequests[] | undefined): object[] | undefined => requests?.map(({ method, path }) => ({
  ...method !== undefined && { method }, ...path !== undefined && { path: expressionFor(path) },
})).sort((a, b) => JSON.stringify(a) < JSON.stringify(b) ? -1 : 1);

/** Paths are regular expressions to Cilium, which have to match the whole path. */
const expressionFor = (path: string): string =>
  path.replace(/\*$/, '').replace(/[\\^$.|?*+()[\]{}]/g, '\\$&') + (path.endsWith('*') ? '.*' : '');

/** Cilium learns addresses of names from lookups, which have to pass its proxy. */
function lookups({ namespace, mayLookUpAnyName }: PolicySubject, allowances: readonly Allowance[], { dns }: ClusterFacts): object[] {
  const names = allowances.flatMap(({ peer }) => isNames(peer) ? [peer] : []);
  if (names.length === 0) return [];
  const patterns = mayLookUpAnyName ? [{ matchPattern: '*' }] : names.flatMap(name => lookupsOf(nameOf(name), namespace));
  const distinct = [...new Set(patterns.map(pattern => JSON.stringify(pattern)))].sort().map(text => JSON.parse(text));
  return podDns({ dns }).map(({ pods, ports }) => ({
    toEndpoints: [endpoints(pods)], toPorts: [{ ports: policyPorts(ports).map(portOf), rules: { dns: distinct } }],
  }));
}

/** A resolver first tries a name in the domains of its namespace and its cluster; it gives up on some images if one of these is refused. */
const lookupsOf = (name: object, namespace: string): object[] => ['', `.${namespace}.svc.cluster.local`, '.svc.cluster.local', '.cluster.local']
  .map(suffix => Object.fromEntries(Object.entries(name).map(([key, text]) => [key, `${text}${suffix}`])));
