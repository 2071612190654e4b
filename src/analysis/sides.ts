import { Condition, NEVER } from './condition';
import { governedClasses, NetworkPolicyDrafts, networkPolicyDrafts } from './network-policy-drafts';
import { Direction } from './rule-context';
import { SharedSides } from './shared-sides';
import { Side } from './side';
import { TierDraft } from './tier-draft';
import { tierDrafts } from './tier-drafts';
import { Universe } from './universe';
import { Cluster, Policy } from '../model';
import { groupBy } from '../values';

type ByDirection<T> = Readonly<Record<Direction, T>>;

/** What the policies let into each class, and out of it. */
export class Sides {
  private readonly shared: SharedSides;
  private readonly tiers: ByDirection<ReadonlyMap<number, TierDraft[]>>;
  private readonly sides: ByDirection<Side[]>;
  private byNamespace?: Map<string, Policy[]>;

  constructor(private readonly universe: Universe, private readonly cluster: Pick<Cluster, 'policies' | 'tieredPolicies'>) {
    const { policies, tieredPolicies } = cluster;
    this.shared = new SharedSides(universe);
    this.tiers = byDirection(direction => tierDrafts(tieredPolicies, universe, direction));
    const drafts = byDirection(direction => networkPolicyDrafts(policies, universe, direction));
    this.sides = byDirection(direction => universe.classes.map(({ index }) => this.side(direction, drafts, index)));
  }

  public of(direction: Direction, podClass: number): Side {
    return this.sides[direction][podClass];
  }

  /** Puts NetworkPolicies in place of others, and looks again at the classes that any of them govern. */
  public replace(removed: readonly Policy[], added: readonly Policy[]): ReadonlySet<number> {
    const policies = this.policiesAfter(removed, added);
    const subjects = governedClasses(this.universe, [...removed, ...added]);
    const drafts = byDirection(direction => networkPolicyDrafts(policies, this.universe, direction, subjects));
    for (const subject of subjects) {
      this.sides.ingress[subject] = this.side('ingress', drafts, subject);
      this.sides.egress[subject] = this.side('egress', drafts, subject);
    }
    return subjects;
  }

  /** The policies of the namespaces concerned: those of others govern none of the same pods. */
  private policiesAfter(removed: readonly Policy[], added: readonly Policy[]): Policy[] {
    this.byNamespace ??= groupBy(this.cluster.policies, ({ namespace }) => namespace);
    const gone = new Set(removed);
    return [...groupBy([...removed, ...added], ({ namespace }) => namespace).keys()].flatMap(namespace => {
      const kept = (this.byNamespace!.get(namespace) ?? []).filter(policy => !gone.has(policy));
      const policies = [...kept, ...added.filter(policy => policy.namespace === namespace)];
      this.byNamespace!.set(namespace, policies);
      return policies;
    });
  }

  private side(direction: Direction, drafts: ByDirection<NetworkPolicyDrafts>, podClass: number): Side {
    const governed: ByDirection<Condition> = byDirection(each => drafts[each].get(podClass)?.governed ?? NEVER);
    const draft = drafts[direction].get(podClass) ?? { cells: [], governed: NEVER };
    return this.shared.of(draft, governed[direction === 'ingress' ? 'egress' : 'ingress'], this.tiers[direction].get(podClass) ?? []);
  }
}

const byDirection = <T>(of: (direction: Direction) => T): ByDirection<T> => ({ ingress: of('ingress'), egress: of('egress') });
