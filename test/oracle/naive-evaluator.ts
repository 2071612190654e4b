import { BlockList } from 'node:net';

/* Decides single connections straight from the text of the NetworkPolicy API, on the objects as written.
 *
 * It knows nothing of classes, atoms or sets, shares no code with the analyzer, and is as slow as it is plain: a second opinion.
 * It expects manifests that the API server would accept.
 */

/** An object of a manifest, as parsed. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- the evaluator reads raw objects, whose shape the API server checked
export type RawObject = any;

/** An end of a connection: a pod of the input, or an address outside the cluster. */
export type End = Pod | { readonly address: string };

export interface Pod {
  readonly id: string;
  readonly namespace: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly spec: RawObject;
  /** Whether there are siblings from the same template. */
  readonly replicated: boolean;
  readonly addresses: readonly string[];
}

/** What is not in the manifests. Assumptions as in `src/values/assumptions.ts`, all of them stated. */
export interface Setting {
  readonly assumptions: Readonly<Record<string, string>>;
  readonly podCidrs: readonly string[];
  readonly nodeCidrs: readonly string[];
}

export type Protocol = 'TCP' | 'UDP' | 'SCTP';
export type Verdict = 'allowed' | 'denied' | 'depends';
type Direction = 'ingress' | 'egress';

/** One way in which the open questions may be answered; `unknown` stands for both. */
export interface World {
  readonly 'pods-match-ip-block': boolean;
  readonly 'nodes-match-ip-block': boolean;
  /** Whether selectors see pods on the host network. */
  readonly 'host-network': boolean;
  readonly 'end-port': boolean;
  /** Whether the address of a pod that is not known lies in a block that may have it. */
  readonly 'pod-ips': boolean;
  /** The same of a pod on the host network, which has that of its node. No assumption answers this. */
  readonly 'node-addresses': boolean;
}

export type Question = keyof World;

interface Attempt {
  readonly source: End;
  readonly destination: End;
  readonly protocol: Protocol;
  readonly port: number;
}

export class NaiveEvaluator {
  public readonly pods: readonly Pod[];

  private readonly policies: readonly RawObject[];
  private readonly namespaces: ReadonlyMap<string, Readonly<Record<string, string>>>;
  private readonly worlds: readonly World[];
  private readonly governingByKey = new Map<string, readonly RawObject[]>();

  constructor(objects: readonly RawObject[], private readonly setting: Setting) {
    this.pods = objects.flatMap(podsOf);
    this.policies = objects.filter(({ kind }) => kind === 'NetworkPolicy');
    this.namespaces = new Map(objects.filter(({ kind }) => kind === 'Namespace').map(({ metadata }) => [metadata.name, metadata.labels ?? {}]));
    this.worlds = worldsOf(setting.assumptions);
  }

  /** The connection is allowed, or denied, when every answer to the open questions makes it so. */
  public verdict(source: End, destination: End, protocol: Protocol, port: number): Verdict {
    const [first, ...rest] = this.worlds;
    const attempt = { source, destination, protocol, port };
    const outcome = this.isAllowed(first, attempt);
    if (rest.some(world => this.isAllowed(world, attempt) !== outcome)) return 'depends';
    return outcome ? 'allowed' : 'denied';
  }

  /** The open questions of which one alone can change the outcome. */
  public decidedBy(source: End, destination: End, protocol: Protocol, port: number): Question[] {
    const attempt = { source, destination, protocol, port };
    const questions = Object.keys(this.worlds[0]) as Question[];
    return questions.filter(question => this.worlds.some(world => {
      const other = this.worlds.find(each => questions.every(name => (each[name] === world[name]) === (name !== question)));
      return other !== undefined && this.isAllowed(world, attempt) !== this.isAllowed(other, attempt);
    }));
  }

  /** Both ends have a say: the source lets it out, the destination lets it in. */
  private isAllowed(world: World, attempt: Attempt): boolean {
    const { source, destination } = attempt;
    return this.lets(world, 'egress', source, destination, attempt) && this.lets(world, 'ingress', destination, source, attempt);
  }

  private lets(world: World, direction: Direction, subject: End, peer: End, attempt: Attempt): boolean {
    if (!isPod(subject)) return true;
    const governing = this.governing(world, direction, subject);
    if (governing.length === 0) return true;
    return governing.some(policy => (policy.spec[direction] ?? []).some((rule: RawObject) =>
      this.matchesPeers(world, direction === 'ingress' ? rule.from : rule.to, policy, peer)
      && matchesPorts(world, rule.ports, attempt)));
  }

