export * from './connection';
export * from './connectivity-map';
export * from './environment';
export * from './flow-proof';
export * from './grouped-rows';
export * from './network';
export * from './peer';
export { NO_PORTS, PortRange } from './port-space';
export { Direction } from './rule-context';
