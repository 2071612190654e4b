export * from './engine';
export * from './engine-of';
export * from './engines';
