import { ConnectivityMap, EntryPoint } from '../../analysis';
import { Diagnostic, Manifest } from '../../model';

/** What a map is made from. */
export interface MapReport {
  readonly map: ConnectivityMap;
  /** Absent when nobody asked for them. */
  readonly entryPoints?: readonly EntryPoint[];
  readonly manifests: readonly Manifest[];
  readonly diagnostics: readonly Diagnostic[];
}

/** A way to write a map down. */
export interface MapFormat {
  /** What users type after `--format`. */
  readonly name: string;
  render(report: MapReport): string;
}
