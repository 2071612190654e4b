export * from './controllers';
export * from './presets';
