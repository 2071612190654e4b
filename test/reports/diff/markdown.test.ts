import { blocks, DB, depending, ENDS, rendered, tcp, WEB } from './rendered';
import { Difference } from '../../../src/analysis';
import { Diagnostic } from '../../../src/model';

const markdown = (difference: Partial<Difference>): string => rendered('markdown', difference);

describe('the markdown of a difference', () => {
  test('is empty when nothing differs', () => {
    expect(markdown({})).toBe('');
  });

  test('has a headline and a table for what opened, changed and closed, in this order', () => {
    expect(markdown({
      added: [{ ...ENDS, ...depending(tcp(81), 'pod-ips') }],
      removed: [{ ...ENDS, ports: 'all', verdict: 'allowed', depends: [] }],
      changed: [{ ...ENDS, before: tcp(1), after: tcp(1, 2), opens: true, closes: false }],
      workloads: { added: [WEB], removed: [DB] },
    })).toBe([
      '**1 connection opened, 1 closed, 1 changed**',
      '',
      '#### Opened',
      '',
      '| source | destination | ports |',
      '| --- | --- | --- |',
      '| `shop/web[Deployment]` | `shop/db[StatefulSet]` | `tcp 81 (depends on pod-ips)` |',
      '',
      '#### Changed',
      '',
      '| source | destination | before | after |',
      '| --- | --- | --- | --- |',
      '| `shop/web[Deployment]` | `shop/db[StatefulSet]` | `tcp 1` | `tcp 1, 2` |',
      '',
      '#### Closed',
      '',
      '| source | destination | ports |',
      '| --- | --- | --- |',
      '| `shop/web[Deployment]` | `shop/db[StatefulSet]` | `all ports` |',
      '',
      'Workloads added: `shop/web[Deployment]`',
      '',
      'Workloads removed: `shop/db[StatefulSet]`',
      '',
    ].join('\n'));
  });

  test('puts the internet first, marked, then other addresses outside, then the cluster', () => {
    const [internet, office] = [blocks('0.0.0.0/0', '::/0'), blocks('10.0.0.0/8')];
    const to = (source: string) => ({ source, destination: WEB, replicas: false, ...tcp(80) });
    const rows = markdown({ added: [to(DB), to(office.id), to(internet.id)], outside: new Map([...internet.outside, ...office.outside]) })
      .split('\n').filter(line => line.includes('tcp 80'));
    expect(rows.map(row => row.split(' | ')[0])).toEqual(['| **internet** `0.0.0.0/0, ::/0`', '| **outside** `10.0.0.0/8`', `| \`${DB}\``]);
  });

  test('puts changes that open before those that only close', () => {
    const changed = [
      { ...ENDS, before: tcp(1, 2), after: tcp(1), opens: false, closes: true },
      { ...ENDS, before: tcp(1), after: tcp(1, 2), opens: true, closes: false },
    ];
    expect(markdown({ changed }).split('\n').filter(line => line.includes('tcp')).map(line => line.split(' | ').slice(2).join()))
      .toEqual(['`tcp 1`,`tcp 1, 2` |', '`tcp 1, 2`,`tcp 1` |']);
  });

  test('lets no name be markup or end its cell', () => {
    const row = (source: string) => markdown({ added: [{ ...ENDS, source, ...tcp(80) }] }).split('\n')[6].split(' | `shop/db')[0];
    expect(row('a|b/**c**[@all]')).toBe('| `a\\|b/**c**[@all]`');
    expect(row('a`b')).toBe('| `` a`b ``');
    expect(row('a\nb')).toBe('| `a b`');
  });

  test('calls the replicas of a workload its other pods', () => {
    expect(markdown({ added: [{ source: DB, destination: DB, replicas: true, ...tcp(80) }] })).toContain(`| \`${DB}\` | its other pods | \`tcp 80\` |`);
  });

  test('stays short, and says how much it leaves out', () => {
    const many = blocks(...Array.from({ length: 9 }, (_, index) => `10.${index * 2}.0.0/16`));
    const added = Array.from({ length: 130 }, () => ({ source: many.id, destination: WEB, replicas: false, ...tcp(80) }));
    const workloads = { added: Array.from({ length: 103 }, (_, index) => `shop/web-${index}[Pod]`), removed: [] };
    const text = markdown({ added, workloads, outside: many.outside });
    expect(text).toContain('**130 connections opened**');
    expect(text.split('\n').filter(line => line.includes('`tcp 80`'))).toHaveLength(100);
    expect(text).toContain('\n\n… and 30 more, which `palisade diff` lists in its other formats.\n');
    expect(text).toContain('10.10.0.0/16` and 3 more |');
    expect(text).toMatch(/`shop\/web-99\[Pod\]` and 3 more\n/);
  });

  test('says so when a part of the manifests was not understood', () => {
    const diagnostic: Diagnostic = { severity: 'error', code: 'PAR001', file: 'in.yaml', line: 1, column: 1, message: 'broken' };
    const diagnostics = { before: [diagnostic], after: [diagnostic] };
    expect(rendered('markdown', { added: [{ ...ENDS, ...tcp(80) }] }, { diagnostics }))
      .toMatch(/\n\nParts of the manifests were not understood: 2 diagnostics are in the log\.\n$/);
  });

  test('answers the question for equivalence', () => {
    const asksEquivalence = { asksEquivalence: true };
    expect(rendered('markdown', {}, asksEquivalence)).toBe('Equivalent: both allow the same connections.\n');
    expect(rendered('markdown', { added: [{ ...ENDS, ...tcp(80) }] }, asksEquivalence))
      .toMatch(/^\*\*1 connection opened\*\*\n\nNot equivalent: AFTER only opens connections\.\n\n#### Opened/);
  });
});