  /** The policies that have a say, kept because every port of every peer asks for them again. */
  private governing(world: World, direction: Direction, subject: Pod): readonly RawObject[] {
    const key = `${subject.id} ${direction} ${world['host-network']}`;
    let policies = this.governingByKey.get(key);
    if (policies === undefined) {
      policies = this.policies.filter(policy => selectsPod(policy, subject, world) && typesOf(policy.spec).includes(direction));
      this.governingByKey.set(key, policies);
    }
    return policies;
  }

  /** Nobody named means everybody. */
  private matchesPeers(world: World, peers: RawObject[] | undefined | null, policy: RawObject, end: End): boolean {
    if (peers === undefined || peers === null || peers.length === 0) return true;
    return peers.some(peer => peer.ipBlock ? this.isInBlock(world, peer.ipBlock, end) : this.isSelected(world, peer, policy, end));
  }

  private isSelected(world: World, peer: RawObject, policy: RawObject, end: End): boolean {
    if (!isPod(end) || (end.spec.hostNetwork && !world['host-network'])) return false;
    const inNamespace = peer.namespaceSelector
      ? matches(peer.namespaceSelector, this.namespaceLabels(end.namespace))
      : end.namespace === namespaceOf(policy);
    return inNamespace && matches(peer.podSelector ?? {}, end.labels);
  }

  /** The API server labels every namespace with its name. */
  private namespaceLabels(name: string): Readonly<Record<string, string>> {
    return { ...this.namespaces.get(name), 'kubernetes.io/metadata.name': name };
  }

  private isInBlock(world: World, ipBlock: RawObject, end: End): boolean {
    if (!isPod(end)) return isInside(ipBlock, end.address);
    const onHost = end.spec.hostNetwork === true;
    if (!world[onHost ? 'nodes-match-ip-block' : 'pods-match-ip-block']) return false;
    if (end.addresses.length > 0) return end.addresses.some(address => isInside(ipBlock, address));
    const possible = onHost ? this.setting.nodeCidrs : this.setting.podCidrs;
    const answer = possible.length > 0 ? whetherInside(ipBlock, possible) : whetherEverything(ipBlock);
    return answer === 'perhaps' ? world[onHost ? 'node-addresses' : 'pod-ips'] : answer === 'yes';
  }
}

export const isPod = (end: End): end is Pod => 'spec' in end;

/** The pods of a workload are one; completed pods are none. */
function podsOf(object: RawObject): Pod[] {
  const { kind, metadata, spec, status } = object;
  const pod = kind === 'Pod' ? object : kind === 'CronJob' ? spec.jobTemplate.spec.template : spec?.template;
  if (pod === undefined || ['Succeeded', 'Failed'].includes(status?.phase)) return [];
  return [{
    id: `${namespaceOf(object)}/${metadata.name}[${kind}]`,
    namespace: namespaceOf(object),
    labels: pod.metadata?.labels ?? {},
    spec: pod.spec,
    replicated: kind === 'DaemonSet' || (spec.replicas ?? spec.parallelism ?? spec.jobTemplate?.spec.parallelism ?? 1) > 1,
    addresses: [status?.podIP, ...(status?.podIPs ?? []).map((each: RawObject) => each.ip)].filter(Boolean),
  }];
}

const namespaceOf = ({ metadata }: RawObject): string => metadata.namespace ?? 'default';

function selectsPod(policy: RawObject, pod: Pod, world: World): boolean {
  if (pod.spec.hostNetwork && !world['host-network']) return false;
  return namespaceOf(policy) === pod.namespace && matches(policy.spec.podSelector ?? {}, pod.labels);
}

/** Unstated types are ingress, and egress if there is a rule for it. */
function typesOf({ policyTypes, egress }: RawObject): Direction[] {
  if (policyTypes && policyTypes.length > 0) return policyTypes.map((type: string) => type.toLowerCase());
  return egress && egress.length > 0 ? ['ingress', 'egress'] : ['ingress'];
}

