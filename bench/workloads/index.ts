import { adminTiers } from './admin-tiers';
import { adversarial } from './adversarial';
import { ciliumLike } from './cilium-like';
import { loadTest } from './load-test';
import { podGrid } from './pod-grid';

/** A cluster to measure. */
export interface Workload {
  readonly objects: () => object[];
  /** Pairs of workloads that may talk on some port, whatever the open questions: what the analyzer has to find. */
  readonly allowedPairs: number;
  /** Of how many runs the median counts. */
  readonly runs: number;
  /** Set where so many pairs are allowed that they are counted by class, and not listed. */
  readonly counted?: true;
  /** What has to be reached, where something is set. */
  readonly target?: { readonly ms: number; readonly mb?: number };
}

/** Every workload. To add one, add its file and a line here. */
export const workloads: Readonly<Record<string, Workload>> = {
  B1: { objects: () => podGrid({ namespaces: 100, workloads: 20, replicas: 5, pairs: 20 }), allowedPairs: 4_000, runs: 3, target: { ms: 500 } },
  B2: { objects: () => podGrid({ namespaces: 1_000, workloads: 20, replicas: 5, pairs: 10 }), allowedPairs: 20_000, runs: 3, target: { ms: 3_000 } },
  B3: {
    objects: () => podGrid({ namespaces: 1_500, workloads: 20, replicas: 5, pairs: 33 }),
    allowedPairs: 99_000,
    runs: 1,
    target: { ms: 15_000, mb: 1_500 },
  },
  B4: { objects: ciliumLike, allowedPairs: 46_200, runs: 3 },
  B5: { objects: loadTest, allowedPairs: 241_080_000, runs: 1, counted: true },
  B6: { objects: adversarial, allowedPairs: 214_853, runs: 3 },
  B7: { objects: adminTiers, allowedPairs: 155_735, runs: 3 },
};
