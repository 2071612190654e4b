import { EntryPoint, Exposure, GroupedMap, MapSummary } from '../../analysis';
import { Diagnostic, Manifest } from '../../model';

/** What a map is made from. */
export interface MapReport {
  readonly map: GroupedMap;
  /** When it is asked for. */
  readonly exposure?: readonly Exposure[];
  /** When they are asked for. */
  readonly entryPoints?: readonly EntryPoint[];
  /** What the map was narrowed down to, in the words of whoever asked. */
  readonly focus?: readonly string[];
  /** Takes the place of the connections. */
  readonly summary?: MapSummary;
  readonly manifests: readonly Manifest[];
  readonly diagnostics: readonly Diagnostic[];
}

/** A way to write a map down. */
export interface MapFormat {
  /** What users type after `--format`. */
  readonly name: string;
  /** In pieces, as there may be more than memory holds. */
  render(report: MapReport): Iterable<string>;
}
