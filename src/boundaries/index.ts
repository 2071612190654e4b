export * from './boundary';
export * from './denial';
export * from './engine';
export * from './engine-of';
export * from './engines';
