import { entryPointsText } from './entry-points-text';
import { exposureText } from './exposure-text';
import { MapFormat, MapReport } from './map-report';
import { portsText } from './ports-text';
import { Connection } from '../../analysis';
import { columns } from '../columns';

/** For people: what was read, and a table of who may connect to whom. */
export const text: MapFormat = {
  name: 'text',
  render: ({ map, exposure, entryPoints, manifests }) => [
    objectsRead(manifests), '', ...connectionsText(map.connections),
    ...section(exposure && exposureText(exposure)), ...section(entryPoints && entryPointsText(entryPoints)), '',
  ].join('\n'),
};

/** What is not asked for leaves no trace. */
const section = (lines: readonly string[] = []): readonly string[] => lines.length > 0 ? ['', ...lines] : [];

function objectsRead(manifests: MapReport['manifests']): string {
  const counts = new Map<string, number>();
  for (const { value: { kind } } of manifests) counts.set(String(kind), (counts.get(String(kind)) ?? 0) + 1);
  const kinds = [...counts].sort(([a], [b]) => a < b ? -1 : 1).map(([kind, count]) => `${count} ${kind}`);
  return `${manifests.length} objects: ${kinds.join(', ')}`;
}

function connectionsText(connections: readonly Connection[]): string[] {
  if (connections.length === 0) return ['Nobody may connect to anybody.'];
  const rows = connections.map(row => [endText(row.source), '→', endText(row.destination), portsText(row.ports), verdictText(row)]);
  return columns(rows);
}

/** Everywhere outside is two very long ranges. */
const endText = (id: string): string =>
  id.replace('0.0.0.0-255.255.255.255', '0.0.0.0/0').replace('::-ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff', '::/0');

function verdictText({ verdict, depends, replicas }: Connection): string {
  const between = replicas ? ' (between its pods)' : '';
  return verdict === 'allowed' ? `allowed${between}` : `depends on ${depends.join(', ')}${between}`;
}
