import { Source } from './source';

/** An object as parsed from its text, before anything of it is believed. */
export interface Manifest {
  readonly value: Readonly<Record<string, unknown>>;
  readonly source: Source;
}
