import { ConnectivityMap, EntryPoint, Exposure } from '../../analysis';
import { Diagnostic, Manifest } from '../../model';

/** What a map is made from. */
export interface MapReport {
  readonly map: ConnectivityMap;
  /** When it is asked for. */
  readonly exposure?: readonly Exposure[];
  /** When they are asked for. */
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
