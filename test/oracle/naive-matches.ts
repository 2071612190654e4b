import { allOf, anyOf, assumed, isOpen, Match, matchIf, perhaps, Setting, World } from './naive-answers';
import { isInside, whetherInside } from './naive-blocks';
import { End, isPod, Labels, namespaceOf, Objects, Pod, Protocol, RawObject } from './naive-objects';

/* Whether what a policy names is the pod, the peer and the port of a connection. */

/** The port at which a connection arrives. */
export interface Arrival {
  readonly destination: End;
  readonly protocol: Protocol;
  readonly port: number;
}

/** Matches as they are in one of the worlds. */
export class Matches {
  constructor(private readonly objects: Objects, private readonly setting: Setting, private readonly world: World) {}

  /** Whether a NetworkPolicy governs a pod, in the directions it has. */
  public networkPolicySelects(policy: RawObject, pod: Pod): Match {
    if (onHost(pod) && !this.world['host-network']) return 'no';
    if (namespaceOf(policy) !== pod.namespace) return 'no';
    return this.hasLabels(pod, policy.spec.podSelector);
  }

  /** Nobody named means everybody. */
  public networkPolicyPeers(peers: RawObject[] | undefined | null, policy: RawObject, end: End): Match {
    if (isNothing(peers)) return 'yes';
    return anyOf(peers, peer => peer.ipBlock ? this.inIpBlock(peer.ipBlock, end) : this.isPeer(peer, policy, end));
  }

  /** No port named means every port of every protocol; an entry without a protocol means TCP. */
  public networkPolicyPorts(ports: RawObject[] | undefined | null, arrival: Arrival): Match {
    if (isNothing(ports)) return 'yes';
    return matchIf(ports.some(({ protocol, port, endPort }) => {
      if ((protocol ?? 'TCP') !== arrival.protocol) return false;
      if (protocol === 'SCTP' && !this.world.sctp) return false;
      if (port === undefined || port === null) return true;
      if (typeof port === 'string') return this.isCalled(port, arrival, arrival.protocol);
      return isBetween(port, endPort && this.world['end-port'] ? endPort : port, arrival);
    }));
  }

  /** Whether a policy with a tier governs a pod. Pods on the host network are never its subject. */
  public isSubject({ namespaces, pods }: RawObject, pod: Pod): Match {
    return this.isAdminPod({ namespaces, pods }, pod);
  }

  /** Rules with a tier always name somebody. Domain names are never a pod, and no address that is written as one. */
  public adminPeers(peers: RawObject[], end: End): Match {
    return anyOf(peers, ({ namespaces, pods, networks, nodes }) => {
      if (networks) return anyOf(networks, (cidr: string) => this.inBlock({ cidr }, end));
      if (nodes) return this.isNode(nodes, end);
      return isPod(end) && (namespaces || pods) ? this.isAdminPod({ namespaces, pods }, end) : 'no';
    });
  }

  /** Ports of a ClusterNetworkPolicy are its `protocols`, those of the kinds before it `ports`. */
  public adminPorts({ protocols, ports }: RawObject, arrival: Arrival): Match {
    const entries: RawObject[] | undefined | null = protocols ?? ports;
    if (isNothing(entries)) return 'yes';
    if (arrival.protocol === 'SCTP' && !this.world.sctp) return 'no';
    return matchIf(entries.some(({ tcp, udp, sctp, destinationNamedPort, portNumber, portRange, namedPort }) => {
      const name = destinationNamedPort ?? namedPort;
      if (name !== undefined) return this.isCalled(name, arrival);
      if (portNumber) return arrival.protocol === (portNumber.protocol ?? 'TCP') && portNumber.port === arrival.port;
      if (portRange) return arrival.protocol === (portRange.protocol ?? 'TCP') && isBetween(portRange.start, portRange.end, arrival);
      const ofProtocol = { TCP: tcp, UDP: udp, SCTP: sctp }[arrival.protocol];
      if (!ofProtocol) return false;
      const { number, range } = ofProtocol.destinationPort ?? {};
      return range ? isBetween(range.start, range.end, arrival) : (number ?? arrival.port) === arrival.port;
    }));
  }

  /** Whether an end is a node as far as the traffic between nodes and pods goes. */
  public isNodeTraffic(end: End): boolean {
    if (isPod(end)) return onHost(end);
    return this.setting.nodeCidrs.some(cidr => isInside({ cidr }, end.address))
      || this.objects.nodes.some(({ addresses }) => addresses.includes(end.address));
  }

  private isPeer({ namespaceSelector, podSelector }: RawObject, policy: RawObject, end: End): Match {
    if (!isPod(end) || (onHost(end) && !this.seesHost(namespaceSelector, podSelector))) return 'no';
    return allOf([
      namespaceSelector ? this.isNamespace(end.namespace, namespaceSelector) : matchIf(end.namespace === namespaceOf(policy)),
      this.hasLabels(end, podSelector),
    ], match => match);
  }

  private seesHost(namespaceSelector: RawObject, podSelector: RawObject): boolean {
    const isSpecial = namespaceSelector && assumed(this.setting, 'namespace-selector-host-network') === 'only-with-pod-selector';
    return isSpecial ? Boolean(podSelector) : this.world['host-network'];
  }

