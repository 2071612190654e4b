import { MapFormat } from './map-report';
import { rangeText } from './ports-text';
import { Connection, EntryPoint, PortRange } from '../../analysis';
import { Protocol } from '../../values';

/** For programs. The form is public API. */
export const json: MapFormat = {
  name: 'json',
  render: ({ map, entryPoints, diagnostics }) => `${JSON.stringify({
    schema: 'palisade/map/v1',
    assumptions: map.assumptions,
    peers: map.peers,
    connections: map.connections.map(connectionJson),
    ...entryPoints && { entrypoints: entryPoints.map(entryPointJson) },
    diagnostics,
  }, undefined, 2)}\n`,
};

const connectionJson = ({ source, destination, ports, verdict, depends, replicas }: Connection) => ({
  source,
  destination,
  ports: ports === 'all' ? ports : portsJson(ports),
  verdict,
  ...verdict === 'depends' && { depends },
  ...replicas && { replicas },
});

const entryPointJson = ({ ports, depends, ...row }: EntryPoint) => ({
  ...row,
  ports: portsJson(ports),
  ...row.verdict === 'depends' && { depends },
});

const portsJson = (ports: readonly PortRange[]) => Object.fromEntries(Object.values(Protocol).map(protocol =>
  [protocol, ports.filter(range => range.protocol === protocol).map(rangeText)]));
