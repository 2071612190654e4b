import { Surroundings } from './context';
import { Doubts } from './doubts';
import { endpoints, namespaces, podsAmong, serviceAccounts } from './endpoint-labels';
import { readRule, Where } from './rule';
import { alternatives, readExpressions } from './selectors';
import { KnownTier } from './tiers';
import { Cursor } from '../cursor';
import { identityOf, KubeObject } from '../kinds/kind';
import { PodsPeer } from '../policy';
import { TieredPolicy, TieredRules } from '../tiered-policy';

type Direction = 'ingress' | 'egress';

/** Fields that both kinds have, and those of the one that belongs to no namespace. */
const FIELDS = ['tier', 'order', 'ingress', 'egress', 'selector', 'types', 'serviceAccountSelector', 'performanceHints'];
const GLOBAL_FIELDS = ['namespaceSelector', 'doNotTrack', 'preDNAT', 'applyOnForward'];

/** @see https://docs.tigera.io/calico/latest/reference/resources/globalnetworkpolicy */
export function readPolicy(object: KubeObject, surroundings: Surroundings): TieredPolicy[] {
  const isGlobal = object.kind === 'GlobalNetworkPolicy';
  const spec = object.root.field('spec');
  if (spec.isMap()) spec.knows(...FIELDS, ...isGlobal ? GLOBAL_FIELDS : []);
  if (isGlobal && ['doNotTrack', 'preDNAT'].some(field => spec.field(field).isTrue())) {
    spec.warn('POL313', 'a policy with doNotTrack or preDNAT governs interfaces of nodes, not pods, and is passed over');
    return [];
  }
  const doubts = new Doubts();
  const namespace = isGlobal ? undefined : object.namespace;
  const { tier, denies } = readTier(spec.field('tier'), surroundings, doubts);
  const policy: TieredPolicy = {
    ...identityOf(object),
    namespace: namespace ?? '',
    tier,
    priority: readOrder(spec.field('order'), doubts),
    subjects: readSubjects(spec, namespace, doubts),
    ...readDirections(spec, object.apiVersion, denies, { ...surroundings, namespace }),
  };
  return doubts.hangsOn === undefined ? [policy] : inDoubt(policy);
}

function readDirections(
  spec: Cursor, apiVersion: string, isolates: boolean, where: Omit<Where, 'direction'>,
): Pick<TieredPolicy, Direction> {
  const types = readTypes(spec, apiVersion);
  const read = (direction: Direction): TieredRules | undefined => types.includes(direction)
    ? { rules: spec.field(direction).items().flatMap(rule => readRule(rule, { ...where, direction })), isolates }
    : undefined;
  return { ingress: read('ingress'), egress: read('egress') };
}

function readTier(cursor: Cursor, { tiers }: Surroundings, doubts: Doubts): KnownTier {
  const name = cursor.isAbsent ? '' : cursor.text();
  const known = name === undefined ? undefined : tiers.named(name);
  if (known) return known;
  doubts.warn(cursor, 'POL310', `the input does not tell what the tier "${name}" is, so that nobody knows when this policy is asked`);
  return { tier: tiers.placeholder(name ?? ''), denies: true };
}

/** A policy without an order comes last, and one that nobody understands first, as all it says is open then. */
function readOrder(cursor: Cursor, doubts: Doubts): number {
  if (cursor.isAbsent) return Number.MAX_VALUE;
  if (Number.isFinite(cursor.value)) return Number(cursor.value);
  doubts.error(cursor, 'POL311', 'the order of a policy is a number, but this is none');
  return -Number.MAX_VALUE;
}

/** Without types, what the API server fills in; in objects that never went through it, Calico reads both. */
function readTypes(spec: Cursor, apiVersion: string): readonly Direction[] {
  const stated = spec.field('types').items().flatMap(readType);
  if (stated.length > 0) return stated;
  const [hasIngress, hasEgress] = [spec.field('ingress'), spec.field('egress')].map(list => Array.isArray(list.value) && list.value.length > 0);
  if (apiVersion.startsWith('crd.') || (hasIngress && hasEgress)) return ['ingress', 'egress'];
  return hasEgress ? ['egress'] : ['ingress'];
}

function readType(cursor: Cursor): Direction[] {
  const type = cursor.text();
  if (type === 'Ingress') return ['ingress'];
  if (type === 'Egress') return ['egress'];
  cursor.error('POL312', 'types are Ingress, Egress or both; this one is passed over');
  return [];
}

function readSubjects(spec: Cursor, namespace: string | undefined, doubts: Doubts): PodsPeer[] {
  const expressions = readExpressions([
    [spec.field('selector'), endpoints],
    ...namespace === undefined ? [[spec.field('namespaceSelector'), namespaces] as const] : [],
    [spec.field('serviceAccountSelector'), serviceAccounts],
  ], doubts);
  return alternatives(spec, expressions, doubts).flatMap((selector): PodsPeer[] => {
    const found = podsAmong(selector);
    if (found === undefined) return [];
    if (!found.isExact) doubts.warn(spec, 'POL314', 'labels of service accounts are not read, only their names');
    return [{ kind: 'pods', pods: found.pods, namespaces: namespace === undefined || found.namespaces.length > 0 ? found.namespaces : undefined }];
  });
}

/**
 * A policy that may apply or not: each of its rules is open, and so is whether its tier denies the rest, after all others of it.
 */
function inDoubt(policy: TieredPolicy): TieredPolicy[] {
  const open = (rules: TieredRules | undefined): TieredRules | undefined => rules && {
    rules: rules.rules.map(rule => ({ ...rule, hangsOn: [...new Set([...rule.hangsOn ?? [], 'not-understood' as const])].sort() })), isolates: false,
  };
  const end = (rules: TieredRules | undefined, direction: Direction): TieredRules | undefined => rules && {
    rules: rules.isolates ? [{ action: 'deny', path: ['spec', direction], hangsOn: ['not-understood'] }] : [], isolates: false,
  };
  return [
    { ...policy, ingress: open(policy.ingress), egress: open(policy.egress) },
    { ...policy, priority: Infinity, ingress: end(policy.ingress, 'ingress'), egress: end(policy.egress, 'egress') },
  ];
}
