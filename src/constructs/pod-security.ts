import { Labels } from '../values';

/**
 * Levels of the Pod Security Standards.
 *
 * @see https://kubernetes.io/docs/concepts/security/pod-security-standards/
 */
export enum PodSecurityLevel {
  /** Hardened: no root, no added capabilities, a seccomp profile. */
  RESTRICTED = 'restricted',
  /** Prevents known privilege escalations. */
  BASELINE = 'baseline',
  /** No restriction at all. */
  PRIVILEGED = 'privileged',
}

/** The labels that make the API server hold the pods of a namespace to a level. */
export const podSecurityLabels = (level: PodSecurityLevel, kubernetesMinor: number): Labels => ({
  'pod-security.kubernetes.io/audit': 'restricted',
  'pod-security.kubernetes.io/enforce': level,
  // Pinned: the checks grow with each version, and an upgrade of the cluster must not stop pods that ran before it.
  'pod-security.kubernetes.io/enforce-version': `v1.${kubernetesMinor}`,
  'pod-security.kubernetes.io/warn': 'restricted',
});
