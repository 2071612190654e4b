import { DB, depending, ENDS, rendered, tcp, WEB } from './rendered';
import { Connection, Difference } from '../../../src/analysis';
import { Protocol } from '../../../src/values';

const json = (difference: Partial<Difference>) => JSON.parse(rendered('json', difference));

describe('the json of a difference', () => {
  test('has empty lists when nothing differs', () => {
    expect(json({})).toEqual({
      schema: 'palisade/diff/v1',
      effect: 'none',
      added: [],
      removed: [],
      changed: [],
      workloads: { added: [], removed: [] },
      assumedAlike: [],
      diagnostics: { before: [], after: [] },
    });
  });

  test('has the ports of what was added and removed, by protocol, without protocols that have none', () => {
    const some = [
      { protocol: Protocol.TCP, first: 80, last: 80 },
      { protocol: Protocol.TCP, first: 90, last: 99 },
      { protocol: Protocol.UDP, first: 53, last: 53 },
    ];
    const row = (ports: Connection['ports']) => ({ ...ENDS, ports, verdict: 'allowed' as const, depends: [] });
    expect(json({ added: [row(some)], removed: [row('all')] })).toMatchObject({
      effect: 'both',
      added: [{ source: WEB, destination: DB, ports: { TCP: ['80', '90-99'], UDP: ['53'] } }],
      removed: [{ source: WEB, destination: DB, ports: 'all' }],
    });
  });

  test('states the verdict of what is not plainly allowed', () => {
    expect(json({ added: [{ ...ENDS, ...depending(tcp(80), 'end-port') }] }).added)
      .toEqual([{ source: WEB, destination: DB, ports: { TCP: ['80'] }, verdict: 'depends', depends: ['end-port'] }]);
  });

  test('has the ports of both sides of what changed', () => {
    expect(json({ changed: [{ ...ENDS, before: tcp(80), after: tcp(80, 81), opens: true, closes: false }] }).changed)
      .toEqual([{ source: WEB, destination: DB, before: { TCP: ['80'] }, after: { TCP: ['80', '81'] } }]);
  });

  test('has the verdicts of both sides of what changed, unless both are allowed', () => {
    expect(json({ changed: [{ ...ENDS, before: tcp(80), after: depending(tcp(80), 'end-port'), opens: false, closes: true }] }).changed).toEqual([{
      source: WEB,
      destination: DB,
      before: { TCP: ['80'] },
      after: { TCP: ['80'] },
      verdict: { before: 'allowed', after: 'depends' },
      depends: { before: [], after: ['end-port'] },
    }]);
  });

  test('marks traffic between the pods of one workload', () => {
    const ends = { source: DB, destination: DB, replicas: true };
    const change = { ...ends, before: tcp(1), after: tcp(2), opens: true, closes: true };
    const { added, changed } = json({ added: [{ ...ends, ...tcp(80) }], changed: [change] });
    expect([added[0].replicas, changed[0].replicas]).toEqual([true, true]);
  });
});
