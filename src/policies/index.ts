export * from './default-deny';
export * from './dns-egress';
export * from './guarded-addresses';
export * from './internet';
export * from './network-policy';
export * from './own-node-dns';
export * from './workload-policy';
