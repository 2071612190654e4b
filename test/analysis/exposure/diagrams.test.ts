import { AllowedPorts } from '../../../src/analysis/allowed';
import { ALWAYS, Conditions } from '../../../src/analysis/condition';
import { Diagrams, TooManyCombinations } from '../../../src/analysis/exposure/diagrams';
import { PortSpace } from '../../../src/analysis/port-space';
import { Protocol } from '../../../src/values';

const [HTTP, SSH] = [80, 22].map(port => ({ protocol: Protocol.TCP, first: port, last: port }));

function made(limit = 1000) {
  const [ports, conditions] = [new PortSpace([HTTP, SSH]), new Conditions()];
  const allowed = new AllowedPorts(ports, conditions);
  const diagrams = new Diagrams(allowed, limit);
  const [http, ssh] = [HTTP, SSH].map(range => diagrams.leaf(allowed.of({ ports: ports.setOf(range), when: ALWAYS })));
  const either = diagrams.leaf(allowed.of({ ports: ports.union(ports.setOf(HTTP), ports.setOf(SSH)), when: ALWAYS }));
  return { diagrams, http, ssh, either };
}

describe('a diagram', () => {
  test('is one with another that is equal, however it was made', () => {
    const { diagrams, http, ssh } = made();
    const fork = diagrams.fork(0, [{ labels: 5n, next: http }, { labels: 2n, next: ssh }]);
    expect(diagrams.fork(0, [{ labels: 2n, next: ssh }, { labels: 5n, next: http }])).toBe(fork);
    expect(diagrams.fork(0, [{ labels: 1n, next: http }, { labels: 4n, next: http }, { labels: 2n, next: ssh }])).toBe(fork);
    expect(diagrams.fork(1, [{ labels: 5n, next: http }, { labels: 2n, next: ssh }])).not.toBe(fork);
  });

  test('does not ask for a label that makes no difference', () => {
    const { diagrams, http } = made();
    expect(diagrams.fork(0, [{ labels: 1n, next: http }, { labels: 2n, next: http }])).toBe(http);
  });

  test('of what two allow is the same whichever comes first, with any of their labels', () => {
    const { diagrams, http, ssh, either } = made();
    const of = (key: number, one = http, other = either) => diagrams.fork(key, [{ labels: 1n, next: one }, { labels: 2n, next: other }]);
    expect(diagrams.both(of(0), of(1))).toBe(diagrams.both(of(1), of(0)));
    expect(diagrams.both(of(0), of(1))).toBe(diagrams.fork(0, [{ labels: 1n, next: http }, { labels: 2n, next: of(1) }]));
    expect(diagrams.both(of(0, ssh), of(0, http, ssh))).toBe(of(0, diagrams.nothing, ssh));
    expect(diagrams.both(of(0, http, diagrams.everything), http)).toBe(http);
    expect(diagrams.both(http, ssh)).toBe(diagrams.nothing);
  });

  test('of everything and another is the other, and of nothing and another nothing, without a step', () => {
    const { diagrams, http } = made(0);
    const { nothing, everything } = diagrams;
    expect([[http, everything], [everything, http], [http, http]].map(([one, other]) => diagrams.both(one, other))).toEqual([http, http, http]);
    for (const other of [http, everything]) expect([diagrams.both(nothing, other), diagrams.both(other, nothing)]).toEqual([nothing, nothing]);
  });
});

describe('the limit of steps', () => {
  test('counts each question once, and only those since the last beginning', () => {
    const { diagrams, http, ssh, either } = made(1);
    diagrams.both(http, ssh);
    expect(diagrams.both(ssh, http)).toBe(diagrams.nothing);
    expect(() => diagrams.both(http, either)).toThrow(TooManyCombinations);
    diagrams.begin();
    expect(diagrams.both(http, either)).toBe(http);
  });
});
