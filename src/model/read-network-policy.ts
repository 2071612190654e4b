import { Cursor, Path } from './cursor';
import { Named } from './named';
import { Policy, PolicyPeer, PolicyRule } from './policy';
import { readCidr } from './read-cidr';
import { readDomainName } from './read-domain-name';
import { readList, readPorts } from './read-policy-ports';
import { readSelector } from './read-selector';
import { containsRange, known, PURPOSE } from '../values';

/** Reads a NetworkPolicy, or one of a kind that is the same but for a field with the domain names of a destination. */
export function readNetworkPolicy(root: Cursor, { apiVersion, kind, name, namespace, source }: Named, namesKey?: string): Policy {
  const spec = root.field('spec');
  if (spec.isMap()) spec.knows('podSelector', 'policyTypes', 'ingress', 'egress');
  const types = policyTypes(spec);
  const ingress = readSection(spec.field('ingress'), { peersKey: 'from' }, types.includes('Ingress'));
  const egress = readSection(spec.field('egress'), { peersKey: 'to', namesKey }, types.includes('Egress'));
  const hasHostBits = [ingress, egress].some(section => section.hasHostBits);
  const selects = readSelector(spec.field('podSelector'));
  const purpose = root.field('metadata').field('annotations').field(PURPOSE).text();
  // Written out, not spread: there may be a hundred thousand of these.
  return { apiVersion, kind, name, namespace, source, selects, ingress: ingress.rules, egress: egress.rules, hasHostBits, purpose };
}

/** How the kind of a policy calls the peers of a direction, and the domain names among them if it knows those. */
interface Dialect {
  readonly peersKey: 'from' | 'to';
  readonly namesKey?: string;
}

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
function readSection(section: Cursor, { peersKey, namesKey }: Dialect, governs: boolean): Section {
  const rules = section.items().map(rule => readRule(rule, peersKey, namesKey));
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
function readRule(rule: Cursor, peersKey: 'from' | 'to', namesKey: string | undefined): PolicyRule {
  const path = sharedPath(rule.path);
  if (!rule.isMap()) return { peers: [], ports: [], path };
  rule.knows(peersKey, 'ports');
  return { peers: readList(rule.field(peersKey), peer => readPeer(peer, namesKey)), ports: readPorts(rule.field('ports')), path };
}

const paths = new Map<string, Path>();

/** Most policies have their rules at the same places. */
function sharedPath(path: Path): Path {
  const text = path.join('/');
  if (!paths.has(text)) paths.set(text, path);
  return paths.get(text)!;
}

function readPeer(peer: Cursor, namesKey: string | undefined): PolicyPeer | undefined {
  if (!peer.isMap()) return undefined;
  if (namesKey !== undefined && peer.has(namesKey)) return readNames(peer, namesKey);
  peer.knows('podSelector', 'namespaceSelector', 'ipBlock');
  const bySelector = peer.has('podSelector') || peer.has('namespaceSelector');
  if (peer.has('ipBlock') === bySelector) {
    peer.error('POL002', `a peer is either an ipBlock or selectors, but this one is ${bySelector ? 'both' : 'neither'}; it is taken to match nobody`);
    return undefined;
  }
  return peer.has('ipBlock') ? readIpBlock(peer.field('ipBlock')) : readPods(peer);
}

const readPods = (peer: Cursor): PolicyPeer => ({
  kind: 'pods',
  namespaces: peer.has('namespaceSelector') ? readSelector(peer.field('namespaceSelector')) : undefined,
  pods: readSelector(peer.field('podSelector')),
  hasPodSelector: peer.has('podSelector'),
});

/** Names stand alone: beside anything else, the API server refuses them. */
function readNames(peer: Cursor, namesKey: string): PolicyPeer {
  peer.knows(namesKey);
  return { kind: 'names', names: peer.field(namesKey).items().flatMap(readDomainName) };
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
