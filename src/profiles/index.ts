export * from './cluster-facts';
export * from './controllers';
export * from './presets';
