export * from './check';
export * from './map';
