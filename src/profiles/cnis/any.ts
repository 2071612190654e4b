import { Cni, networkPolicyOnly } from '../cni';

/** Nothing is known but that it enforces NetworkPolicy v1. */
export const any: Cni = { title: 'An unknown CNI', assumptions: () => ({}), supports: networkPolicyOnly };
