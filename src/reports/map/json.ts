import { MapFormat } from './map-report';
import { rangeText } from './ports-text';
import { Connection, connectionsOf } from '../../analysis';
import { Protocol } from '../../values';
import { jsonDocument, JsonRows } from '../json-document';
import { summaryJson } from '../summary-json';

/** For programs. The form is public API. */
export const json: MapFormat = {
  name: 'json',
  render: ({ map, summary, diagnostics }) => jsonDocument({
    schema: 'palisade/map/v1',
    assumptions: map.assumptions,
    ...summary === undefined
      ? { peers: map.peers, connections: new JsonRows(connectionsJson(connectionsOf(map.rows))) }
      : { summary: summaryJson(summary, diagnostics.length) },
    diagnostics,
  }),
};

function* connectionsJson(connections: Iterable<Connection>): Iterable<unknown> {
  const portsOf = new Map<Connection['ports'], unknown>();
  for (const { source, destination, ports, verdict, depends, replicas } of connections) {
    if (!portsOf.has(ports)) portsOf.set(ports, portsJson(ports));
    yield {
      source,
      destination,
      ports: portsOf.get(ports),
      verdict,
      ...verdict === 'depends' && { depends },
      ...replicas && { replicas },
    };
  }
}

const portsJson = (ports: Connection['ports']) => ports === 'all' ? ports : Object.fromEntries(Object.values(Protocol).map(protocol =>
  [protocol, ports.filter(range => range.protocol === protocol).map(rangeText)]));
