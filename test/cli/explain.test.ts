import { folderWith, palisade, SHOP } from './command-line';

describe('palisade explain', () => {
  const folder = folderWith({ 'shop.yaml': SHOP });
  const file = `${folder}/shop.yaml`;

  test('says why a connection is allowed, where that is written, and what would close it', () => {
    expect(palisade('explain', 'shop/web', 'shop/db', '--port', 'tcp/5432', folder)).toEqual({
      exitCode: 0,
      err: '',
      out: [
        'shop/web[Deployment] → shop/db[Deployment] on tcp 5432: allowed',
        `  out of shop/web[Deployment]: allowed by egress[0] of NetworkPolicy shop/web (${file}:22:12)`,
        `  into shop/db[Deployment]: allowed by ingress[0] of NetworkPolicy shop/db (${file}:29:13)`,
        `  to close it: remove egress[0] of NetworkPolicy shop/web (${file}:22:12);`
        + ' NetworkPolicy shop/web has to state policyTypes, or it no longer governs egress',
        `  or: remove ingress[0] of NetworkPolicy shop/db (${file}:29:13)`,
        '',
      ].join('\n'),
    });
  });

  test('says why a connection is denied, what comes nearest, and what would allow it, and is done all the same', () => {
    const { exitCode, out } = palisade('explain', 'shop/web', 'shop/db', '--port', '80', folder);
    expect(exitCode).toBe(0);
    expect(out.split('\n').slice(0, 5)).toEqual([
      'shop/web[Deployment] → shop/db[Deployment] on tcp 80: denied',
      `  out of shop/web[Deployment]: denied, as no rule allows it and NetworkPolicy shop/default-deny (${file}:11:1)`
      + ` and NetworkPolicy shop/web (${file}:16:1) govern egress`,
      `    nearest: egress[0] of NetworkPolicy shop/web (${file}:22:12)`,
      '      port: wants 5432, finds 80',
      '    to allow it: add the port {"protocol":"TCP","port":80} to egress[0].ports of NetworkPolicy shop/web',
    ]);
  });

  test('prints the json of the contract', () => {
    const { out } = palisade('explain', 'db', 'web', '--port', '80', folder, '--format', 'json');
    const { schema, explanations, diagnostics } = JSON.parse(out);
    expect([schema, explanations.length, diagnostics]).toEqual(['palisade/explain/v1', 1, []]);
    expect(explanations[0]).toMatchObject({
      source: { id: 'shop/db[Deployment]' },
      destination: { id: 'shop/web[Deployment]' },
      ports: { TCP: ['80'], UDP: [], SCTP: [] },
      verdict: 'denied',
      depends: [],
      egress: { verdict: 'denied', decisions: [{ by: 'isolation', isolating: [{ name: 'default-deny', file, line: 11 }] }] },
    });
    expect(explanations[0].ingress.edit.message).toMatch(/^add a NetworkPolicy shop\/web-from-db: /);
  });

  test.each([
    ['a peer that does not exist', ['shop/wep', 'shop/db'], 'did you mean shop/web[Deployment]'],
    ['a port that does not exist', ['shop/web', 'shop/db', '--port', '99999'], '99999 is no port'],
    ['two ends outside', ['internet', '10.0.0.0/8'], 'both are outside the cluster'],
    ['a format that does not exist', ['shop/web', 'shop/db', '--format', 'png'], 'there is no format "png"'],
  ])('refuses %s as wrong usage', (_, args, message) => {
    const { exitCode, out, err } = palisade('explain', ...args, folder);
    expect([exitCode, out]).toEqual([2, '']);
    expect(err).toContain(message);
  });

  test('asks for both ends', () => {
    expect(palisade('explain', 'shop/web')).toMatchObject({ exitCode: 2, err: expect.stringContaining('missing required argument') });
  });

  test('writes what it could not read to standard error, and the result to standard output', () => {
    const { exitCode, out, err } = palisade('explain', 'shop/web', 'shop/db', '--port', '5432', '--strict', folderWith({ 'a.yaml': SHOP, 'b.yaml': 'kind: [' }));
    expect(exitCode).toBe(2);
    expect(err).toContain('PAR001');
    expect(out).toContain('allowed');
  });
});