  private isAdminPod({ namespaces, pods }: RawObject, pod: Pod): Match {
    if (onHost(pod)) return 'no';
    if (namespaces) return this.isNamespace(pod.namespace, namespaces);
    return allOf([this.isNamespace(pod.namespace, pods.namespaceSelector), this.hasLabels(pod, pods.podSelector)], match => match);
  }

  /** The API server labels every namespace with its name. */
  private isNamespace(name: string, selector: RawObject): Match {
    const declared = this.objects.namespaces.get(name);
    const labels = { ...declared, 'kubernetes.io/metadata.name': name };
    return this.holds(selector, labels, key => declared === undefined && !(key in labels) && isOpen(this.setting, 'undeclared-namespace-labels')
      ? perhaps(this.world, 'undeclared-namespace-labels') : undefined);
  }

  private hasLabels({ labels, addedKeys }: Pod, selector: RawObject): Match {
    return this.holds(selector, labels, key => addedKeys.includes(key) && !(key in labels) && isOpen(this.setting, 'controller-labels')
      ? perhaps(this.world, 'controller-labels') : undefined);
  }

  /** Every requirement has to hold. No selector is the empty one, which everything meets. */
  private holds(selector: RawObject, labels: Labels, open: (key: string) => Match | undefined): Match {
    const equal = Object.entries(selector?.matchLabels ?? {}).map(([key, value]) => ({ key, operator: 'In', values: [value] }));
    return allOf([...equal, ...selector?.matchExpressions ?? []], ({ key, operator, values }: RawObject) =>
      open(key) ?? matchIf(meets(labels, key, operator, values)));
  }

  /** The text of the API is that ipBlocks are for addresses outside; many networks match those of pods and of nodes too. */
  private inIpBlock(ipBlock: RawObject, end: End): Match {
    if (isPod(end) && !this.world[onHost(end) ? 'nodes-match-ip-block' : 'pods-match-ip-block']) return 'no';
    return this.inBlock(ipBlock, end);
  }

  private inBlock(block: RawObject, end: End): Match {
    if (!isPod(end)) return matchIf(isInside(block, end.address));
    if (end.addresses.length > 0) return matchIf(end.addresses.some(address => isInside(block, address)));
    const match = whetherInside(block, onHost(end) ? this.setting.nodeCidrs : this.setting.podCidrs);
    // On the host network it is the node that has the address.
    return match === 'perhaps' ? perhaps(this.world, onHost(end) ? 'node-addresses' : 'pod-ips') : match;
  }

  /** Pods on the host network are their node; on which one they run is known only once they do. */
  private isNode(selector: RawObject, end: End): Match {
    const selected = this.objects.nodes.filter(({ labels }) => this.holds(selector, labels, () => undefined) === 'yes');
    if (!isPod(end) && this.objects.nodes.length === 0) return this.mayBeNode(end.address);
    if (!isPod(end)) return matchIf(selected.some(({ addresses }) => addresses.includes(end.address)));
    if (!onHost(end)) return 'no';
    if (isEmpty(selector)) return 'yes';
    const { nodeName } = end.spec;
    if (this.objects.nodes.some(({ name }) => name === nodeName)) return matchIf(selected.some(({ name }) => name === nodeName));
    return perhaps(this.world, 'node-addresses');
  }

  /** Where the input has no nodes, any address may be one of theirs, or any that nodes are known to have. */
  private mayBeNode(address: string): Match {
    const { nodeCidrs } = this.setting;
    const isPossible = nodeCidrs.length === 0 || nodeCidrs.some(cidr => isInside({ cidr }, address));
    return isPossible ? perhaps(this.world, 'node-addresses') : 'no';
  }

  /** A name means what the receiving pod means by it; an address outside has no names. */
  private isCalled(name: string, { destination, port, protocol }: Arrival, only?: Protocol): boolean {
    if (!isPod(destination)) return false;
    const { containers = [], initContainers = [] } = destination.spec;
    const running = [...containers, ...(initContainers ?? []).filter(({ restartPolicy }: RawObject) => restartPolicy === 'Always')];
    const called = running.flatMap(container => container.ports ?? []).filter((each: RawObject) =>
      each.name === name && (only === undefined || only === (each.protocol ?? 'TCP')));
    const counting = assumed(this.setting, 'duplicate-port-names') === 'first' ? called.slice(0, 1) : called;
    return counting.some((each: RawObject) => each.containerPort === port && (each.protocol ?? 'TCP') === protocol);
  }
}

const onHost = ({ spec }: Pod): boolean => spec.hostNetwork === true;

const isNothing = (list: RawObject[] | undefined | null): list is [] | undefined | null => (list ?? []).length === 0;

const isEmpty = ({ matchLabels, matchExpressions }: RawObject): boolean =>
  Object.keys(matchLabels ?? {}).length === 0 && (matchExpressions ?? []).length === 0;

const isBetween = (first: number, last: number, { port }: Arrival): boolean => first <= port && port <= last;

/** A label that is absent meets `NotIn` and `DoesNotExist`. */
function meets(labels: Labels, key: string, operator: string, values: readonly string[]): boolean {
  if (operator === 'Exists') return key in labels;
  if (operator === 'DoesNotExist') return !(key in labels);
  const isListed = key in labels && values.includes(labels[key]);
  return operator === 'In' ? isListed : !isListed;
}
