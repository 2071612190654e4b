export { Edit, PatchOperation } from './edit';
export { ExplainedEnd } from './end';
export { explain, Question } from './explain';
export { ClosingSet, Decision, DirectionReason, ExplainedPort, ExplainedVerdict, Explanation, NearestRule, Note } from './explanation';
export { ObjectReference, PolicyReference, RuleReference } from './reference';
export { Term } from './term';
