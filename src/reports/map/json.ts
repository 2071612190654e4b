import { entryPointJson } from './entry-points-json';
import { exposureJson } from './exposure-json';
import { MapFormat } from './map-report';
import { portsJson } from './ports-json';
import { Connection, connectionsOf } from '../../analysis';
import { jsonDocument, JsonRows } from '../json-document';
import { summaryJson } from '../summary-json';

/** For programs. The form is public API. */
export const json: MapFormat = {
  name: 'json',
  render: ({ map, summary, exposure, entryPoints, diagnostics }) => jsonDocument({
    schema: 'palisade/map/v1',
    assumptions: map.assumptions,
    ...summary === undefined
      ? { peers: map.peers, connections: new JsonRows(connectionsJson(connectionsOf(map.rows))) }
      : { summary: summaryJson(summary, diagnostics.length) },
    ...exposure && { exposure: exposure.map(exposureJson) },
    ...entryPoints && { entrypoints: entryPoints.map(entryPointJson) },
    diagnostics,
  }),
};

function* connectionsJson(connections: Iterable<Connection>): Iterable<unknown> {
  const written = new Map<Connection['ports'], unknown>();
  for (const { source, destination, ports, verdict, depends, replicas } of connections) {
    if (!written.has(ports)) written.set(ports, portsJson(ports));
    yield {
      source,
      destination,
      ports: written.get(ports),
      verdict,
      ...verdict === 'depends' && { depends },
      ...replicas && { replicas },
    };
  }
}
