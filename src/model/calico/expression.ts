import { Requirement } from '../selector';

/** A selector of Calico: requirements of labels, joined in any way. */
export type Expression =
  | { readonly kind: 'label'; readonly requirement: Requirement }
  | { readonly kind: 'not'; readonly part: Expression }
  | { readonly kind: 'all' | 'any'; readonly parts: readonly Expression[] };

/** What a selector means beyond its grammar, which hangs on the field that it stands in. */
export interface Dialect {
  /** Stands before every key, as the labels of a namespace are asked of its pods by other names than their own. */
  readonly prefix: string;
  /** What `all()` means. */
  readonly all: Expression;
  /** What `global()` means; `undefined` where it may not stand. */
  readonly global?: Expression;
}

export const EVERYTHING: Expression = { kind: 'all', parts: [] };
