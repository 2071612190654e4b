import * as path from 'node:path';
import { ALLOW_ALL, folderWith, palisade, SHOP } from './command-line';

describe('palisade check', () => {
  test('exits with 0 when nothing is wrong', () => {
    expect(palisade('check', folderWith({ 'shop.yaml': SHOP }))).toEqual({ exitCode: 0, out: 'No findings.\n', err: '' });
  });

  test('exits with 1 on a policy that allows everybody, and names file, line, rule and fix', () => {
    const folder = folderWith({ 'shop.yaml': SHOP, 'extra/allow-all.yaml': ALLOW_ALL });
    const { out, ...ended } = palisade('check', folder);
    expect(ended).toEqual({ exitCode: 1, err: '' });
    expect(out.split('\n')).toEqual([
      `${path.join(folder, 'extra/allow-all.yaml')}:10:7  high  NET201 rule-allows-every-source`,
      '  NetworkPolicy shop/allow-all: NetworkPolicy "allow-all" lets in everybody, inside the cluster and outside',
      expect.stringMatching(/^ {2}fix: Name the sources in `from`: pods by their labels and namespace, or the blocks of addresses that are needed\./),
      '',
      `${path.join(folder, 'shop.yaml')}:27:1  low  NET303 rule-without-effect`,
      '  NetworkPolicy shop/db: NetworkPolicy "db" has no effect: spec.ingress.0 of NetworkPolicy "allow-all" allows the same',
      expect.stringMatching(/^ {2}fix: If it was meant to be narrower/),
      '',
      '2 findings.',
      '',
    ]);
  });

  test('prints the json of the contract', () => {
    const folder = folderWith({ 'allow-all.yaml': ALLOW_ALL });
    const { exitCode, out } = palisade('check', folder, '--format', 'json');
    expect(exitCode).toBe(1);
    expect(JSON.parse(out)).toEqual({
      schema: 'palisade/check/v1',
      summary: { critical: 0, high: 1, medium: 0, low: 0, info: 0, suppressed: 0, baselined: 0 },
      findings: [{
        rule: 'NET201',
        name: 'rule-allows-every-source',
        severity: 'high',
        status: 'fail',
        object: { apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy', namespace: 'shop', name: 'allow-all' },
        file: path.join(folder, 'allow-all.yaml'),
        line: 10,
        column: 7,
        path: 'spec.ingress.0',
        message: 'NetworkPolicy "allow-all" lets in everybody, inside the cluster and outside',
        fix: expect.stringMatching(/^Name the sources/),
        fingerprint: expect.stringMatching(/^[0-9a-f]{32}$/),
      }],
      diagnostics: [],
    });
  });

  test.each([['medium', 1], ['high', 0]])('a medium finding with --fail-on %s exits with %i', (failOn, exitCode) => {
    const dangling = folderWith({
      'shop.yaml': `${SHOP}
  ---
  apiVersion: networking.k8s.io/v1
  kind: NetworkPolicy
  metadata: { name: misspelt, namespace: shop }
  spec: { podSelector: { matchLabels: { app: wbe } } }`,
    });
    const ran = palisade('check', dangling, '--fail-on', failOn);
    expect(ran.exitCode).toBe(exitCode);
    expect(ran.out).toContain('medium  NET301 policy-selects-no-pods');
  });
});
