export * from './redundant-rules';
export * from './shadowed-rules';
