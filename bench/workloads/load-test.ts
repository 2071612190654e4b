import { count, namespace, networkPolicy, pod, tcp } from './objects';

const NAMESPACES = 50;
const PODS_IN_NAMESPACE = 3_000;

/** Pods of each Deployment of a namespace: half of all pods in small ones, a quarter in medium ones, and a quarter in big ones. */
const SIZES = [...Array<number>(300).fill(5), ...Array<number>(25).fill(30), ...Array<number>(3).fill(250)];
const POLICIES = 34;

/**
 * As the load tests of Kubernetes with 5,000 nodes: 50 namespaces of 3,000 pods, and a policy for every tenth Deployment.
 *
 * Chosen here: 328 Deployments in each namespace, told apart by their label `name`. Each policy is for ingress, by one block and one
 * port: the even ones from a block outside, the odd ones from the addresses of all pods. All other Deployments are open, so that the
 * pairs that are allowed are nearly all pairs, 241 million: they are counted, not listed.
 */
export const loadTest = (): object[] => count(NAMESPACES).flatMap(n => [
  namespace(`load-${n}`),
  ...podsOf(n),
  ...count(POLICIES).map(p => policyOf(n, p)),
]);

function podsOf(n: number): object[] {
  let number = n * PODS_IN_NAMESPACE;
  return SIZES.flatMap((size, d) => count(size).map(replica => pod({
    namespace: `load-${n}`,
    name: `deployment-${d}-${replica}`,
    owner: `deployment-${d}`,
    labels: { 'name': `deployment-${d}`, 'group': 'load', 'pod-template-hash': `h${d}` },
    port: 80,
    number: number++,
  })));
}

function policyOf(n: number, p: number): object {
  const cidr = p % 2 === 0 ? `172.${16 + p % 16}.${n}.0/24` : '10.0.0.0/8';
  return networkPolicy(`load-${n}`, `policy-${p}`, {
    podSelector: { matchLabels: { name: `deployment-${Math.floor(p * SIZES.length / POLICIES)}` } },
    policyTypes: ['Ingress'],
    ingress: [{ from: [{ ipBlock: { cidr } }], ports: [tcp(p % 3 === 0 ? 80 : 8000 + p)] }],
  });
}
