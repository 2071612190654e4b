import { Peers, Selection } from './columns';
import { ALWAYS, Condition, NEVER } from './condition';
import { RuleContext } from './rule-context';
import { Universe } from './universe';
import { orUnknownPod } from './unknown-pod';
import { DomainNamesPeer, PodsPeer, PolicyPeer, PolicyRule } from '../model';

/** Finds the columns that the peers of a rule stand for. */
export class RulePeers {
  constructor(private readonly universe: Universe, private readonly context: RuleContext) {}

  public of(rule: PolicyRule): Peers[] {
    const { conditions } = this.universe.answers;
    const { peers } = rule;
    const applies = this.applies(rule);
    const named = peers === undefined ? [{ peers: this.everybody, when: ALWAYS }] : peers.flatMap(peer => this.named(peer));
    const applying = applies === ALWAYS ? named : named.map(each => ({ ...each, when: conditions.and(each.when, applies) }));
    return applying.filter(({ when }) => when !== NEVER);
  }

  /** When a rule matches at all what it names. */
  public applies({ hangsOn = [], path }: PolicyRule): Condition {
    const { conditions } = this.universe.answers;
    return hangsOn.reduce((all, question) =>
      conditions.and(all, conditions.when(question, `${this.context.ordered ?? ''} ${path.join('.')}`)), ALWAYS);
  }

  /** What is allowed to all addresses needs no row for each name; what is denied to all takes the names with it. */
  private get everybody(): Selection {
    const { everybody } = this.universe;
    return this.context.ordered === undefined ? everybody.addressed : everybody.named;
  }

  private named(peer: PolicyPeer): readonly Peers[] {
    switch (peer.kind) {
      case 'addresses': return this.universe.matcher.peersIn(peer, this.context.ordered !== undefined);
      case 'nodes': return this.orUnknown(this.universe.nodeMatcher.peersOf(peer.nodes));
      case 'names': return this.namesNamed(peer);
      case 'pods': return this.orUnknown(this.podsNamed(peer));
    }
  }

  private orUnknown(named: readonly Peers[]): readonly Peers[] {
    return this.context.ordered === undefined ? named : orUnknownPod(this.universe, named, this.context.ordered);
  }

  private namesNamed({ names }: DomainNamesPeer): Peers[] {
    const peers = [...new Set(names)].map(name => this.universe.names.get(name)!).sort((a, b) => a - b);
    return [{ peers, when: this.universe.answers.when('fqdn', 'symbolic'), byName: true }];
  }

  private podsNamed(peer: PodsPeer): readonly Peers[] {
    const { selections } = this.universe;
    const selected = peer.namespaces === undefined
      ? selections.inNamespace(this.context.namespace, peer.pods)
      : selections.inNamespaces(peer.namespaces, peer.pods);
    return seenPods(this.universe, selected, this.seesHosts(peer));
  }

  /** Policies of the APIs with tiers leave pods on the host network out; of a NetworkPolicy it depends on the CNI. */
  private seesHosts({ namespaces, hasPodSelector }: PodsPeer): (universe: Universe) => Condition {
    if (this.context.ordered !== undefined) return () => NEVER;
    if (namespaces === undefined) return hostsSelectable;
    return universe => {
      if (universe.answers.to('namespace-selector-host-network') === 'no') return hostsSelectable(universe);
      return hasPodSelector ? ALWAYS : NEVER;
    };
  }
}

/** Most CNIs cannot tell pods on the host network from their node. */
export const hostsSelectable = ({ answers }: Universe): Condition => answers.when('host-network', 'selectable');

/** The selected pods that a policy sees, apart from those on the host network, which it may not. */
export function seenPods(universe: Universe, selected: readonly Peers[], seesHosts: (universe: Universe) => Condition): readonly Peers[] {
  const isOnHost = (index: number) => universe.classes[index].addresses.ofNodes;
  if (!selected.some(({ peers }) => peers.some(isOnHost))) return selected;
  const visible = seesHosts(universe);
  return selected.flatMap(({ peers, when }) => [
    { peers: peers.filter(index => !isOnHost(index)), when },
    { peers: peers.filter(isOnHost), when: universe.answers.conditions.and(when, visible) },
  ]).filter(each => each.when !== NEVER && each.peers.length > 0);
}
