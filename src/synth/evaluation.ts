import { ApiObject } from 'cdk8s';
import { IConstruct } from 'constructs';
import { provenFlows } from './proven-flows';
import { Finding, findViolations, isAtLeast, Rule, Severity } from '../guardrails';
import { Manifest, readCluster } from '../model';

export interface EvaluationOptions {
  readonly rules: readonly Rule[];
  readonly failOn: Severity;
  readonly proveFlows: boolean;
}

/** What the manifests of a scope are like. */
export interface Evaluation {
  /** What has to fail the synthesis. */
  readonly failures: readonly string[];
  /** What somebody should read. */
  readonly warnings: readonly string[];
  /** What to say when nothing failed. */
  readonly summary: string;
}

/** Reads the objects of a scope back, and judges them by rules and by what the constructs declared. */
export function evaluate(scope: IConstruct, objects: readonly ApiObject[], { rules, failOn, proveFlows }: EvaluationOptions): Evaluation {
  const { cluster } = readCluster(objects.map(manifestOf));
  const findings = findViolations(rules, cluster);
  const fails = ({ rule, status }: Finding) => status === 'error' || isAtLeast(rule.severity, failOn);
  const proof = proveFlows ? provenFlows(scope, cluster) : undefined;
  return {
    failures: [...findings.filter(fails).map(findingText), ...proof?.problems ?? []],
    warnings: findings.filter(finding => !fails(finding)).map(findingText),
    summary: [
      `${objects.length} objects keep to ${rules.length} rules`,
      ...proof ? [`${proof.proven} declared flows are possible and, in isolated namespaces, nothing else is`] : [],
    ].join('; '),
  };
}

/** An object of a synthesis has no file; the construct that made it is the place to look. */
const manifestOf = (object: ApiObject): Manifest =>
  ({ value: object.toJson(), source: { file: object.node.path, position: () => ({ line: 1, column: 1 }) } });

const findingText = ({ rule, file, object, message }: Finding): string =>
  `${file} (${object.kind} ${object.namespace}/${object.name}): ${rule.severity} ${rule.id}: ${message}\n  fix: ${rule.fix}`;
