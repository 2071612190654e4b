export * from './allowance';
export * from './default-deny';
export * from './dns-egress';
export { Engine, isNames, Refusal } from './engine';
export * from './engines';
export * from './guarded-addresses';
export * from './internet';
export * from './network-policy';
export * from './workload-policy';
