import * as fc from 'fast-check';
import { expectUsageError } from './expect-usage-error';
import { checkedPort, Ports, Protocol } from '../../src/values';

const port = fc.integer({ min: 1, max: 65535 });
const range = fc.tuple(port, port).map(([a, b]) => Ports.tcpRange(Math.min(a, b), Math.max(a, b)));

describe('a port', () => {
  test.each([
    ['Ports.tcp', Ports.tcp, Protocol.TCP], ['Ports.udp', Ports.udp, Protocol.UDP], ['Ports.sctp', Ports.sctp, Protocol.SCTP],
  ])('made by %s is single and of that protocol', (_, make, protocol) => {
    expect(make(8080)).toMatchObject({ protocol, first: 8080, last: 8080, name: '', isSingle: true });
  });
  test.each([0, -1, 65536, 70000, 1.5, NaN, Infinity])('is never %p', wrong => {
    expectUsageError(() => Ports.tcp(wrong), {
      where: 'Ports.tcp',
      what: `a port is a whole number from 1 to 65535; got ${wrong}`,
      fix: 'give a number from 1 to 65535; for every port, use Ports.allTcp()',
    });
  });
  test.each([
    ['Ports.udp', () => Ports.udp(0), 'Ports.allUdp()'], ['Ports.sctp', () => Ports.sctp(0), 'Ports.allSctp()'],
  ])('of %s points to every port of the same protocol', (where, make, all) => {
    expectUsageError(make, {
      where, what: 'a port is a whole number from 1 to 65535; got 0', fix: `give a number from 1 to 65535; for every port, use ${all}`,
    });
  });
  test.each([1, 65535])('may be %p', edge => {
    expect(Ports.tcp(edge).first).toBe(edge);
  });
});

describe('a range of ports', () => {
  test.each([
    ['Ports.tcpRange', Ports.tcpRange, Protocol.TCP],
    ['Ports.udpRange', Ports.udpRange, Protocol.UDP],
    ['Ports.sctpRange', Ports.sctpRange, Protocol.SCTP],
  ])('made by %s has both its ends', (_, make, protocol) => {
    expect(make(8000, 8999)).toMatchObject({ protocol, first: 8000, last: 8999, isSingle: false });
  });
  test('of one port is that port', () => {
    expect(Ports.tcpRange(80, 80)).toEqual(Ports.tcp(80));
  });
  test('is never reversed', () => {
    expectUsageError(() => Ports.tcpRange(9000, 8000), {
      where: 'Ports.tcpRange', what: 'the range 9000-8000 is reversed', fix: 'write 8000, 9000',
    });
  });
  test.each([['Ports.udpRange', Ports.udpRange], ['Ports.sctpRange', Ports.sctpRange]])('that is reversed is refused by the name of %s', (where, make) => {
    expectUsageError(() => make(9000, 8000), { where, what: 'the range 9000-8000 is reversed', fix: 'write 8000, 9000' });
  });
  test.each([[0, 80, 0], [80, 70000, 70000], [1.5, 80, 1.5]])('from %p to %p shows the end that is no port', (first, last, wrong) => {
    expectUsageError(() => Ports.udpRange(first, last), {
      where: 'Ports.udpRange',
      what: `a port is a whole number from 1 to 65535; got ${wrong}`,
      fix: 'give a number from 1 to 65535; for every port, use Ports.allUdp()',
    });
  });
});

describe('the number of a port', () => {
  test.each([1, 53, 65535])('may be %p', number => {
    expect(checkedPort('here', number)).toBe(number);
  });
  test.each([0, 65536, 1.5, NaN])('is never %p, and no other choice is offered where there is none', wrong => {
    expectUsageError(() => checkedPort('here', wrong), {
      where: 'here', what: `a port is a whole number from 1 to 65535; got ${wrong}`, fix: 'give a number from 1 to 65535',
    });
  });
});

describe('every port', () => {
  test.each([[Ports.allTcp(), Protocol.TCP], [Ports.allUdp(), Protocol.UDP], [Ports.allSctp(), Protocol.SCTP]])(
    'of %s is 1 to 65535', (all, protocol) => {
      expect(all).toMatchObject({ protocol, first: 1, last: 65535, name: '' });
    });
});

describe('a named port', () => {
  test('has a name, a protocol and no number', () => {
    expect(Ports.named('metrics', Protocol.UDP)).toMatchObject({ protocol: Protocol.UDP, name: 'metrics', isSingle: false });
  });
  test('is TCP unless stated otherwise', () => {
    expect(Ports.named('http').protocol).toBe(Protocol.TCP);
  });
  test('has a name that pods can have', () => {
    expectUsageError(() => Ports.named('not a name'), {
      where: 'Ports.named',
      what: '"not a name" is not a valid port name',
      fix: expect.stringContaining('use at most 15 lower-case letters, digits and single "-", with at least one letter'),
    });
  });
});

describe('covers', () => {
  test('is true exactly when every port of the other is among these', () => {
    fc.assert(fc.property(range, range, (outer, inner) =>
      outer.covers(inner) === (outer.first <= inner.first && inner.last <= outer.last)));
  });
  test('never mixes protocols', () => {
    expect(Ports.allTcp().covers(Ports.udp(53))).toBe(false);
  });
  test('holds for a named port and its own name only', () => {
    const http = Ports.named('http');
    expect([http.covers(Ports.named('http')), http.covers(Ports.named('grpc')), Ports.allTcp().covers(http), http.covers(Ports.tcp(80))])
      .toEqual([true, false, false, false]);
  });
});

test.each([
  [Ports.tcp(8080), 'tcp 8080'],
  [Ports.udpRange(8000, 8999), 'udp 8000-8999'],
  [Ports.named('http'), 'tcp http'],
  [Ports.allSctp(), 'sctp 1-65535'],
])('ports print as %s', (ports, text) => {
  expect(`${ports}`).toBe(text);
});
