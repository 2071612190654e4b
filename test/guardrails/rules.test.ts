import * as fs from 'node:fs';
import * as path from 'node:path';
import { findViolations, Rule, rules, severities } from '../../src/guardrails';
import { clusterFrom } from '../dsl';

const FOLDER = path.join(__dirname, '../../src/guardrails/rules');

/** What each rule says of each of its examples: where (line:column), about what, and in which words. */
const EXPECTED: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = {
  NET101: {
    'a workload without any policy': [
      '3:1 Deployment shop/web metadata: no NetworkPolicy selects Deployment "web" for ingress, so everybody may connect to it',
    ],
    'a policy in another namespace': [
      '3:1 Pod shop/web metadata: no NetworkPolicy selects Pod "web" for ingress, so everybody may connect to it',
    ],
    'a policy for egress only': [
      '3:1 Pod shop/web metadata: no NetworkPolicy selects Pod "web" for ingress, so everybody may connect to it',
    ],
    'a policy for the labels of the Deployment instead of its pods': [
      '3:1 Deployment shop/web metadata: no NetworkPolicy selects Deployment "web" for ingress, so everybody may connect to it',
    ],
  },
  NET201: {
    'a rule without from': [
      '4:36 NetworkPolicy shop/db spec.ingress.0: NetworkPolicy "db" lets in everybody, inside the cluster and outside',
    ],
    'an empty list, which means everybody': [
      '4:36 NetworkPolicy shop/db spec.ingress.0: NetworkPolicy "db" lets in everybody, inside the cluster and outside',
    ],
    'all pods of all namespaces': [
      '4:36 NetworkPolicy shop/db spec.ingress.0: NetworkPolicy "db" lets in every pod of every namespace',
    ],
    'the internet in two halves': [
      '4:36 NetworkPolicy shop/db spec.ingress.0: NetworkPolicy "db" lets in the whole internet',
    ],
    'the internet without private addresses': [
      '4:36 NetworkPolicy shop/db spec.ingress.0: NetworkPolicy "db" lets in the whole internet',
    ],
    'the internet of IPv6': [
      '4:36 NetworkPolicy shop/db spec.ingress.0: NetworkPolicy "db" lets in the whole internet',
    ],
  },
  NET301: {
    'a misspelt label': [
      '9:9 NetworkPolicy shop/web spec.podSelector: NetworkPolicy "web" selects none of the pods of namespace "shop"',
    ],
    'pods of another namespace': [
      '12:9 NetworkPolicy shop/web spec.podSelector: NetworkPolicy "web" selects none of the pods of namespace "shop"',
    ],
  },
};

describe('the list of rules', () => {
  test('has every rule of the folder, and no other', () => {
    const files = fs.readdirSync(FOLDER).filter(file => file.endsWith('.ts') && file !== 'index.ts').map(file => path.basename(file, '.ts'));
    expect(rules.map(({ name }) => name).sort()).toEqual(files.sort());
  });

  test('has each id and each name once', () => {
    expect(new Set(rules.map(({ id }) => id)).size).toBe(rules.length);
    expect(new Set(rules.map(({ name }) => name)).size).toBe(rules.length);
  });
});

describe.each(rules.map(rule => [`${rule.id} ${rule.name}`, rule] as const))('%s', (_, rule) => {
  test('has a stable id, a severity, and examples of both kinds', () => {
    expect(rule.id).toMatch(/^[A-Z]{3}\d{3}$/);
    expect(severities).toContain(rule.severity);
    expect(Object.keys(rule.accepts)).not.toEqual([]);
    expect(Object.keys(rule.rejects)).not.toEqual([]);
  });

  test('says in sentences what holds, why it matters and what to do', () => {
    expect(rule.title).toMatch(/^[A-Z].*[^.]$/);
    expect(rule.why).toMatch(/^[A-Z].{30,}\.$/);
    expect(rule.fix).toMatch(/^[A-Z].{30,}\.$/);
  });

  test.each(Object.entries(rule.accepts))('accepts %s', (_title, yaml) => {
    expect(said(rule, yaml)).toEqual([]);
  });

  test.each(Object.entries(rule.rejects))('rejects %s', (title, yaml) => {
    const expected = EXPECTED[rule.id]?.[title];
    expect({ title, found: said(rule, yaml) }).toEqual({ title, found: expected });
    expect(expected).not.toEqual([]);
  });

  test('has an expectation here for nothing but its examples', () => {
    expect(Object.keys(EXPECTED[rule.id] ?? {})).toEqual(Object.keys(rule.rejects));
  });
});

function said(rule: Rule, yaml: string): string[] {
  return findViolations([rule], clusterFrom(yaml)).map(({ line, column, object: { kind, namespace, name }, path: where, message, status }) =>
    `${line}:${column} ${kind} ${namespace}/${name} ${where}: ${message}${status === 'fail' ? '' : ` (${status})`}`);
}
