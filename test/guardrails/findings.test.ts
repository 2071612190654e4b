import { Finding, findViolations, isAtLeast, Rule, rules, Severity, severities } from '../../src/guardrails';
import { Cluster } from '../../src/model';
import { clusterFrom } from '../dsl';

const cluster = clusterFrom(`
  apiVersion: v1
  kind: Pod
  metadata: { name: web, namespace: shop }
  ---
  apiVersion: v1
  kind: Pod
  metadata: { name: db, namespace: shop }
  ---
  apiVersion: v1
  kind: Pod
  metadata: { name: web, namespace: bank }`);

/** A rule that says `message` of every workload. */
const complaint = (id: string, severity: Severity, message = 'wrong'): Rule => ({
  id,
  name: id.toLowerCase(),
  severity,
  title: '',
  why: '',
  fix: '',
  accepts: {},
  rejects: {},
  check: ({ workloads }) => workloads.map(object => ({ object, path: ['metadata', 'name'], message })),
});

const broken: Rule = {
  ...complaint('NET999', 'medium'),
  check: () => {
    throw new Error('out of luck');
  },
};

const names = (findings: readonly Finding[]) => findings.map(({ rule, object }) => `${rule.id} ${object.namespace}/${object.name}`);

describe('findings', () => {
  test('come worst first, then by rule, then by object', () => {
    const findings = findViolations([complaint('NET002', 'low'), complaint('NET003', 'critical'), complaint('NET001', 'low')], cluster);
    expect(names(findings)).toEqual([
      'NET003 bank/web', 'NET003 shop/db', 'NET003 shop/web',
      'NET001 bank/web', 'NET001 shop/db', 'NET001 shop/web',
      'NET002 bank/web', 'NET002 shop/db', 'NET002 shop/web',
    ]);
  });

  test('come in the same order, whatever the order of rules and objects', () => {
    const reversed: Cluster = { ...cluster, workloads: [...cluster.workloads].reverse() };
    const [one, other] = [complaint('NET001', 'high'), complaint('NET002', 'high')];
    expect(names(findViolations([other, one], reversed))).toEqual(names(findViolations([one, other], cluster)));
  });

  test('say where in which file the fault is', () => {
    const [, first] = findViolations([complaint('NET001', 'low')], cluster);
    expect(first).toMatchObject({ file: 'in.yaml', line: 7, column: 13, path: 'metadata.name', status: 'fail', message: 'wrong', object: { kind: 'Pod', name: 'db' } });
  });

  test('tell of a rule that fails, which cannot let anything pass, and the other rules are still heard', () => {
    const findings = findViolations([broken, complaint('NET001', 'low')], cluster);
    expect(findings.map(({ rule, status }) => `${rule.id} ${status}`)).toEqual(['NET999 error', 'NET001 fail', 'NET001 fail', 'NET001 fail']);
    expect(findings[0]).toMatchObject({ message: 'the rule failed: out of luck', object: { kind: 'Rule', name: 'NET999' }, line: 1, column: 1 });
  });

  test('are none for a cluster without objects', () => {
    expect(findViolations(rules, clusterFrom('# nothing'))).toEqual([]);
  });
});

describe('the fingerprint of a finding', () => {
  const fingerprints = (yaml: string): string[] => findViolations(rules, clusterFrom(yaml)).map(({ fingerprint }) => fingerprint);
  const pod = (name: string, namespace = 'shop') => `{ apiVersion: v1, kind: Pod, metadata: { name: ${name}, namespace: ${namespace} } }`;

  test('is 32 hexadecimal digits', () => {
    expect(fingerprints(`[${pod('web')}]`)).toEqual([expect.stringMatching(/^[0-9a-f]{32}$/)]);
  });

  test('stays the same when the object moves within its file, or another one comes', () => {
    const [before] = fingerprints(`[${pod('web')}]`);
    expect(fingerprints(`# a comment\n\n---\n- ${pod('about', 'bank')}\n- ${pod('web')}`)).toContain(before);
  });

  test('differs between objects, rules and messages', () => {
    const [first, ...others] = [
      complaint('NET001', 'low'), complaint('NET002', 'low'), complaint('NET001', 'low', 'bad'),
    ].flatMap(rule => findViolations([rule], cluster).map(({ fingerprint }) => fingerprint));
    expect(new Set([first, ...others]).size).toBe(9);
  });

  test('differs between two faults of one object', () => {
    const both = fingerprints(`
      apiVersion: networking.k8s.io/v1
      kind: NetworkPolicy
      metadata: { name: db, namespace: shop }
      spec: { podSelector: {}, ingress: [{ ports: [{ port: 80 }] }, { ports: [{ port: 81 }] }] }`);
    expect(new Set(both).size).toBe(2);
  });
});

test('a severity is at least as bad as itself and as every milder one', () => {
  expect(severities.map(severity => isAtLeast('medium', severity))).toEqual([false, false, true, true, true]);
});
