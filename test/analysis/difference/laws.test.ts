import * as fc from 'fast-check';
import { Cell, changesOf, statesOf } from './cells';
import { connectivityMap, ConnectivityMap, Difference, differenceOf, effectOf, isEmpty, Network } from '../../../src/analysis';
import { manifestsOf, readCluster } from '../../../src/model';
import { Assumptions, Protocol } from '../../../src/values';
import { environmentOf } from '../../dsl';
import { arbitraryCluster, boundaryAddresses, boundaryPorts } from '../../oracle/arbitrary-cluster';
import { NaiveEvaluator, RawObject, Setting } from '../../oracle/naive-evaluator';

/* What holds of the difference of any two clusters. */

const RUNS = Math.ceil(Number(process.env.PALISADE_FUZZ_RUNS ?? 500) / 8);

interface Change {
  readonly before: readonly RawObject[];
  readonly after: readonly RawObject[];
  readonly setting: Setting;
}

describe('nothing differs', () => {
  test('between a cluster and itself', () => {
    expectNoDifference(arbitraryCluster.map(({ objects, setting }) => ({ before: objects, after: objects, setting })));
  });

  test('when the documents are in another order', () => {
    expectNoDifference(arbitraryCluster.chain(({ objects, setting }) => fc.shuffledSubarray([...objects], { minLength: objects.length })
      .map(after => ({ before: objects, after, setting }))));
  });

  test('when a policy is split into one for each of its rules', () => {
    // An API server that refuses a policy for one of its rules does not refuse what the others become.
    expectNoDifference(arbitraryCluster.map(({ objects, setting }) => ({
      before: objects, after: objects.flatMap(splitRules), setting: { ...setting, assumptions: { ...setting.assumptions, 'cidr-host-bits': 'mask' } },
    })));
  });

  test('when every block is split into its halves', () => {
    expectNoDifference(arbitraryCluster.map(({ objects, setting }) =>
      ({ before: objects, after: halved(objects), setting: withoutPodAddresses(setting) })));
  });
});

/** Clusters that have nothing to do with each other but the names, and clusters of which some objects were replaced. */
const change: fc.Arbitrary<Change> = fc.tuple(arbitraryCluster, arbitraryCluster, fc.infiniteStream(fc.boolean()), fc.boolean())
  .map(([{ objects: before, setting }, { objects: other }, picks, isUnrelated]) => {
    if (isUnrelated) return { before, after: other, setting };
    const byId = new Map(other.map(object => [idOf(object), object]));
    return { before, after: before.map(object => picks.next().value ? object : byId.get(idOf(object)) ?? object), setting };
  });

test('a connection changes on a port exactly if a row of the difference says so, and as it says', () => {
  holds(change, ({ before, after, setting }) => {
    const [mapBefore, mapAfter] = [mapOf(before, setting), mapOf(after, setting)];
    const [stateBefore, stateAfter] = [statesOf(mapBefore), statesOf(mapAfter)];
    const changeOf = changesOf(differenceOf(mapBefore, mapAfter));
    const wrong = cellsOf([mapBefore, mapAfter]).filter(cell => {
      const [was, is, said] = [stateBefore(cell), stateAfter(cell), changeOf(cell)];
      return was === is ? said !== undefined : said?.before !== was || said.after !== is;
    });
    expect(wrong.slice(0, 3)).toEqual([]);
  });
});

test('a connection that a naive reading of the API allows on one side only is in the difference', () => {
  holds(change, ({ before, after, setting }) => {
    const [naiveBefore, naiveAfter] = [before, after].map(objects => new NaiveEvaluator(objects, setting));
    const changeOf = changesOf(differenceOf(mapOf(before, setting), mapOf(after, setting)));
    const pods = naiveBefore.pods.flatMap(pod => naiveAfter.pods.filter(({ id }) => id === pod.id).map(now => ({ id: pod.id, ends: [pod, now] })));
    const sources = [...pods, ...boundaryAddresses.map(address => ({ id: address, ends: [{ address }, { address }] }))];
    const unsaid = pods.flatMap(to => sources.filter(from => from !== to && [80, 81].some(port =>
      naiveBefore.verdict(from.ends[0], to.ends[0], 'TCP', port) !== naiveAfter.verdict(from.ends[1], to.ends[1], 'TCP', port)
      && changeOf({ source: from.id, destination: to.id, protocol: Protocol.TCP, port }) === undefined)));
    expect(unsaid).toEqual([]);
  });
});

test('the way back adds what the way there removed', () => {
  holds(change, ({ before, after, setting }) => {
    const [there, back] = [differenceBetween(before, after, setting), differenceBetween(after, before, setting)];
    const { workloads, changed } = back;
    expect(sorted(there)).toEqual(sorted({
      ...back,
      added: back.removed,
      removed: back.added,
      changed: changed.map(row => ({ ...row, before: row.after, after: row.before, opens: row.closes, closes: row.opens })),
      workloads: { added: workloads.removed, removed: workloads.added },
    }));
  });
});

test('where a difference is said only to open or only to close, no port anywhere does otherwise', () => {
  holds(change, ({ before, after, setting }) => {
    const maps = [mapOf(before, setting), mapOf(after, setting)];
    const [stateBefore, stateAfter] = maps.map(statesOf);
    const steps = cellsOf(maps).map(cell => stepBetween(stateBefore(cell), stateAfter(cell)));
    const effect = effectOf(differenceOf(maps[0], maps[1]));
    expect(steps.filter(step => step !== 'none' && step !== effect && effect !== 'both')).toEqual([]);
  });
});

