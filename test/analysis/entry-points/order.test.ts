import * as fc from 'fast-check';
import { ingressPolicy, service, waysIn, WEB, documents } from './ways';
import { entryPoints, connectivityMap, exposureOf, Network } from '../../../src/analysis';
import { fallbackAssumptions } from '../../../src/values';
import { clusterFrom, environmentOf, mapOf } from '../../dsl';

const ingress = (name: string, host: string) => `
  apiVersion: networking.k8s.io/v1
  kind: Ingress
  metadata: { name: ${name}, namespace: shop }
  spec: { rules: [{ host: ${host}, http: { paths: [{ backend: { service: { name: web, port: { number: 80 } } } }] } }] }`;

const ALL = [
  WEB, WEB.replace('name: web', 'name: other'), service('type: LoadBalancer'), ingress('a', 'x'), ingress('a2', 'b'), ingress('b', 'a'),
  ingress('unserved', 'c').replace('spec: {', 'spec: { ingressClassName: other,'),
  ingressPolicy('[{ from: [{ ipBlock: { cidr: 10.0.0.0/8 } }, { ipBlock: { cidr: 9.0.0.0/8 } }] }]'),
];

test('entry points are the same, in the same order, whatever the order of the input', () => {
  const expected = waysIn(ALL);
  fc.assert(fc.property(fc.shuffledSubarray(ALL, { minLength: ALL.length }), shuffled => {
    expect(waysIn(shuffled)).toEqual(expected);
  }), { numRuns: 20 });
});

test('asking for entry points changes nothing in the map but the questions that came up', () => {
  const plain = mapOf(documents(...ALL));
  const asked = connectivityMap(new Network(clusterFrom(documents(...ALL)), { ...environmentOf({}), entryPoints: true }));
  expect({ ...asked, assumptions: {} }).toEqual({ ...plain, assumptions: {} });
  expect(plain.assumptions).not.toHaveProperty('nodes-match-ip-block');
});

test('asking for entry points changes nothing in what pods that are not in the input may reach', () => {
  const policies = `
    apiVersion: policy.networking.k8s.io/v1alpha2
    kind: ClusterNetworkPolicy
    metadata: { name: admin }
    spec: { tier: Admin, priority: 1, subject: { namespaces: {} }, ingress: [{ action: Deny, from: [{ namespaces: { matchLabels: { team: red } } }] }] }`;
  const [plain, asked] = [false, true].map(isAsked =>
    exposureOf(new Network(clusterFrom(documents(...ALL, policies)), { ...environmentOf({}), entryPoints: isAsked })));
  expect(plain.length).toBeGreaterThan(0);
  expect(asked).toEqual(plain);
});

test('the assumptions that entry points depend on are among those that came up', () => {
  const network = new Network(clusterFrom(documents(...ALL)), { ...environmentOf({}), entryPoints: true });
  const depends = new Set(entryPoints(network).flatMap(row => row.depends).filter(question => question in fallbackAssumptions));
  expect(depends).toContain('external-source');
  expect(Object.keys(network.universe.answers.consulted)).toEqual(expect.arrayContaining([...depends]));
});
