import { blocks, DB, depending, ENDS, rendered, tcp, WEB } from './rendered';

const text = (...args: Parameters<typeof rendered> extends [string, ...infer Rest] ? Rest : never) => rendered('text', ...args);

describe('the text of a difference', () => {
  test('is empty when nothing differs', () => {
    expect(text({})).toBe('');
  });

  test('counts, and then has a line for each connection: what opened first, what closed last', () => {
    expect(text({
      added: [{ ...ENDS, ...tcp(80) }, { ...ENDS, ...depending(tcp(81), 'pod-ips', 'end-port') }],
      removed: [{ ...ENDS, ports: 'all', verdict: 'allowed', depends: [] }],
      changed: [{ ...ENDS, before: tcp(1), after: tcp(1, 2), opens: true, closes: false }],
    })).toBe([
      '2 connections opened, 1 closed, 1 changed',
      '',
      '+  shop/web[Deployment]  →  shop/db[StatefulSet]  tcp 80',
      '+  shop/web[Deployment]  →  shop/db[StatefulSet]  tcp 81 (depends on pod-ips, end-port)',
      '~  shop/web[Deployment]  →  shop/db[StatefulSet]  tcp 1 → tcp 1, 2',
      '-  shop/web[Deployment]  →  shop/db[StatefulSet]  all ports',
      '',
    ].join('\n'));
  });

  test.each([
    [1, 0, '1 connection opened'],
    [0, 1, '1 connection closed'],
    [0, 2, '2 connections closed'],
  ])('leaves out what did not happen: %i opened and %i closed', (opened, closed, headline) => {
    const rows = (count: number) => Array.from({ length: count }, () => ({ ...ENDS, ...tcp(80) }));
    expect(text({ added: rows(opened), removed: rows(closed) }).split('\n')[0]).toBe(headline);
  });

  test('calls addresses on the internet so, and others outside', () => {
    const [some, inner] = [blocks('0.0.0.0/1', '10.0.0.0/8'), blocks('10.0.0.0/8', 'fd00::/8')];
    const row = (source: string) => ({ source, destination: WEB, replicas: false, ...tcp(80) });
    const lines = text({ added: [row(some.id), row(inner.id)], outside: new Map([...some.outside, ...inner.outside]) });
    expect(lines).toContain('+  internet 0.0.0.0/1, 10.0.0.0/8  →');
    expect(lines).toContain('+  outside 10.0.0.0/8, fd00::/8    →');
  });

  test('writes a range that is no block by its ends', () => {
    const range = { family: 'IPv4' as const, first: 0x0a000001n, last: 0x0a000006n };
    const added = [{ source: 'odd', destination: WEB, replicas: false, ...tcp(80) }];
    expect(text({ added, outside: new Map([['odd', [range]]]) })).toContain('outside 10.0.0.1-10.0.0.6  →');
  });

  test('marks traffic between the pods of one workload', () => {
    expect(text({ removed: [{ source: DB, destination: DB, replicas: true, ...tcp(80) }] }))
      .toContain('-  shop/db[StatefulSet]  →  shop/db[StatefulSet] (between its pods)  tcp 80');
  });

  test('lists the workloads that came and went, even where no connection changed', () => {
    expect(text({ workloads: { added: [WEB], removed: [DB] } })).toBe([
      'No connection opened or closed', '', '+ workload shop/web[Deployment]', '- workload shop/db[StatefulSet]', '',
    ].join('\n'));
  });
});

describe('asked for equivalence, the text begins with the answer', () => {
  const ask = { asksEquivalence: true };

  test('also where nothing differs', () => {
    expect(text({}, ask)).toBe('Equivalent: both allow the same connections.\n');
  });

  test('and names the questions that were taken to be decided alike', () => {
    expect(text({ assumedAlike: ['end-port', 'pod-ips'] }, ask))
      .toBe('Equivalent: both allow the same connections. What depends on end-port, pod-ips on both sides is taken to be decided alike.\n');
  });

  const row = { ...ENDS, ...tcp(80) };
  test.each([
    [{ added: [row] }, 'Not equivalent: AFTER only opens connections.'],
    [{ removed: [row] }, 'Not equivalent: AFTER only closes connections.'],
    [{ added: [row], removed: [row] }, 'Not equivalent: AFTER opens connections and closes others.'],
  ])('and says in which direction it is not so: %#', (difference, answer) => {
    expect(text(difference, ask).split('\n').slice(0, 2)).toEqual([answer, '']);
  });
});
