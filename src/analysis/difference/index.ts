export { differenceOf } from './compare-maps';
export * from './difference';
