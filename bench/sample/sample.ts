/** Holds the analyzer against a naive reading of the APIs in 1,000 cells of each workload, or of those that are named. */
import { asNetworkPolicies } from './naive-cilium';
import { NaiveTiers } from './naive-tiers';
import { Network, PortRange } from '../../src/analysis';
import { portRangesOf } from '../../src/analysis/cuts';
import { manifestsOf, readCluster } from '../../src/model';
import { knownControllers, presets } from '../../src/profiles';
import { fallbackAssumptions, formatAddress, groupBy } from '../../src/values';
import { End, isPod, RawObject, Verdict } from '../../test/oracle/naive-evaluator';
import { Pod } from '../../test/oracle/naive-objects';
import { workloads } from '../workloads';

const CELLS = 1_000;

/** The same each time: a linear congruential generator. */
function numbersFrom(seed: number): (below: number) => number {
  let state = seed;
  return below => {
    state = (state * 1_103_515_245 + 12_345) % 2 ** 31;
    return Math.floor(state / 2 ** 31 * below);
  };
}

class Sample {
  private readonly objects: readonly RawObject[];
  private readonly oracle: NaiveTiers;
  private readonly network: Network;
  private readonly ports: readonly PortRange[];
  private readonly classes = new Map<string, number>();
  private readonly podsByClass: ReadonlyMap<number, readonly Pod[]>;
  private readonly owners: ReadonlyMap<string, string | undefined>;
  private readonly below = numbersFrom(1);

  constructor(name: string) {
    this.objects = asNetworkPolicies(workloads[name].objects());
    this.owners = new Map(this.objects.filter(({ kind }) => kind === 'Pod')
      .map(({ metadata: { namespace, name: pod, ownerReferences } }) => [`${namespace}/${pod}[Pod]`, ownerReferences?.[0].name]));
    this.oracle = new NaiveTiers(this.objects, { assumptions: fallbackAssumptions, podCidrs: [], nodeCidrs: [] });
    const { cluster } = readCluster(manifestsOf(name, workloads[name].objects()));
    const environment = { facts: presets.vanilla, controllers: knownControllers };
    this.network = new Network(cluster, environment);
    this.ports = [...portRangesOf(cluster, environment)];
    for (const { index, members } of this.network.universe.classes) for (const { id } of members) this.classes.set(id, index);
    this.podsByClass = groupBy(this.oracle.pods, pod => this.classOf(pod));
  }

  /** How many cells have each verdict; throws where the two disagree. */
  public verdicts(): Record<Verdict, number> {
    const counts = { allowed: 0, depends: 0, denied: 0 };
    for (let cell = 0; cell < CELLS; cell++) {
      const [source, destination] = this.ends(cell);
      const range = this.oneOf(this.ports);
      const port = Math.min(65535, Math.max(1, this.oneOf([range.first, range.last, range.first - 1, range.last + 1])));
      const expected = this.oracle.verdict(source, destination, range.protocol, port);
      const actual = this.verdict(source, destination, { protocol: range.protocol, first: port, last: port });
      if (actual !== expected) throw new Error(`${nameOf(source)} to ${nameOf(destination)} on ${range.protocol} ${port}: ${actual}, should be ${expected}`);
      counts[expected]++;
    }
    return counts;
  }

  /** Any two pods, one pod and an address, or two pods that may talk. */
  private ends(cell: number): [End, End] {
    const pod = this.oneOf(this.oracle.pods);
    if (cell % 4 === 0) return [pod, this.address()];
    if (cell % 4 === 1) return [this.address(), pod];
    const other = cell % 4 === 2 ? this.sourceOf(pod) : this.oneOf(this.oracle.pods);
    return other === pod ? this.ends(cell) : [other, pod];
  }

  private sourceOf(pod: Pod): Pod {
    const destination = this.classOf(pod);
    const sources = [...this.network.sourcesOf(destination)].filter(source => {
      const { certainly, perhaps } = this.network.between(source, destination);
      return certainly !== 0 || perhaps.length > 0;
    }).filter(source => this.podsByClass.has(source));
    return sources.length === 0 ? this.oneOf(this.oracle.pods) : this.oneOf(this.podsByClass.get(this.oneOf(sources))!);
  }

  private address(): End {
    const { family, first, last } = this.oneOf(this.network.universe.addresses.atoms);
    return { address: formatAddress(family, this.oneOf([first, last])) };
  }

  private verdict(source: End, destination: End, range: PortRange): Verdict {
    const { ports } = this.network.universe;
    const { certainly, perhaps } = this.allowed(source, destination);
    const has = (set: number) => ports.intersection(set, ports.setOf(range)) !== 0;
    return has(certainly) ? 'allowed' : perhaps.some(each => has(each.ports)) ? 'depends' : 'denied';
  }

  private allowed(source: End, destination: End) {
    if (isPod(source) && isPod(destination)) return this.network.between(this.classOf(source), this.classOf(destination));
    return isPod(source) ? this.network.outside(this.classOf(source), 'egress', this.atomOf(destination))
      : this.network.outside(this.classOf(destination as Pod), 'ingress', this.atomOf(source));
  }

  private atomOf(end: End): number {
    const { atoms } = this.network.universe.addresses;
    return atoms.findIndex(({ family, first, last }) => [first, last].some(each => formatAddress(family, each) === nameOf(end)));
  }

  /** Pods count as their owner. */
  private classOf({ id, namespace }: Pod): number {
    const owner = this.owners.get(id);
    return this.classes.get(owner === undefined ? id : `${namespace}/${owner}[ReplicaSet]`)!;
  }

  private oneOf<T>(list: readonly T[]): T {
    return list[this.below(list.length)];
  }
}

const nameOf = (end: End): string => isPod(end) ? end.id : end.address;

const [, , ...named] = process.argv;
for (const name of named.length > 0 ? named : Object.keys(workloads)) {
  const { allowed, depends, denied } = new Sample(name).verdicts();
  process.stdout.write(`${name}: ${CELLS} cells agree, ${allowed} allowed, ${depends} open, ${denied} denied\n`);
}
