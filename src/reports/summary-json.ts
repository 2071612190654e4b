import { LISTED } from './summary-text';
import { Isolation, MapSummary } from '../analysis';

/** The `summary` of `palisade map --summary`. The form is public API. */
export const summaryJson = ({ ingress, egress, ...counts }: MapSummary, diagnostics: number) => ({
  ...counts,
  isolation: { ingress: isolationJson(ingress), egress: isolationJson(egress) },
  diagnostics,
});

const isolationJson = ({ isolated, notIsolated }: Isolation) =>
  ({ isolated, notIsolated: notIsolated.length, examples: notIsolated.slice(0, LISTED) });
