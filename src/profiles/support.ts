import { ClusterFacts } from '../values';

/** Whether a cluster can do something. */
export type Support =
  /** It can, by these objects. */
  | { readonly kind: 'yes'; readonly by: string }
  /** It can, but there is something to know. */
  | { readonly kind: 'caveat'; readonly text: string }
  /** It can once somebody pays for it. */
  | { readonly kind: 'paid'; readonly text: string }
  | { readonly kind: 'no'; readonly reason: string; readonly waysOut: readonly string[] };

/** What something depends on besides the name of its CNI, its mesh or its cloud: its version, or who runs it. */
export type SupportOf = Support | ((facts: ClusterFacts) => Support);

export const yes = (by: string): Support => ({ kind: 'yes', by });
export const caveat = (text: string): Support => ({ kind: 'caveat', text });
export const paid = (text: string): Support => ({ kind: 'paid', text });
export const no = (reason: string, ...waysOut: string[]): Support => ({ kind: 'no', reason, waysOut });
