import { entryPointJson } from './entry-points-json';
import { exposureJson } from './exposure-json';
import { MapFormat } from './map-report';
import { portsJson } from './ports-json';
import { Connection } from '../../analysis';

/** For programs. The form is public API. */
export const json: MapFormat = {
  name: 'json',
  render: ({ map, exposure, entryPoints, diagnostics }) => `${JSON.stringify({
    schema: 'palisade/map/v1',
    assumptions: map.assumptions,
    peers: map.peers,
    connections: map.connections.map(connectionJson),
    ...exposure && { exposure: exposure.map(exposureJson) },
    ...entryPoints && { entrypoints: entryPoints.map(entryPointJson) },
    diagnostics,
  }, undefined, 2)}\n`,
};

const connectionJson = ({ source, destination, ports, verdict, depends, replicas }: Connection) => ({
  source,
  destination,
  ports: portsJson(ports),
  verdict,
  ...verdict === 'depends' && { depends },
  ...replicas && { replicas },
});
