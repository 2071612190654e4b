import { columns } from './columns';
import { shortList } from './ends-text';
import { Isolation, MapSummary, Reach } from '../analysis';

/** A map in a few lines. */
export function* summaryText(summary: MapSummary, diagnostics: number): Iterable<string> {
  const { workloads, pairs } = summary;
  const lines: Readonly<Record<string, string>> = {
    'workloads': `${workloads}`,
    'policies': countsText(summary.policies, (kind, count) => `${count} ${kind}`),
    'isolated for ingress': isolationText(summary.ingress),
    'isolated for egress': isolationText(summary.egress),
    'pairs that may connect': `${pairs.allowed} of ${pairs.all}`,
    'reachable from outside': reachText(summary.fromOutside, workloads),
    'may reach the internet': reachText(summary.toInternet, workloads),
    'rows that depend': countsText(summary.depends, (question, count) => `${count} on ${question}`),
    'diagnostics': `${diagnostics}`,
  };
  for (const line of columns(Object.entries(lines))) yield `${line}\n`;
}

function isolationText({ isolated, notIsolated }: Isolation): string {
  const all = isolated + notIsolated.length;
  return notIsolated.length === 0 ? `${isolated} of ${all}` : `${isolated} of ${all}, but not ${shortList(notIsolated, 'others', LISTED)}`;
}

/** Names of workloads that a summary lists. */
export const LISTED = 20;

const reachText = ({ allowed, depends }: Reach, all: number): string =>
  `${allowed} of ${all}${depends === 0 ? '' : `, and perhaps ${depends} more`}`;

function countsText(counts: Readonly<Record<string, number>>, text: (name: string, count: number) => string): string {
  const texts = Object.entries(counts).map(([name, count]) => text(name, count));
  return texts.length === 0 ? 'none' : texts.join(', ');
}
