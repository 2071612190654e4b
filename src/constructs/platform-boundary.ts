import { Lazy } from 'cdk8s';
import { Construct } from 'constructs';
import { claim } from './claims';
import { onEachNamespace } from './cluster-namespaces';
import { ClusterProfile } from './cluster-profile';
import { dnsPortsIn } from './dns-ports-in';
import { kubeObject } from './kube-object';
import { onceInCluster } from './once-in-cluster';
import { PlatformBoundaryProps } from './platform-boundary-props';
import { where } from './where';
import {
  addressDenial, boundaryEngines, BoundaryEngine, BoundedNamespace, Denial, DeniedBlock, denialsOf, engineOf, ObjectTemplate, SharedContext, Side,
  sideDenial, SIDES,
} from '../boundaries';
import { UsageError } from '../errors';
import { meshPods } from '../meshes';
import { ClusterFacts, dnsLabel, podDns } from '../values';

const HIGHEST_PRIORITY = 1000;

/**
 * What the platform denies in the isolated namespaces of a cluster, and no tenant can allow again.
 *
 * NetworkPolicies only ever add to each other: whoever may write one in a namespace may open it. A boundary stands above them. It keeps
 * namespaces of different tenants and of different environments apart, and pods from addresses such as those of cloud metadata. It
 * covers every `IsolatedNamespace` of its cluster, those defined later too.
 *
 * @example new PlatformBoundary(chart, 'Boundary')
 */
export class PlatformBoundary extends Construct {
  private readonly name: string;
  private readonly priority: number;
  private readonly engine: BoundaryEngine;
  private readonly blocks: readonly DeniedBlock[];
  private readonly namespaces: BoundedNamespace[] = [];
  private readonly denied = new Set<string>();
  private denials?: { readonly of: number; readonly byName: ReadonlyMap<string, Denial> };

  /** Throws a UsageError when the cluster of the profile has nothing that could enforce it. */
  constructor(scope: Construct, id: string, props: PlatformBoundaryProps = {}) {
    super(scope, id);
    const facts = ClusterProfile._for(this)._facts;
    this.name = dnsLabel(where(this), 'name of a boundary', props.name ?? 'palisade');
    this.priority = this.checkedPriority(props.priority ?? 10);
    this.engine = boundaryEngines[props.engine ?? engineOf(facts)];
    this.blocks = blocksOf(facts, props);
    this.requireEnforceable(facts);
    claim(this, { what: `boundary "${this.name}"`, fix: 'define one for the whole cluster, or give each its own name' });
    for (const template of this.engine.shared) onceInCluster(this, `${template.kind} ${template.name(this.name)}`, () => this.add(template, this.name, () => this.shared));
    onEachNamespace(this, namespace => this.cover(namespace));
  }

  private cover(namespace: BoundedNamespace): void {
    this.namespaces.push(namespace);
    if (this.blocks.length > 0) this.deny(addressDenial(this.name));
    for (const side of Object.keys(SIDES) as Side[]) {
      const value = namespace[side];
      if (value !== undefined) this.deny(sideDenial(this.name, side, value));
    }
  }

  private deny(name: string): void {
    if (this.denied.has(name)) return;
    this.requireRoom();
    this.denied.add(name);
    for (const template of this.engine.perDenial) this.add(template, name, () => ({ ...this.shared, ...this.denial(name) }));
  }

  private add<Context>({ apiVersion, kind, name, spec }: ObjectTemplate<Context>, of: string, context: () => Context): void {
    kubeObject(this, `${kind}-${of}`, { apiVersion, kind, name: name(of), spec: Lazy.any({ produce: () => spec(context(), name(of)) }) });
  }

  private denial(name: string): Denial {
    const { priority, namespaces, blocks } = this;
    const { platform } = this.shared;
    // Asked once for each object, but made once for all, as long as no namespace is added.
    if (this.denials?.of !== namespaces.length) {
      const denials = denialsOf({ name: this.name, namespaces, platform, blocks, priority });
      this.denials = { of: namespaces.length, byName: new Map(denials.map(denial => [denial.name, denial])) };
    }
    return this.denials.byName.get(name)!;
  }

  private get shared(): SharedContext {
    const facts = ClusterProfile.of(this)._facts;
    const pods = [...podDns(facts), ...facts.ingressControllers].map(each => each.pods);
    const platform = [...pods, ...facts.monitoring ? [facts.monitoring] : [], ...meshPods(facts)].map(({ namespace }) => namespace);
    return { platform: [...new Set(platform)].sort(), protects: this.namespaces.map(({ name }) => name).sort() };
  }

  private requireRoom(): void {
    const highest = this.engine.highestPriority ?? HIGHEST_PRIORITY;
    if (this.priority + this.denied.size <= highest) return;
    throw new UsageError(where(this), `its policies need more priorities than there are from ${this.priority} to ${highest}`,
      'lower `priority`, or use several clusters: its engine has room for no more tenants');
  }

  private checkedPriority(priority: number): number {
    if (Number.isInteger(priority) && priority >= 0 && priority <= HIGHEST_PRIORITY) return priority;
    throw new UsageError(where(this), `${priority} is no priority`, `give a whole number from 0 to ${HIGHEST_PRIORITY}`);
  }

  private requireEnforceable(facts: ClusterFacts): void {
    const limit = this.engine.limit?.(facts, { addresses: this.blocks.length > 0 });
    if (limit !== undefined) throw new UsageError(where(this), limit.what, limit.fix);
  }
}

function blocksOf(facts: ClusterFacts, { allowMetadata, deniedCidrs = [] }: PlatformBoundaryProps): DeniedBlock[] {
  return [...allowMetadata ? [] : facts.metadataCidrs, ...deniedCidrs].map(cidr => ({ cidr, openPorts: dnsPortsIn(cidr, facts) }));
}
