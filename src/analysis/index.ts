export * from './connection';
export * from './connectivity-map';
export * from './environment';
export { Exposure, exposureOf } from './exposure/exposure';
export * from './flow-proof';
export * from './network';
export * from './peer';
export { NO_PORTS, PortRange } from './port-space';
export { Direction } from './rule-context';
