import { ResourceKind } from './kind';

/** As users write them, and as Calico keeps them in the cluster. */
const GROUPS = ['projectcalico.org', 'crd.projectcalico.org'];

/** Staged policies are none of these, as nothing enforces them. */
const KINDS = ['GlobalNetworkPolicy', 'GlobalNetworkSet', 'NetworkPolicy', 'NetworkSet', 'Tier'];

/** A policy names a tier, and its selectors select sets of networks: all are read when the whole input is known. */
export const calico: readonly ResourceKind[] = GROUPS.flatMap(group =>
  KINDS.map((kind): ResourceKind => ({ kind, group, read: object => ({ calico: [object] }) })));
