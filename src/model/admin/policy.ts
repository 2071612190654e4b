import { AdminApi, Order } from './api';
import { exactlyOne } from './exactly-one';
import { anyAction, perhaps } from './not-understood';
import { readNamespacedPods, readNamespaces } from './pods';
import { checkSize, readAdminRule } from './rule';
import { Cluster } from '../cluster';
import { Cursor } from '../cursor';
import { identityOf, KubeObject } from '../kinds/kind';
import { PodsPeer } from '../policy';
import { ADMIN_TIER, TieredRule, TieredRules } from '../tiered-policy';

/**
 * Reads a policy of one of the APIs for administrators.
 *
 * Such policies have no namespace, whatever that of the object says, and isolate nobody: what no rule matches is for the next tier.
 */
export function readAdminPolicy(object: KubeObject, api: AdminApi): Partial<Cluster> {
  checkVersion(object, api);
  const spec = object.root.field('spec');
  if (!spec.isMap()) return {};
  const isWhole = spec.knows('subject', 'ingress', 'egress', ...api.fields);
  const order = api.order(spec);
  const subject = readSubject(spec.field('subject'));
  const asFarAsKnown = doubtOf(order, isWhole && subject !== undefined);
  const rules = (direction: 'ingress' | 'egress') => readRules(spec.field(direction), direction, api, asFarAsKnown);
  return {
    tieredPolicies: [{
      ...identityOf(object),
      tier: order.tier ?? ADMIN_TIER,
      priority: order.priority ?? -Infinity,
      subjects: [subject ?? EVERY_POD],
      ingress: rules('ingress'),
      egress: rules('egress'),
    }],
  };
}

function checkVersion({ apiVersion, kind, root }: KubeObject, { versions }: AdminApi): void {
  const version = apiVersion.slice(apiVersion.indexOf('/') + 1);
  if (versions.includes(version)) return;
  root.field('apiVersion').warn('POL101', `${version} is no version of ${kind} that is known; it is read as if it were ${versions[0]}`);
}

const EVERY_POD: PodsPeer = { kind: 'pods', namespaces: [], pods: [] };

function readSubject(subject: Cursor): PodsPeer | undefined {
  const pods = exactlyOne<PodsPeer>(subject, { namespaces: readNamespaces, pods: readNamespacedPods });
  if (pods === undefined) {
    subject.error('POL103', 'a subject is exactly one of namespaces, pods, and holds nothing that is unknown; this one may be any pods');
  }
  return pods;
}

/** What a rule says of which nobody knows to whom it applies, or when it is asked. */
function doubtOf({ tier, priority }: Order, isKnown: boolean): (rule: TieredRule) => TieredRule[] {
  // A tier says what comes next, so that even to pass may mean anything.
  if (tier === undefined) return anyAction;
  // Asked first, a rule that may match or not is as good as one that may be asked at any time.
  return isKnown && priority !== undefined ? rule => [rule] : rule => [perhaps(rule)];
}

function readRules(
  list: Cursor, direction: 'ingress' | 'egress', api: AdminApi, asFarAsKnown: (rule: TieredRule) => TieredRule[],
): TieredRules | undefined {
  if (!list.isList()) return { rules: anyAction({ path: list.path }), isolates: false };
  checkSize(list, api.limit);
  const rules = list.items().flatMap(rule => readAdminRule(rule, direction, api)).flatMap(asFarAsKnown);
  return rules.length === 0 ? undefined : { rules, isolates: false };
}
