import * as fc from 'fast-check';
import { Allowance, workloadPolicy } from '../../src/policies';
import { PodLocation, Ports } from '../../src/values';

const pods = (namespace: string, name: string): PodLocation => ({ namespace, labels: { 'app.kubernetes.io/name': name } });
const policyOf = (...allowances: Allowance[]) => workloadPolicy('shop', { 'app.kubernetes.io/name': 'api' }, allowances);

const web = pods('shop', 'web');
const db = pods('shop', 'db');
const elsewhere = pods('other', 'web');

const allowance: fc.Arbitrary<Allowance> = fc.record({
  direction: fc.constantFrom('ingress', 'egress'),
  peer: fc.constantFrom(web, db, elsewhere),
  ports: fc.subarray([Ports.tcp(80), Ports.tcp(81), Ports.udp(53), Ports.tcpRange(79, 82), Ports.named('http')], { minLength: 1 }),
});

describe('workloadPolicy', () => {
  test('prints the same bytes whatever the order of the allowances', () => {
    const twoOrders = fc.array(allowance, { maxLength: 8 }).chain(all =>
      fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length })));
    fc.assert(fc.property(twoOrders, ([one, other]) => JSON.stringify(policyOf(...one)) === JSON.stringify(policyOf(...other))));
  });
  test('prints the same bytes when everything is allowed twice', () => {
    fc.assert(fc.property(fc.array(allowance, { maxLength: 8 }), all =>
      JSON.stringify(policyOf(...all, ...all)) === JSON.stringify(policyOf(...all))));
  });
  test('prints the same bytes when ports are allowed one by one', () => {
    fc.assert(fc.property(fc.array(allowance, { maxLength: 5 }), all => {
      const oneByOne = all.flatMap(each => each.ports.map(port => ({ ...each, ports: [port] })));
      expect(JSON.stringify(policyOf(...oneByOne))).toBe(JSON.stringify(policyOf(...all)));
    }));
  });
  test('names each peer once in each direction', () => {
    fc.assert(fc.property(fc.array(allowance, { maxLength: 8 }), all => {
      const { ingress = [], egress = [] } = policyOf(...all);
      for (const peers of [ingress.flatMap(({ from }) => from), egress.flatMap(({ to }) => to)]) {
        expect(new Set(peers.map(peer => JSON.stringify(peer))).size).toBe(peers.length);
      }
    }));
  });
  test('leaves no rule without peers or ports, which would allow everything', () => {
    fc.assert(fc.property(fc.array(allowance, { maxLength: 8 }), all => {
      const { ingress = [], egress = [] } = policyOf(...all);
      const sizes = [...ingress.map(({ from, ports }) => [from, ports]), ...egress.map(({ to, ports }) => [to, ports])];
      expect(sizes.flat().every(({ length }) => length > 0)).toBe(true);
    }));
  });
});

describe('the policy of a workload', () => {
  test('that may do nothing still closes it both ways', () => {
    expect(policyOf()).toEqual({
      podSelector: { matchLabels: { 'app.kubernetes.io/name': 'api' } },
      policyTypes: ['Ingress', 'Egress'],
    });
  });
  test('names pods of its own namespace by their labels alone', () => {
    expect(policyOf({ direction: 'egress', peer: db, ports: [Ports.tcp(5432)] }).egress).toEqual([{
      to: [{ podSelector: { matchLabels: { 'app.kubernetes.io/name': 'db' } } }],
      ports: [{ protocol: 'TCP', port: 5432 }],
    }]);
  });
  test('names pods of another namespace with both selectors in one peer', () => {
    expect(policyOf({ direction: 'ingress', peer: elsewhere, ports: [Ports.tcp(8081)] }).ingress).toEqual([{
      from: [{
        namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'other' } },
        podSelector: { matchLabels: { 'app.kubernetes.io/name': 'web' } },
      }],
      ports: [{ protocol: 'TCP', port: 8081 }],
    }]);
  });
  test('puts peers with equal ports into one rule', () => {
    const { ingress } = policyOf(
      { direction: 'ingress', peer: web, ports: [Ports.tcp(8081)] }, { direction: 'ingress', peer: db, ports: [Ports.tcp(8081)] });
    expect(ingress).toEqual([{
      from: [
        { podSelector: { matchLabels: { 'app.kubernetes.io/name': 'db' } } },
        { podSelector: { matchLabels: { 'app.kubernetes.io/name': 'web' } } },
      ],
      ports: [{ protocol: 'TCP', port: 8081 }],
    }]);
  });
  test('never lends the ports of one peer to another', () => {
    const { ingress } = policyOf(
      { direction: 'ingress', peer: web, ports: [Ports.tcp(8081)] }, { direction: 'ingress', peer: db, ports: [Ports.tcp(9090)] });
    expect(ingress).toEqual([
      { from: [{ podSelector: { matchLabels: { 'app.kubernetes.io/name': 'web' } } }], ports: [{ protocol: 'TCP', port: 8081 }] },
      { from: [{ podSelector: { matchLabels: { 'app.kubernetes.io/name': 'db' } } }], ports: [{ protocol: 'TCP', port: 9090 }] },
    ]);
  });
  test('has no egress rules when it may only accept', () => {
    expect(policyOf({ direction: 'ingress', peer: web, ports: [Ports.tcp(8081)] })).not.toHaveProperty('egress');
  });
});