test('a row that did not change on any port is in no list', () => {
  holds(change, ({ before, after, setting }) => {
    const { changed } = differenceBetween(before, after, setting);
    expect(changed.filter(row => JSON.stringify(row.before) === JSON.stringify(row.after))).toEqual([]);
    expect(changed.filter(row => !row.opens && !row.closes)).toEqual([]);
  });
});

const holds = <T>(arbitrary: fc.Arbitrary<T>, law: (value: T) => void): void => fc.assert(fc.property(arbitrary, law), { numRuns: RUNS });

function expectNoDifference(changes: fc.Arbitrary<Change>): void {
  holds(changes, ({ before, after, setting }) => {
    const difference = differenceBetween(before, after, setting);
    expect(difference).toMatchObject({ added: [], removed: [], changed: [], workloads: { added: [], removed: [] } });
    expect([isEmpty(difference), effectOf(difference)]).toEqual([true, 'none']);
  });
}

const differenceBetween = (before: readonly RawObject[], after: readonly RawObject[], setting: Setting): Difference =>
  differenceOf(mapOf(before, setting), mapOf(after, setting));

const mapOf = (objects: readonly RawObject[], { assumptions, ...cidrs }: Setting): ConnectivityMap =>
  connectivityMap(new Network(readCluster(manifestsOf('', objects)).cluster, environmentOf({ ...cidrs, assumptions: assumptions as Assumptions })));

/** Every pair of peers of either side and of addresses where something may change, on a sample of the ports. */
function cellsOf(maps: readonly ConnectivityMap[]): Cell[] {
  const ids = [...new Set(maps.flatMap(({ peers }) => peers.filter(peer => 'kind' in peer).map(({ id }) => id)))];
  const pairs = [...ids.flatMap(source => ids.map(destination => ({ source, destination }))),
    ...ids.flatMap(id => boundaryAddresses.flatMap(address => [{ source: id, destination: address }, { source: address, destination: id }]))];
  return pairs.flatMap(pair => [Protocol.TCP, Protocol.UDP].flatMap(protocol => boundaryPorts.map(port => ({ ...pair, protocol, port }))));
}

/** From denied to depends to allowed; to hang on other questions may be either way. */
function stepBetween(before: string, after: string): string {
  if (before === after) return 'none';
  const [was, is] = [before, after].map(state => ['denied', 'depends', 'allowed'].indexOf(state.split(' ')[0]));
  return was === is ? 'both' : was < is ? 'opens' : 'closes';
}

const idOf = ({ kind, metadata }: RawObject): string => `${kind} ${metadata.name}`;

/** The order of rows between the same ends is no promise. */
const sorted = ({ added, removed, changed, ...rest }: Difference) => {
  const byText = (rows: readonly object[]) => rows.map(row => JSON.stringify(Object.entries(row).sort())).sort();
  return { ...rest, added: byText(added), removed: byText(removed), changed: byText(changed) };
};

/** The pieces govern what the policy governed, so that none of them opens a direction. */
function splitRules(object: RawObject): RawObject[] {
  if (object.kind !== 'NetworkPolicy') return [object];
  const { metadata, spec } = object;
  const policyTypes = spec.policyTypes?.length > 0 ? spec.policyTypes : ['Ingress', ...spec.egress?.length > 0 ? ['Egress'] : []];
  const rulesOf = (direction: 'ingress' | 'egress') => (spec[direction] ?? []).map((rule: RawObject) => ({ [direction]: [rule] }));
  return [{}, ...rulesOf('ingress'), ...rulesOf('egress')].map((rules, index) =>
    ({ ...object, metadata: { ...metadata, name: `${metadata.name}-${index}` }, spec: { podSelector: spec.podSelector, policyTypes, ...rules } }));
}

/** Whether a block has the addresses of a pod that are not known is another question of each half, so it is settled here. */
const withoutPodAddresses = ({ assumptions, ...setting }: Setting): Setting =>
  ({ ...setting, assumptions: { ...assumptions, 'pods-match-ip-block': 'no', 'nodes-match-ip-block': 'no' } });

/** Writes blocks that begin with a zero bit and those that begin with a one as two peers. */
function halved<T>(value: T): T {
  if (Array.isArray(value)) return value.flatMap(item => isHalvable(item) ? halvesOf(item) : [halved(item)]) as T;
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, halved(item)])) as T;
}

const isHalvable = (peer: RawObject): boolean => ['0.0.0.0/0', '10.0.0.0/8', '::/0'].includes(peer?.ipBlock?.cidr);

function halvesOf({ ipBlock: { cidr, except } }: RawObject): RawObject[] {
  const halves: Record<string, string[]> = {
    '0.0.0.0/0': ['0.0.0.0/1', '128.0.0.0/1'], '10.0.0.0/8': ['10.0.0.0/9', '10.128.0.0/9'], '::/0': ['::/1', '8000::/1'],
  };
  const lower = (text: string) => !/^(192|128|fd00|10\.128)/.test(text);
  return halves[cidr].map((half, index) => ({
    ipBlock: { cidr: half, except: (except ?? []).filter((each: string) => each !== half && lower(each) === (index === 0)) },
  })).filter(({ ipBlock }) => !(except ?? []).includes(ipBlock.cidr));
}
