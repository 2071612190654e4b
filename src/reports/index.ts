export * from './check';
export * from './map';
export { portsText } from './map/ports-text';