function matches(selector: RawObject, labels: Readonly<Record<string, string>>): boolean {
  return Object.entries(selector.matchLabels ?? {}).every(([key, value]) => labels[key] === value)
    && (selector.matchExpressions ?? []).every(({ key, operator, values }: RawObject) => {
      if (operator === 'Exists') return key in labels;
      if (operator === 'DoesNotExist') return !(key in labels);
      const isListed = key in labels && values.includes(labels[key]);
      return operator === 'In' ? isListed : !isListed;
    });
}

/** No port named means every port of every protocol; an entry without a protocol means TCP. */
function matchesPorts(world: World, ports: RawObject[] | undefined | null, attempt: Attempt): boolean {
  if (ports === undefined || ports === null || ports.length === 0) return true;
  return ports.some(({ protocol, port, endPort }) => {
    if ((protocol ?? 'TCP') !== attempt.protocol) return false;
    if (port === undefined || port === null) return true;
    if (typeof port === 'string') return portsCalled(port, attempt).includes(attempt.port);
    const last = endPort && world['end-port'] ? endPort : port;
    return port <= attempt.port && attempt.port <= last;
  });
}

/** A name means what the receiving pod means by it; an address outside has no names. */
function portsCalled(name: string, { destination, protocol }: Attempt): number[] {
  if (!isPod(destination)) return [];
  const { containers = [], initContainers = [] } = destination.spec;
  const running = [...containers, ...initContainers.filter((container: RawObject) => container.restartPolicy === 'Always')];
  return running.flatMap(container => container.ports ?? [])
    .filter((port: RawObject) => port.name === name && (port.protocol ?? 'TCP') === protocol)
    .map((port: RawObject) => port.containerPort);
}

function isInside({ cidr, except }: RawObject, address: string): boolean {
  return contains(cidr, address) && !(except ?? []).some((each: string) => contains(each, address));
}

/** Whether an address that is somewhere in `possible` is in the block. A pod has an address of every family that is listed. */
function whetherInside({ cidr, except }: RawObject, possible: readonly string[]): 'yes' | 'no' | 'perhaps' {
  const exceptions: string[] = except ?? [];
  const family = possible.filter(each => isIpv6(each) === isIpv6(cidr));
  const outside = (range: string) => !nests(cidr, range) && !nests(range, cidr);
  if (family.every(range => outside(range) || exceptions.some(each => nests(each, range)))) return 'no';
  const inside = (range: string) => nests(cidr, range) && exceptions.every(each => !nests(each, range) && !nests(range, each));
  return family.every(inside) ? 'yes' : 'perhaps';
}

/** An address of which nothing is known is certainly in a block of all addresses, and perhaps in any other. */
const whetherEverything = ({ cidr, except }: RawObject): 'yes' | 'perhaps' =>
  /\/0$/.test(cidr) && (except ?? []).length === 0 ? 'yes' : 'perhaps';

/** Two blocks are apart, or one is within the other. */
const nests = (outer: string, inner: string): boolean =>
  prefixOf(outer) <= prefixOf(inner) && contains(outer, inner.split('/')[0]);

const prefixOf = (cidr: string): number => Number(cidr.split('/')[1]);
const isIpv6 = (text: string): boolean => text.includes(':');

function contains(cidr: string, address: string): boolean {
  if (isIpv6(cidr) !== isIpv6(address)) return false;
  const family = isIpv6(cidr) ? 'ipv6' : 'ipv4';
  let block = blocks.get(cidr);
  if (block === undefined) {
    block = new BlockList();
    block.addSubnet(cidr.split('/')[0], prefixOf(cidr), family);
    blocks.set(cidr, block);
  }
  return block.check(address, family);
}

const blocks = new Map<string, BlockList>();

const answers: Readonly<Record<string, readonly boolean[]>> = {
  yes: [true],
  supported: [true],
  selectable: [true],
  no: [false],
  ignored: [false],
  never: [false],
  unknown: [true, false],
  possible: [true, false],
};

function worldsOf(assumptions: Readonly<Record<string, string>>): World[] {
  const questions: Question[] = ['pods-match-ip-block', 'nodes-match-ip-block', 'host-network', 'end-port', 'pod-ips', 'node-addresses'];
  return questions.reduce<Partial<World>[]>((worlds, question) =>
    worlds.flatMap(world => answers[assumptions[question] ?? 'unknown'].map(answer => ({ ...world, [question]: answer }))), [{}]) as World[];
}
