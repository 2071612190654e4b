import { entryPointsText } from './entry-points-text';
import { exposureText } from './exposure-text';
import { MapFormat, MapReport } from './map-report';
import { portsText } from './ports-text';
import { connectionCount, connectionsOf, Outcome } from '../../analysis';
import { columns } from '../columns';
import { endText, EndsText } from '../ends-text';
import { summaryText } from '../summary-text';

/** Connections up to this many are listed one by one. */
export const LISTED_CONNECTIONS = 200;

/** For people: what was read, and a table of who may connect to whom. */
export const text: MapFormat = {
  name: 'text',
  * render(report) {
    yield `${objectsRead(report)}\n\n`;
    if (report.summary !== undefined) yield* summaryText(report.summary, report.diagnostics.length);
    else yield* tableOf(report);
    if (report.exposure !== undefined) yield `\n${exposureText(report.exposure).join('\n')}\n`;
    if (report.entryPoints !== undefined) yield `\n${entryPointsText(report.entryPoints).join('\n')}\n`;
  },
};

function objectsRead({ manifests }: MapReport): string {
  const counts = new Map<string, number>();
  for (const { value: { kind } } of manifests) counts.set(String(kind), (counts.get(String(kind)) ?? 0) + 1);
  const kinds = [...counts].sort(([a], [b]) => a < b ? -1 : 1).map(([kind, count]) => `${count} ${kind}`);
  return `${manifests.length} objects: ${kinds.join(', ')}`;
}

function* tableOf({ map: { rows, peers }, focus = [] }: MapReport): Iterable<string> {
  const count = rows.reduce((sum, row) => sum + connectionCount(row), 0);
  if (count === 0) {
    yield focus.length === 0 ? 'Nobody may connect to anybody.\n' : `Nobody may connect to or from ${focus.join(', ')}.\n`;
  } else if (count <= LISTED_CONNECTIONS) {
    yield* aligned([...connectionsOf(rows)].map(row => cellsOf(row, endText(row.source), endText(row.destination))));
  } else {
    const ends = new EndsText(peers);
    yield* aligned(rows.map(row => cellsOf(row, ends.of(row.sources), row.replicas ? 'itself' : ends.of(row.destinations))));
    if (rows.length < count) yield `\n${count} connections. Peers that are treated alike share a line: --focus PEER shows those of one, --format json each one.\n`;
  }
}

const cellsOf = (row: Outcome & { readonly replicas: boolean }, source: string, destination: string): string[] =>
  [source, '→', destination, portsText(row.ports), verdictText(row)];

function* aligned(rows: readonly (readonly string[])[]): Iterable<string> {
  for (const line of columns(rows)) {
    yield `${line}
`;
  }
}

function verdictText({ verdict, depends, replicas }: Outcome & { readonly replicas: boolean }): string {
  const between = replicas ? ' (between its pods)' : '';
  return verdict === 'allowed' ? `allowed${between}` : `depends on ${depends.join(', ')}${between}`;
}
