export * from './check';
export * from './explain';
export * from './map';
export { portsText } from './map/ports-text';
