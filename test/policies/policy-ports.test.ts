import * as fc from 'fast-check';
import { PolicyPort } from '../../src/policies';
import { policyPorts } from '../../src/policies/policy-ports';
import { Ports, Protocol } from '../../src/values';

const SPACE = 65536;
const make = {
  [Protocol.TCP]: Ports.tcpRange,
  [Protocol.UDP]: Ports.udpRange,
  [Protocol.SCTP]: Ports.sctpRange,
};

/** Ports near each other and near both ends, where ranges touch and overlap. */
const number = fc.oneof(fc.integer({ min: 1, max: 12 }), fc.integer({ min: 65525, max: 65535 }));
const numbered = fc.tuple(fc.constantFrom(...Object.values(Protocol)), number, number)
  .map(([protocol, a, b]) => make[protocol](Math.min(a, b), Math.max(a, b)));
const named = fc.tuple(fc.constantFrom('http', 'dns'), fc.constantFrom(...Object.values(Protocol))).map(([name, each]) => Ports.named(name, each));
const anyPorts = fc.array(fc.oneof({ weight: 4, arbitrary: numbered }, { weight: 1, arbitrary: named }), { maxLength: 6 });

/** Every port as one bit: slow, but nobody can get it wrong. */
function bitmap(protocol: Protocol, ranges: readonly (readonly [number, number])[]): string {
  const bits = new Uint8Array(SPACE);
  for (const [first, last] of ranges) bits.fill(1, first, last + 1);
  return `${protocol} ${Buffer.from(bits).toString('latin1')}`;
}

const asked = (protocol: Protocol, ports: readonly Ports[]) => bitmap(protocol, ports
  .filter(each => each.protocol === protocol && each.name === '').map(({ first, last }) => [first, last]));

/** What Kubernetes makes of it: no `port` is every port, no `endPort` is one. */
const meant = (protocol: Protocol, ports: readonly PolicyPort[]) => bitmap(protocol, ports
  .filter(each => each.protocol === protocol && typeof each.port !== 'string')
  .map(({ port, endPort }) => port === undefined ? [1, 65535] : [Number(port), endPort ?? Number(port)]));

describe('policyPorts', () => {
  test('means exactly the ports it was given', () => {
    fc.assert(fc.property(anyPorts, ports => {
      for (const protocol of Object.values(Protocol)) {
        expect(meant(protocol, policyPorts(ports)) === asked(protocol, ports)).toBe(true);
      }
    }));
  });
  test('is independent of order and repetition', () => {
    const shuffled = anyPorts.chain(ports => fc.tuple(
      fc.constant(ports), fc.shuffledSubarray([...ports, ...ports], { minLength: 2 * ports.length })));
    fc.assert(fc.property(shuffled, ([ports, others]) => {
      expect(policyPorts(others)).toEqual(policyPorts(ports));
    }));
  });
  test('leaves no two ranges that touch or overlap', () => {
    fc.assert(fc.property(fc.array(numbered, { maxLength: 6 }), ports => {
      const ranges = policyPorts(ports)
        .map(({ protocol, port, endPort }) => [protocol, Number(port ?? 1), endPort ?? Number(port ?? 65535)] as const);
      ranges.slice(1).forEach(([protocol, first], index) => {
        const [before, , last] = ranges[index];
        expect(protocol !== before || first > last + 1).toBe(true);
      });
    }));
  });
  test('keeps every name, once for each protocol', () => {
    fc.assert(fc.property(anyPorts, ports => {
      const names = new Set(ports.filter(({ name }) => name !== '').map(({ protocol, name }) => `${protocol}/${name}`));
      const kept = policyPorts(ports).filter(({ port }) => typeof port === 'string').map(({ protocol, port }) => `${protocol}/${port}`);
      expect(kept.sort()).toEqual([...names].sort());
    }));
  });
  test('writes no port that the API server refuses', () => {
    fc.assert(fc.property(anyPorts, ports => policyPorts(ports).every(({ port, endPort }) =>
      port !== 0 && (endPort === undefined || (typeof port === 'number' && endPort > port && endPort <= 65535)))));
  });
});

describe('the ports of a policy', () => {
  test.each<[string, Ports[], PolicyPort[]]>([
    ['a single port has no endPort', [Ports.tcp(8080)], [{ protocol: 'TCP', port: 8080 }]],
    ['a range has both ends', [Ports.udpRange(8000, 8999)], [{ protocol: 'UDP', port: 8000, endPort: 8999 }]],
    ['every port is a protocol alone', [Ports.allTcp()], [{ protocol: 'TCP' }]],
    ['ranges that add up to every port are a protocol alone', [Ports.sctpRange(1, 100), Ports.sctpRange(101, 65535)], [{ protocol: 'SCTP' }]],
    ['a name stays a name', [Ports.named('http')], [{ protocol: 'TCP', port: 'http' }]],
    ['touching ranges become one', [Ports.tcpRange(82, 83), Ports.tcpRange(80, 81)], [{ protocol: 'TCP', port: 80, endPort: 83 }]],
    ['single ports never become a range, which not every CNI knows', [Ports.tcp(81), Ports.tcp(80)], [
      { protocol: 'TCP', port: 80 }, { protocol: 'TCP', port: 81 },
    ]],
    ['equal numbers of two protocols stay apart', [Ports.udp(53), Ports.tcp(53)], [{ protocol: 'TCP', port: 53 }, { protocol: 'UDP', port: 53 }]],
    ['no ports are none', [], []],
  ])('%s', (_, ports, expected) => {
    expect(policyPorts(ports)).toEqual(expected);
  });
});
