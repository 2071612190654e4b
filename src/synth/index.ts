export * from './analysis';
export * from './fleet';
export * from './guardrails';
