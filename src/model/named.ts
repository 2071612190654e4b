import { Source } from './source';

/** Anything read from a manifest; `source` leads back to it. */
export interface Named {
  readonly apiVersion: string;
  readonly namespace: string;
  readonly name: string;
  readonly kind: string;
  readonly source: Source;
}
