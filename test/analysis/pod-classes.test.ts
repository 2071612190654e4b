import { networkFrom } from '../dsl';

const pod = (name: string, owner: string, role: string, address: string): string => `
---
apiVersion: v1
kind: Pod
metadata: { name: ${name}, namespace: shop, labels: { role: ${role} }, ownerReferences: [{ kind: StatefulSet, name: ${owner}, controller: true }] }
spec: { containers: [{ name: c, image: i }] }
status: { podIP: ${address} }
`;

const PODS = [
  pod('db-0', 'db', 'primary', '10.0.0.1'),
  pod('db-1', 'db', 'spare', '10.0.0.2'),
  pod('db-2', 'db', 'report', '10.0.0.3'),
  pod('db-3', 'db', 'report', '10.0.0.4'),
  pod('cache-0', 'cache', 'report', '10.0.0.5'),
].join('');

const PRIMARY = `
---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: db, namespace: shop }
spec: { podSelector: { matchLabels: { role: primary } } }
`;

const BEGINNING = `
---
apiVersion: projectcalico.org/v3
kind: NetworkPolicy
metadata: { name: db, namespace: shop }
spec: { selector: "role starts with 're'", types: [Ingress] }
`;

/** The ids of the pods of each class. */
const classesFrom = (yaml: string): string[][] =>
  networkFrom(yaml).universe.classes.filter(({ example: { role } }) => role === undefined).map(({ members }) => members.map(({ id }) => id).sort());

test('labels with values that no policy asks for tell no pods apart', () => {
  expect(classesFrom(PODS + PRIMARY)).toEqual([
    ['shop/db[StatefulSet]{role=primary}'],
    ['shop/cache[StatefulSet]', 'shop/db[StatefulSet]{role=report}', 'shop/db[StatefulSet]{role=spare}'],
  ]);
});

test('every value tells pods apart where a policy asks for the beginning of one', () => {
  expect(classesFrom(PODS + BEGINNING)).toEqual([
    ['shop/db[StatefulSet]{role=primary}'],
    ['shop/db[StatefulSet]{role=spare}'],
    ['shop/cache[StatefulSet]', 'shop/db[StatefulSet]{role=report}'],
  ]);
});

test('pods of one owner with equal labels are one', () => {
  const members = networkFrom(PODS + PRIMARY).universe.classes.flatMap(each => each.members);
  expect(members.filter(({ workload, role }) => workload.replicated && role === undefined).map(({ id }) => id)).toEqual(['shop/db[StatefulSet]{role=report}']);
});
