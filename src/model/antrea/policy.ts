import { FIRST_TIER, readPriority, readTier } from './order';
import { readPods } from './peers';
import { readRule } from './rule';
import { hasOnly } from './understood';
import { Order } from '../admin/api';
import { anyAction, perhaps } from '../admin/not-understood';
import { Cluster } from '../cluster';
import { Cursor } from '../cursor';
import { identityOf, KubeObject } from '../kinds/kind';
import { PodsPeer } from '../policy';
import { TieredRule, TieredRules } from '../tiered-policy';

/**
 * Reads a policy of Antrea, of a namespace or of the whole cluster. It isolates nobody: what no rule matches is for the next tier.
 *
 * @see https://antrea.io/docs/main/docs/antrea-network-policy/
 */
export function readAntreaPolicy(object: KubeObject, isOfCluster: boolean): Partial<Cluster> {
  const spec = object.root.field('spec');
  if (!spec.isMap()) return {};
  const isWhole = hasOnly(spec, ['tier', 'priority', 'appliedTo', 'ingress', 'egress'], 'the policy may mean less than it says');
  const order = { tier: readTier(spec.field('tier')), priority: readPriority(spec.field('priority')) };
  const subjects = readSubjects(spec.field('appliedTo'), isOfCluster);
  const asFarAsKnown = doubtOf(order, isWhole && subjects !== undefined);
  const rules = (direction: 'ingress' | 'egress') => readRules(spec.field(direction), each => readRule(each, direction, isOfCluster).flatMap(asFarAsKnown));
  const [everyPod, namespace] = isOfCluster ? [EVERY_POD, ''] : [EVERY_POD_HERE, object.namespace];
  return {
    tieredPolicies: [{
      ...identityOf(object),
      namespace,
      tier: order.tier ?? FIRST_TIER,
      priority: order.priority ?? -Infinity,
      subjects: subjects ?? [everyPod],
      ingress: rules('ingress'),
      egress: rules('egress'),
    }],
  };
}

const EVERY_POD_HERE: PodsPeer = { kind: 'pods', pods: [] };
const EVERY_POD: PodsPeer = { ...EVERY_POD_HERE, namespaces: [] };

/** What a rule says of which nobody knows to whom it applies, or when it is asked. */
function doubtOf({ tier, priority }: Order, isKnown: boolean): (rule: TieredRule) => TieredRule[] {
  if (tier === undefined) return anyAction;
  return isKnown && priority !== undefined ? rule => [rule] : rule => [perhaps(rule)];
}

function readRules(list: Cursor, read: (rule: Cursor) => TieredRule[]): TieredRules | undefined {
  if (!list.isList()) return { rules: anyAction({ path: list.path }), isolates: false };
  const rules = list.items().flatMap(read);
  return rules.length === 0 ? undefined : { rules, isolates: false };
}

/** `undefined` when one is not understood, or rules say by themselves whom they apply to. */
function readSubjects(list: Cursor, isOfCluster: boolean): PodsPeer[] | undefined {
  const items = list.isList() ? list.items() : [];
  if (items.length === 0) list.warn('POL402', 'a policy of Antrea is understood if it says for all rules whom it applies to; this one may apply to any pods');
  const fields = ['podSelector', ...isOfCluster ? ['namespaceSelector'] : []];
  const subjects = items.flatMap(item => hasOnly(item, fields, 'the policy may apply to any pods') ? readPods(item, isOfCluster) ?? [] : []);
  return subjects.length === 0 || subjects.length < items.length ? undefined : subjects;
}
