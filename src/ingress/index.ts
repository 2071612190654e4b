export * from './annotation-value';
export * from './intent';
export * from './target';
export * from './targets';
