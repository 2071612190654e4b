import { CommonOptions } from './common-options';
import { Input } from './input';
import { Cluster, readCluster } from '../model';

/** Manifests, the cluster they describe, and everything that was not understood on the way. */
export interface ClusterInput extends Input {
  readonly cluster: Cluster;
}

export function readClusterInput({ manifests, diagnostics: unreadable }: Input, { namespace }: CommonOptions): ClusterInput {
  const { cluster, diagnostics: invalid } = readCluster(manifests, namespace);
  return { manifests, cluster, diagnostics: [...unreadable, ...invalid] };
}
