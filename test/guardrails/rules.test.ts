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
    'the internet, with a reason for something else': [
      '4:36 NetworkPolicy shop/web spec.ingress.0: NetworkPolicy "web" lets in the whole internet',
    ],
    'private addresses too, with a reason for the internet': [
      '4:36 NetworkPolicy shop/web spec.ingress.0: NetworkPolicy "web" lets in the whole internet, and private addresses with it',
    ],
    'everybody, with a reason for the internet, which is less': [
      '4:36 NetworkPolicy shop/web spec.ingress.0: NetworkPolicy "web" lets in everybody, inside the cluster and outside',
    ],
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
  NET302: {
    'a misspelt label': [
      '8:36 NetworkPolicy shop/db spec.ingress.0: NetworkPolicy "db" names a peer that no pod is: pods with app=wbe, in namespace "shop"',
    ],
    'a pod of another namespace, which a podSelector alone never means': [
      '12:58 NetworkPolicy shop/web spec.egress.0: NetworkPolicy "web" names a peer that no pod is: pods with app=db, in namespace "shop"',
    ],
    'pods that a namespace of the input does not have': [
      '11:5 NetworkPolicy bank/db spec.ingress.0: NetworkPolicy "db" names a peer that no pod is: pods with app=api, in namespaces with kubernetes.io/metadata.name=shop',
    ],
  },
  NET303: {
    'a rule for some of the pods that another lets in': [
      '7:5 NetworkPolicy shop/db spec.ingress.0: this rule of NetworkPolicy "db" has no effect: spec.ingress.1 of NetworkPolicy "db" allows the same',
    ],
    'a rule that two others make up': [
      '9:5 NetworkPolicy shop/db spec.ingress.2: this rule of NetworkPolicy "db" has no effect: other rules together allow the same',
    ],
    'an exception that another rule takes back': [
      '7:5 NetworkPolicy shop/web spec.ingress.0: this rule of NetworkPolicy "web" has no effect: spec.ingress.1 of NetworkPolicy "web" allows the same',
    ],
    'a policy that says what another says': [
      '9:1 NetworkPolicy shop/db spec: NetworkPolicy "db" has no effect: spec.ingress.0 of NetworkPolicy "all" allows the same',
    ],
  },
  NET306: {
    'a name that no selected pod has': [
      '9:36 NetworkPolicy shop/web spec.ingress.0: NetworkPolicy "web" names the TCP port "https", which none of the pods that receive has',
    ],
    'a name that the pod has for another protocol': [
      '9:36 NetworkPolicy shop/dns spec.ingress.0: NetworkPolicy "dns" names the TCP port "dns", which none of the pods that receive has',
    ],
    'a name that no destination has': [
      '9:58 NetworkPolicy shop/web spec.egress.0: NetworkPolicy "web" names the TCP port "pg", which none of the pods that receive has',
    ],
    'a name of addresses outside the cluster': [
      '4:58 NetworkPolicy shop/web spec.egress.0: NetworkPolicy "web" names the TCP port "https", which addresses outside the cluster cannot have',
    ],
  },
  NET307: {
    'a block that is excepted in two halves': [
      '4:36 NetworkPolicy shop/web spec.ingress.0: NetworkPolicy "web" has an ipBlock of which every address is excepted',
    ],
    'the address of a Service': [
      '9:58 NetworkPolicy shop/web spec.egress.0: NetworkPolicy "web" has an ipBlock that is the address of Service "shop/db", which policies do not see',
    ],
  },
  NET311: {
    'an exception after the rule': [
      '10:5 ClusterNetworkPolicy default/databases spec.ingress.1: this rule of ClusterNetworkPolicy "databases" never decides: spec.ingress.0 of ClusterNetworkPolicy "databases", which is asked before, matches all that it does',
    ],
    'a policy whose priority puts it behind another': [
      '17:12 ClusterNetworkPolicy default/second spec.egress.0: this rule of ClusterNetworkPolicy "second" never decides: spec.egress.0 of ClusterNetworkPolicy "first", which is asked before, matches all that it does',
    ],
  },
  NET312: {
    'one family in a cluster whose pods have addresses of both': [
      '9:58 NetworkPolicy shop/web spec.egress.0: NetworkPolicy "web" lets pods out to the whole internet over IPv4, and to nobody over IPv6',
    ],
    'one family in a cluster whose Services have addresses of both': [
      '9:58 NetworkPolicy shop/web spec.egress.0: NetworkPolicy "web" lets pods out to the whole internet over IPv4, and to nobody over IPv6',
    ],
  },
  NET408: {
    'an address beside the pods of a selector': [
      '8:1 EndpointSlice shop/web-more metadata: EndpointSlice "web-more" adds endpoints to those that Service "web" selects',
    ],
    'ports of other names than those of the Service': [
      '10:1 EndpointSlice shop/ledger-ipv4 ports: EndpointSlice "ledger-ipv4" has no port with a name of one of Service "ledger"',
    ],
    'deprecated Endpoints': ['8:1 Endpoints shop/ledger metadata: Endpoints "ledger" are of a kind that is deprecated'],
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
