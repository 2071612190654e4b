import * as fc from 'fast-check';
import { connectivityMap, explain, Explanation, Network } from '../../../src/analysis';
import { manifestsOf, readCluster } from '../../../src/model';
import { Assumptions, containsRange, parseCidr, Protocol } from '../../../src/values';
import { environmentOf, verdictsOf } from '../../dsl';
import { boundaryAddresses, boundaryPorts, plainCluster, tieredCluster } from '../../oracle/arbitrary-cluster';
import { RawObject, Setting } from '../../oracle/naive-evaluator';

const RUNS = Math.ceil(Number(process.env.PALISADE_FUZZ_RUNS ?? 500) / 10);

test('an explanation has the verdict of the map, in every cell of random clusters of NetworkPolicies', () => {
  fc.assert(fc.property(plainCluster, ({ objects, setting }) => {
    expect(disagreements(objects, setting).slice(0, 5)).toEqual([]);
  }), { numRuns: RUNS });
}, 600_000);

test('an explanation has the verdict of the map where policies for administrators are asked before and behind', () => {
  fc.assert(fc.property(tieredCluster, ({ objects, setting }) => {
    expect(disagreements(objects, setting).slice(0, 5)).toEqual([]);
  }), { numRuns: RUNS });
}, 600_000);

/** Every cell that the map and an explanation of it say different things about. */
function disagreements(objects: readonly RawObject[], setting: Setting): string[] {
  const network = new Network(readCluster(manifestsOf('', objects)).cluster,
    environmentOf({ ...setting, assumptions: setting.assumptions as Assumptions }));
  const verdict = verdictsOf(connectivityMap(network));
  const pods = network.universe.classes.flatMap(({ members }) => members).filter(({ role }) => role === undefined);
  const replicated = new Set(pods.filter(({ workload }) => workload.replicated).map(({ id }) => id));
  const ids = pods.map(({ id }) => id);
  return [
    ...ids.flatMap(source => ids.filter(id => id !== source || replicated.has(id)).map(destination => [source, destination])),
    ...ids.flatMap(id => ['0.0.0.0/0', '::/0'].flatMap(block => [[id, block], [block, id]])),
  ].flatMap(([source, destination]) => {
    const explanations = explain(network, { source, destination }).map(each => ({ verdict: each.verdict, isAbout: speaksOf(each) }));
    return cellsOf(source, destination).flatMap(([from, to, protocol, port]) => {
      const found = explanations.filter(({ isAbout }) => isAbout(from, to, protocol, port));
      const [expected, actual] = [verdict(from, to, protocol, port), found.map(each => each.verdict).join(' and ')];
      return expected === actual ? [] : [`${from} to ${to} on ${protocol} ${port}: ${actual}, should be ${expected}`];
    });
  });
}

function cellsOf(source: string, destination: string): [string, string, Protocol, number][] {
  const addresses = (block: string) => boundaryAddresses.filter(address => address.includes(':') === block.includes(':'));
  const endsOf = (end: string) => end.endsWith('/0') ? addresses(end) : [end];
  return endsOf(source).flatMap(from => endsOf(destination).flatMap(to => Object.values(Protocol).flatMap(protocol =>
    boundaryPorts.map((port): [string, string, Protocol, number] => [from, to, protocol, port]))));
}

/** Looks explanations up by cell. */
function speaksOf({ source, destination, ports }: Explanation): (from: string, to: string, protocol: Protocol, port: number) => boolean {
  const [isSource, isDestination] = [source, destination].map(({ id, cidrs }) => {
    const ranges = cidrs?.map(cidr => parseCidr(cidr)!.range);
    return (wanted: string) => ranges === undefined ? id === wanted : ranges.some(range => containsRange(range, rangeOf.get(wanted)!));
  });
  return (from, to, protocol, port) => isSource(from) && isDestination(to)
    && (ports === 'all' || ports.some(range => range.protocol === protocol && range.first <= port && port <= range.last));
}

const rangeOf = new Map(boundaryAddresses.map(address => [address, parseCidr(`${address}/${address.includes(':') ? 128 : 32}`)!.range]));
