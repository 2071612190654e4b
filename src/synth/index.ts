export * from './analysis';
export * from './guardrails';
