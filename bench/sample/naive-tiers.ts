import { BlockList } from 'node:net';
import { Setting } from '../../test/oracle/naive-answers';
import { End, isPod, NaiveEvaluator, Protocol, RawObject, Verdict } from '../../test/oracle/naive-evaluator';
import { Pod } from '../../test/oracle/naive-objects';

type Direction = 'ingress' | 'egress';

const TYPES = { ingress: 'Ingress', egress: 'Egress' };
const VERDICTS: readonly Verdict[] = ['denied', 'depends', 'allowed'];

/** Decides single connections under NetworkPolicies and under ClusterNetworkPolicies as the workloads have them, from the text of the API. */
export class NaiveTiers {
  public readonly pods: readonly Pod[];
  private readonly networkPolicies: Record<Direction, NaiveEvaluator>;
  private readonly governs: Record<Direction, RawObject[]>;
  private readonly policies: readonly RawObject[];
  private readonly namespaces: ReadonlyMap<string, Record<string, string>>;

  constructor(objects: readonly RawObject[], setting: Setting) {
    const only = (direction: Direction) => objects.flatMap(object => object.kind !== 'NetworkPolicy' ? object
      : object.spec.policyTypes.includes(TYPES[direction]) ? { ...object, spec: { ...object.spec, policyTypes: [TYPES[direction]] } } : []);
    this.networkPolicies = { ingress: new NaiveEvaluator(only('ingress'), setting), egress: new NaiveEvaluator(only('egress'), setting) };
    this.pods = this.networkPolicies.ingress.pods;
    const isPolicy = ({ kind }: RawObject) => kind === 'NetworkPolicy';
    this.governs = { ingress: only('ingress').filter(isPolicy), egress: only('egress').filter(isPolicy) };
    this.policies = objects.filter(({ kind }) => kind === 'ClusterNetworkPolicy').sort((a, b) => a.spec.priority - b.spec.priority);
    this.namespaces = new Map(objects.filter(({ kind }) => kind === 'Namespace').map(({ metadata }) => [metadata.name, metadata.labels]));
  }

  public verdict(source: End, destination: End, protocol: Protocol, port: number): Verdict {
    const out = this.lets('egress', { subject: source, peer: destination, protocol, port });
    const into = this.lets('ingress', { subject: destination, peer: source, protocol, port });
    return VERDICTS[Math.min(VERDICTS.indexOf(out), VERDICTS.indexOf(into))];
  }

  private lets(direction: Direction, attempt: Attempt): Verdict {
    const { subject, peer, protocol, port } = attempt;
    if (!isPod(subject)) return 'allowed';
    const decided = this.decidedBy('Admin', direction, attempt);
    if (decided !== undefined) return decided;
    // Where a NetworkPolicy governs the pod, the Baseline is not asked.
    if (this.isGoverned(subject, direction)) {
      const evaluator = this.networkPolicies[direction];
      return direction === 'egress' ? evaluator.verdict(subject, peer, protocol, port) : evaluator.verdict(peer, subject, protocol, port);
    }
    return this.decidedBy('Baseline', direction, attempt) ?? 'allowed';
  }

  /** Whether any NetworkPolicy selects the pod; without a Baseline it makes no difference. */
  private isGoverned(pod: Pod, direction: Direction): boolean {
    return this.policies.length === 0 || this.governs[direction].some(({ metadata: { namespace }, spec: { podSelector } }) =>
      namespace === pod.namespace && matches(podSelector, pod.labels));
  }

  /** `undefined` when no rule matches, or the first that does passes. */
  private decidedBy(tier: string, direction: Direction, { subject, peer, protocol, port }: Attempt): Verdict | undefined {
    const peers = direction === 'ingress' ? 'from' : 'to';
    for (const { spec } of this.policies) {
      if (spec.tier !== tier || !isPod(subject) || !this.isInNamespaces(spec.subject, subject)) continue;
      const rule = spec[direction].find((each: RawObject) => each[peers].some((one: RawObject) => this.matchesPeer(one, peer))
        && (each.protocols === undefined || (protocol === 'TCP' && each.protocols.some((one: RawObject) => hasPort(one, port)))));
      if (rule !== undefined) return ({ Accept: 'allowed', Deny: 'denied', Pass: undefined } as const)[rule.action as 'Accept'];
    }
    return undefined;
  }

  private matchesPeer(one: RawObject, end: End): boolean {
    if (one.networks === undefined) return isPod(end) && this.isInNamespaces(one, end);
    const addresses = isPod(end) ? end.addresses : [end.address];
    return addresses.some(address => !address.includes(':') && one.networks.some((cidr: string) => contains(cidr, address)));
  }

  private isInNamespaces({ namespaces }: RawObject, pod: Pod): boolean {
    return matches(namespaces, this.namespaces.get(pod.namespace)!);
  }
}

interface Attempt {
  readonly subject: End;
  readonly peer: End;
  readonly protocol: Protocol;
  readonly port: number;
}

const matches = ({ matchLabels = {}, matchExpressions = [] }: RawObject, labels: Readonly<Record<string, string>>): boolean =>
  Object.entries(matchLabels).every(([key, value]) => labels[key] === value)
  && matchExpressions.every(({ key, operator, values }: RawObject) => values.includes(labels[key]) === (operator === 'In'));

const hasPort = ({ tcp: { destinationPort: { number, range } } }: RawObject, port: number): boolean =>
  range === undefined ? number === port : range.start <= port && port <= range.end;

function contains(cidr: string, address: string): boolean {
  const [network, prefix] = cidr.split('/');
  const block = new BlockList();
  block.addSubnet(network, Number(prefix));
  return block.check(address);
}
