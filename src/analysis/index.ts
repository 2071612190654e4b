export * from './connection';
export * from './connectivity-map';
export { Direction } from './compile-rule';
export * from './difference';
export * from './environment';
export * from './flow-proof';
export * from './network';
export * from './peer';
export { NO_PORTS, PortRange } from './port-space';
