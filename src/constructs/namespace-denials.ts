import { ApiObject, Lazy } from 'cdk8s';
import { Construct } from 'constructs';
import { checkReason } from './check-reason';
import { claim } from './claims';
import { ClusterProfile } from './cluster-profile';
import { deniedEnd } from './denied-end';
import { DenyOptions } from './deny-options';
import { dnsPortsIn } from './dns-ports-in';
import { kubeObject } from './kube-object';
import { onceInCluster } from './once-in-cluster';
import { IPeer } from './peer';
import { where } from './where';
import { BoundaryEngine, boundaryEngines, Denial, denialEngineOf, NAMESPACE_NAME, NamespaceTerm } from '../boundaries';
import { required } from '../profiles';
import { Cidr, PURPOSE, purposesText } from '../values';

/** Before those of a PlatformBoundary, which begin at 10. All of them deny, so that it makes no difference. */
const PRIORITY = 9;

/** What a namespace has nothing to do with, whatever policies allow: one policy of those that administrators have. */
export class NamespaceDenials {
  private readonly others = new Map<string, readonly NamespaceTerm[]>();
  private readonly blocks = new Map<string, Cidr>();
  private readonly purposes = new Set<string>();
  private readonly objects: ApiObject[] = [];

  constructor(private readonly construct: Construct, private readonly namespace: string) {}

  /** Denies what goes to a peer, and, unless it is addresses, what comes from it. */
  public add(peer: IPeer, { reason }: DenyOptions): void {
    const facts = ClusterProfile._for(this.construct)._facts;
    required(where(this.construct), facts, 'explicitDeny');
    checkReason(where(this.construct), reason);
    const peers = peer.toPeer()._resolve({ where: where(this.construct), facts, direction: 'ingress' });
    const ends = peers.map(each => deniedEnd(where(this.construct), each));
    for (const { terms, blocks } of ends) {
      if (terms !== undefined) this.others.set(JSON.stringify(terms), terms);
      for (const block of blocks) this.blocks.set(`${block}`, block);
    }
    if (this.objects.length === 0) this.define(boundaryEngines[denialEngineOf(facts)]);
    if (reason === undefined) return;
    for (const { what } of peers) this.purposes.add(`nothing with ${what}: ${reason}`);
    for (const object of this.objects) object.metadata.addAnnotation(PURPOSE, purposesText(this.purposes));
  }

  private define({ shared, perDenial }: BoundaryEngine): void {
    const name = `palisade-deny-${this.namespace}`;
    const context = { platform: [], protects: [this.namespace] };
    for (const template of shared) {
      onceInCluster(this.construct, `${template.kind} ${template.name(name)}`, () => kubeObject(this.construct, `${template.kind}-${name}`, {
        ...template, name: template.name(name), spec: template.spec(context, name),
      }));
    }
    for (const { apiVersion, kind, name: nameOf, spec } of perDenial) {
      claim(this.construct, { what: `${kind} "${nameOf(name)}"`, fix: 'give each its own name' });
      this.objects.push(kubeObject(this.construct, `${kind}-${name}`, {
        apiVersion, kind, name: nameOf(name), spec: Lazy.any({ produce: () => spec({ ...context, ...this.denial(name) }, nameOf(name)) }),
      }));
    }
  }

  private denial(name: string): Denial {
    const facts = ClusterProfile.of(this.construct)._facts;
    return {
      name,
      priority: PRIORITY,
      subject: [{ key: NAMESPACE_NAME, operator: 'In', values: [this.namespace] }],
      others: [...this.others].sort(([a], [b]) => a < b ? -1 : 1).map(([, terms]) => terms),
      blocks: [...this.blocks.values()].map(cidr => ({ cidr, openPorts: dnsPortsIn(cidr, facts) })),
    };
  }
}
