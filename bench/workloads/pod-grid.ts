import { count, namespace, networkPolicy, pod, tcp } from './objects';

/** Size of a workload: namespaces, workloads in each, pods of each workload, and pairs of policies in each namespace. */
export interface Grid {
  readonly namespaces: number;
  readonly workloads: number;
  readonly replicas: number;
  readonly pairs: number;
}

const modulo = (value: number, by: number) => ((value % by) + by) % by;

/**
 * Many namespaces of equal pods, each with a default-deny and pairs of policies that meet those of other namespaces.
 *
 * No randomness: the same size is the same cluster, so that the number of allowed pairs is known beforehand.
 */
export function podGrid(grid: Grid): object[] {
  return count(grid.namespaces).flatMap(n => [
    namespace(`ns-${n}`, { team: `t${n % 50}`, env: ['prod', 'stage', 'dev'][n % 3] }),
    ...count(grid.workloads * grid.replicas).map(index => gridPod(grid, n, index)),
    networkPolicy(`ns-${n}`, 'deny', { podSelector: {}, policyTypes: ['Ingress', 'Egress'] }),
    ...count(grid.pairs).flatMap(p => [pairPolicy(grid, n, p, 'ingress'), pairPolicy(grid, n, p, 'egress')]),
  ]);
}

function gridPod({ workloads, replicas }: Grid, n: number, index: number): object {
  const [w, r] = [Math.floor(index / replicas), index % replicas];
  return pod({
    namespace: `ns-${n}`,
    name: `app-${w}-${r}`,
    owner: `app-${w}`,
    labels: { 'app': `app-${w}`, 'tier': ['web', 'api', 'db'][w % 3], 'num': `${w + 1}`, 'pod-template-hash': `abc${w}` },
    port: 8080 + w % 5,
    number: n * workloads * replicas + index,
  });
}

/** The egress policy `p` of one namespace meets the ingress policy `p` of two others in one workload on both sides. */
function pairPolicy({ namespaces, workloads }: Grid, n: number, p: number, direction: 'ingress' | 'egress'): object {
  const sign = direction === 'ingress' ? -1 : 1;
  const peers = direction === 'ingress' ? 'from' : 'to';
  const numbers = (...offsets: number[]) => [{ key: 'num', operator: 'In', values: offsets.map(offset => `${(p + offset) % workloads + 1}`) }];
  const names = [1, 2].map(step => `ns-${modulo(n + sign * (2 * p + step), namespaces)}`);
  return networkPolicy(`ns-${n}`, `${direction}-${p}`, {
    podSelector: { matchExpressions: numbers(0, 1) },
    policyTypes: [direction === 'ingress' ? 'Ingress' : 'Egress'],
    [direction]: [
      {
        [peers]: [{
          namespaceSelector: { matchExpressions: [{ key: 'kubernetes.io/metadata.name', operator: 'In', values: names }] },
          podSelector: { matchExpressions: numbers(0, 3) },
        }],
        ports: [tcp(8080), tcp(8081), tcp(5000, 5005), tcp(5010, 5015)],
      },
      {
        [peers]: [{ ipBlock: { cidr: `${1 + Math.floor(2 * p / 256)}.${2 * p % 256}.0.0/16` } }],
        ports: [tcp(1001), tcp(5000, 5005)],
      },
    ],
  });
}
