export * from './default-deny';
export * from './dns-egress';
export * from './network-policy';
export * from './workload-policy';
