import { ResourceKind } from './kind';
import { containsRange, known, Protocol } from '../../values';
import { Cursor, Path } from '../cursor';
import { readProtocol } from '../pod-template';
import { PolicyPeer, PolicyPort, PolicyRule } from '../policy';
import { readCidr } from '../read-cidr';
import { readSelector } from '../read-selector';

/** @see https://kubernetes.io/docs/reference/kubernetes-api/policy-resources/network-policy-v1/ */
export const networkPolicy: ResourceKind = {
  kind: 'NetworkPolicy',
  group: 'networking.k8s.io',
  read: object => {
    const spec = object.root.field('spec');
    if (spec.isMap()) spec.knows('podSelector', 'policyTypes', 'ingress', 'egress');
    const types = policyTypes(spec);
    const ingress = readSection(spec.field('ingress'), 'from', types.includes('Ingress'));
    const egress = readSection(spec.field('egress'), 'to', types.includes('Egress'));
    const hasHostBits = [ingress, egress].some(section => section.hasHostBits);
    const { apiVersion, kind, name, namespace, source } = object;
    const selects = readSelector(spec.field('podSelector'));
    // Written out, not spread: there may be a hundred thousand of these.
    return { policies: [{ apiVersion, kind, name, namespace, source, selects, ingress: ingress.rules, egress: egress.rules, hasHostBits }] };
  },
};

/** Without types a policy governs ingress, and egress only if it has a rule for it: `egress: []` alone isolates nothing. */
function policyTypes(spec: Cursor): string[] {
  const list = spec.field('policyTypes');
  const stated = list.items().flatMap(type => type.text() ?? []);
  if (stated.length > 2 || stated.some(type => type !== 'Ingress' && type !== 'Egress')) {
    list.error('POL007', `policyTypes are Ingress, Egress or both, but these are ${stated.join(', ')}; the rest is passed over`);
  }
  if (stated.length > 0) return stated;
  return spec.field('egress').items().length > 0 ? ['Ingress', 'Egress'] : ['Ingress'];
}

/** The rules of a direction, which have no effect where the types do not name it. */
interface Section {
  readonly rules: PolicyRule[] | undefined;
  readonly hasHostBits: boolean;
}

/** Faults are told even in a section that has no effect: whoever corrects the types should not meet them only then. */
function readSection(section: Cursor, peersKey: 'from' | 'to', governs: boolean): Section {
  const rules = section.items().map(rule => readRule(rule, peersKey));
  const hasHostBits = rules.some(({ peers }) => peers?.some(peer => peer.kind === 'addresses' && peer.hasHostBits));
  if (!governs && rules.length > 0) {
    section.warn('POL008', `policyTypes do not name this direction, so that these ${rules.length} rules have no effect`);
  }
  return { rules: governs ? rules : undefined, hasHostBits };
}

/**
 * An empty list of peers or ports means the same as none at all: everybody, every port.
 *
 * Something that is no list means nobody and no port: a mistake must not look like a hole.
 */
function readRule(rule: Cursor, peersKey: 'from' | 'to'): PolicyRule {
  const path = sharedPath(rule.path);
  if (!rule.isMap()) return { peers: [], ports: [], path };
  rule.knows(peersKey, 'ports');
  return { peers: readList(rule.field(peersKey), readPeer), ports: readList(rule.field('ports'), readPort), path };
}

const paths = new Map<string, Path>();

/** Most policies have their rules at the same places. */
function sharedPath(path: Path): Path {
  const text = path.join('/');
  if (!paths.has(text)) paths.set(text, path);
  return paths.get(text)!;
}

function readList<T>(list: Cursor, read: (item: Cursor) => T | undefined): T[] | undefined {
  if (!list.isList()) return [];
  const items = list.items();
  return items.length === 0 ? undefined : known(items.map(read));
}

function readPeer(peer: Cursor): PolicyPeer | undefined {
  if (!peer.isMap()) return undefined;
  peer.knows('podSelector', 'namespaceSelector', 'ipBlock');
  const bySelector = peer.has('podSelector') || peer.has('namespaceSelector');
  if (peer.has('ipBlock') === bySelector) {
    peer.error('POL002', `a peer is either an ipBlock or selectors, but this one is ${bySelector ? 'both' : 'neither'}; it is taken to match nobody`);
    return undefined;
  }
  if (peer.has('ipBlock')) return readIpBlock(peer.field('ipBlock'));
  return {
    kind: 'pods',
    namespaces: peer.has('namespaceSelector') ? readSelector(peer.field('namespaceSelector')) : undefined,
    pods: readSelector(peer.field('podSelector')),
    hasPodSelector: peer.has('podSelector'),
  };
}

function readIpBlock(ipBlock: Cursor): PolicyPeer | undefined {
  const block = readCidr(ipBlock.field('cidr'), 'it is taken to match no address');
  if (block === undefined) return undefined;
  const except = known(ipBlock.field('except').items().map(cursor => {
    const cidr = readCidr(cursor, 'it is ignored');
    if (cidr === undefined || (containsRange(block.range, cidr.range) && !containsRange(cidr.range, block.range))) return cidr;
    cursor.error('POL003', `"${cursor.text()}" is not a smaller block inside "${ipBlock.field('cidr').text()}"; it is still excepted`);
    return cidr;
  }));
  const hasHostBits = [block, ...except].some(cidr => cidr.hasHostBits);
  return { kind: 'addresses', block: block.range, except: except.map(({ range }) => range), ...hasHostBits && { hasHostBits } };
}

function readPort(cursor: Cursor): PolicyPort | undefined {
  if (!cursor.isMap()) return undefined;
  cursor.knows('protocol', 'port', 'endPort');
  const protocol = readProtocol(cursor.field('protocol'));
  const port = cursor.field('port').numberOrText();
  if (typeof port !== 'number' && cursor.has('endPort')) cursor.error('POL006', 'endPort needs a port with a number; it is ignored');
  if (protocol === undefined) return undefined;
  if (port === undefined) return cursor.has('port') ? undefined : { kind: 'all', protocol };
  return typeof port === 'string' ? { kind: 'name', protocol, name: port } : readRange(cursor, protocol, port);
}

function readRange(cursor: Cursor, protocol: Protocol, first: number): PolicyPort | undefined {
  const last = cursor.field('endPort').number() ?? first;
  if (first >= 1 && last <= 65535 && first <= last) return { kind: 'numbers', protocol, first, last };
  cursor.error('POL006', `${first}-${last} is no range of ports from 1 to 65535; it is taken to match no port`);
  return undefined;
}
