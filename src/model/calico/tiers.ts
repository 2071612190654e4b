import { groupBy } from '../../values';
import { KubeObject } from '../kinds/kind';
import { NETWORK_POLICY_TIER, PolicyTier } from '../tiered-policy';

export interface KnownTier {
  readonly tier: PolicyTier;
  /** Whether it denies what it applies to and nothing in it decides. */
  readonly denies: boolean;
}

const tier = (name: string, order: number): PolicyTier => ({ name, order, ties: 'by-name' });

const DEFAULT_TIER = 'default';

/** Tiers that Calico makes itself; those but the first are for the policies of Kubernetes administrators. */
const BUILT_IN: readonly (readonly [string, KnownTier])[] = [
  [DEFAULT_TIER, { tier: NETWORK_POLICY_TIER, denies: true }],
  ['adminnetworkpolicy', { tier: tier('adminnetworkpolicy', 1_000), denies: false }],
  ['baselineadminnetworkpolicy', { tier: tier('baselineadminnetworkpolicy', 10_000_000), denies: false }],
  ['kube-admin', { tier: tier('kube-admin', 1_000), denies: false }],
  ['kube-baseline', { tier: tier('kube-baseline', 10_000_000), denies: false }],
];

/** @see https://docs.tigera.io/calico/latest/reference/resources/tier */
export class Tiers {
  private readonly known = new Map(BUILT_IN);
  private readonly unknown = new Map<string, PolicyTier>();

  constructor(objects: readonly KubeObject[]) {
    for (const [name, [object]] of groupBy(objects, each => each.name)) {
      const found = readTier(object);
      if (found === undefined) this.known.delete(name);
      else if (name !== DEFAULT_TIER) this.known.set(name, found);
      else checkDefault(object, found);
    }
  }

  /** `undefined` when the input does not tell what a tier of this name is; a policy that names none is in the default tier. */
  public named(name: string): KnownTier | undefined {
    return this.known.get(name || DEFAULT_TIER);
  }

  /** A place for policies whose tier nobody knows: before the others, as all they say is open then. */
  public placeholder(name: string): PolicyTier {
    const made = this.unknown.get(name) ?? tier(name, -Number.MAX_VALUE);
    this.unknown.set(name, made);
    return made;
  }
}

function readTier({ name, root }: KubeObject): KnownTier | undefined {
  const spec = root.field('spec');
  if (spec.isMap()) spec.knows('order', 'defaultAction');
  const order = spec.field('order');
  const action = spec.field('defaultAction').text() ?? 'Deny';
  if (action !== 'Deny' && action !== 'Pass') {
    spec.field('defaultAction').error('POL316', `the default action of a tier is Deny or Pass, not "${action}"; the tier is taken to be unknown`);
    return undefined;
  }
  if (order.isAbsent) return { tier: tier(name, Number.MAX_VALUE), denies: action === 'Deny' };
  if (Number.isFinite(order.value)) return { tier: tier(name, Number(order.value)), denies: action === 'Deny' };
  order.error('POL311', 'the order of a tier is a number; the tier is taken to be unknown');
  return undefined;
}

function checkDefault({ root }: KubeObject, { tier: { order }, denies }: KnownTier): void {
  if (order === NETWORK_POLICY_TIER.order && denies) return;
  root.field('spec').warn('POL316', `the tier "${DEFAULT_TIER}" always has the order ${NETWORK_POLICY_TIER.order} and denies in the end, whatever stands here`);
}
