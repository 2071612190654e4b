import { MapFormat } from './map-report';
import { rangeText } from './ports-text';
import { Connection } from '../../analysis';
import { Protocol } from '../../values';

/** For programs. The form is public API. */
export const json: MapFormat = {
  name: 'json',
  render: ({ map, diagnostics }) => `${JSON.stringify({
    schema: 'palisade/map/v1',
    assumptions: map.assumptions,
    peers: map.peers,
    connections: map.connections.map(connectionJson),
    diagnostics,
  }, undefined, 2)}\n`,
};

const connectionJson = ({ source, destination, ports, verdict, depends, replicas }: Connection) => ({
  source,
  destination,
  ports: ports === 'all' ? ports : Object.fromEntries(Object.values(Protocol).map(protocol =>
    [protocol, ports.filter(range => range.protocol === protocol).map(rangeText)])),
  verdict,
  ...verdict === 'depends' && { depends },
  ...replicas && { replicas },
});
