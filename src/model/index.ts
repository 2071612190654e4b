export * from './cluster';
export * from './diagnostic';
export * from './manifest';
export * from './read-cluster';
export * from './read-manifests';
export * from './selector';
export * from './source';
