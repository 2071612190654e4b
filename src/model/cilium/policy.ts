import { readRule, Section } from './rule';
import { readSubject } from './subject';
import { Cursor } from '../cursor';
import { Named } from '../named';
import { NETWORK_POLICY_PRIORITY, NETWORK_POLICY_TIER, PolicyTier, TieredPolicy, TieredRule, TieredRules } from '../tiered-policy';

/** Where Cilium asks what is denied: before everything that is allowed, be it by a policy of its own or by a NetworkPolicy. */
export const CILIUM_DENY_TIER: PolicyTier = { name: 'Cilium deny', order: 999_999, ties: 'by-name' };

type Direction = 'ingress' | 'egress';

/** Reads the rules of a Cilium policy; its namespace is empty if it is one of the whole cluster. */
export function readCiliumPolicy(root: Cursor, identity: Named): TieredPolicy[] {
  if (!root.has('spec') && !root.has('specs')) {
    root.error('POL201', 'Cilium refuses a policy that has neither a spec nor specs; it is passed over');
    return [];
  }
  return [...root.has('spec') ? [root.field('spec')] : [], ...root.field('specs').items()].flatMap(spec => readSpec(spec, identity));
}

function readSpec(spec: Cursor, identity: Named): TieredPolicy[] {
  if (!spec.isMap() || !isAccepted(spec, identity.namespace)) return [];
  const subject = readSubject(spec.field('endpointSelector'), identity.namespace);
  if (subject === undefined) return [];
  const rules = {
    ingress: readDirection(spec, 'ingress', identity.namespace),
    egress: readDirection(spec, 'egress', identity.namespace),
  };
  const common = { ...identity, priority: NETWORK_POLICY_PRIORITY, subjects: [subject] };
  const denials: TieredPolicy = { ...common, tier: CILIUM_DENY_TIER, ingress: rules.ingress.denials, egress: rules.egress.denials };
  const rest: TieredPolicy = { ...common, tier: NETWORK_POLICY_TIER, ingress: rules.ingress.rest, egress: rules.egress.rest };
  return [denials, rest].filter(({ ingress, egress }) => ingress !== undefined || egress !== undefined);
}

const SECTIONS: readonly Section[] = [
  { field: 'ingress', direction: 'ingress', action: 'allow' },
  { field: 'ingressDeny', direction: 'ingress', action: 'deny' },
  { field: 'egress', direction: 'egress', action: 'allow' },
  { field: 'egressDeny', direction: 'egress', action: 'deny' },
];

/** Whether Cilium would take the rule, and for pods. A rule that it refuses isolates nothing. */
function isAccepted(spec: Cursor, namespace: string): boolean {
  spec.knows('endpointSelector', 'nodeSelector', ...SECTIONS.map(({ field }) => field), 'enableDefaultDeny', 'labels', 'description', 'log');
  const forPods = spec.has('endpointSelector');
  const forNodes = spec.has('nodeSelector');
  if (forPods === forNodes || (forNodes && namespace !== '')) {
    spec.error('POL201', 'Cilium refuses a policy without an endpointSelector, or with a nodeSelector too; this rule is passed over');
    return false;
  }
  if (forNodes) {
    spec.field('nodeSelector').warn('POL202', 'this rule governs nodes and not pods; it is passed over');
    return false;
  }
  if (SECTIONS.some(({ field }) => isWritten(spec.field(field)))) return true;
  spec.error('POL201', 'Cilium refuses a policy without any rule, be it to allow or to deny; this one is passed over, and isolates nothing');
  return false;
}

/** Whether a section counts. An empty list is as good as none; what is no list stands for rules that nobody understands. */
const isWritten = (section: Cursor): boolean => !section.isAbsent && !(Array.isArray(section.value) && section.value.length === 0);

/** What a rule denies in one direction, and what it makes of the rest. */
interface Decisions {
  readonly denials?: TieredRules;
  readonly rest?: TieredRules;
}

function readDirection(spec: Cursor, direction: Direction, namespace: string): Decisions {
  const sections = SECTIONS.filter(section => section.direction === direction && isWritten(spec.field(section.field)));
  if (sections.length === 0) return {};
  const rules = sections.flatMap(section => readSection(spec.field(section.field), section, namespace));
  const denials = rules.filter(({ action }) => action === 'deny');
  const allowances = rules.filter(({ action }) => action === 'allow');
  const isolates = readFlag(spec.field('enableDefaultDeny'), direction);
  return {
    denials: denials.length === 0 ? undefined : { rules: denials, isolates: false },
    rest: { rules: isolates ? allowances : allowances.flatMap(withRefusals), isolates },
  };
}

const readSection = (list: Cursor, section: Section, namespace: string): TieredRule[] => list.isList()
  ? list.items().flatMap(rule => readRule(rule, section, namespace))
  : [{ action: section.action, path: list.path, hangsOn: ['not-understood'] }];

/** Requests that the rule does not name are refused even where nothing else is: the proxy that looks at them answers for them all. */
const withRefusals = (rule: TieredRule): TieredRule[] => rule.hangsOn?.includes('layer-7') ? [rule, { ...rule, action: 'deny' }] : [rule];

/** Whether pods of the rule are isolated in a direction in which it has rules: unless the policy says no. */
function readFlag(flags: Cursor, direction: Direction): boolean {
  if (flags.isMap()) flags.knows('ingress', 'egress');
  const flag = flags.field(direction);
  if (flag.value === false) return false;
  if (!flag.isAbsent && !flag.isTrue()) flag.error('POL213', `${flag.path.join('.')} should be true or false; it is taken to be true`);
  return true;
}
