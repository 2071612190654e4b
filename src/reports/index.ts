export * from './check';
export * from './diff';
export * from './explain';
export * from './map';
export { portsText } from './map/ports-text';
