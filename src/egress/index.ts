export * from './engine';
export * from './engines';
export * from './static-egress';
