import { ApiObject } from 'cdk8s';
import { IConstruct } from 'constructs';
import { manifestOf } from './manifest-of';
import { provenFlows } from './proven-flows';
import { ClusterProfile, clusterScope } from '../constructs';
import { Finding, findViolations, isAtLeast, Rule, Severity } from '../guardrails';
import { readCluster } from '../model';
import { groupBy } from '../values';

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

/**
 * Reads the objects of a scope back, and judges them by rules and by what the constructs declared.
 *
 * Each attached profile stands for a cluster of its own: what is written for one meets nothing of another.
 */
export function evaluate(scope: IConstruct, options: EvaluationOptions): Evaluation {
  const clusters = [...groupBy(scope.node.findAll(), clusterScope)].map(([owner, constructs]) => evaluateCluster(owner, constructs, options));
  const sum = (count: (part: ClusterEvaluation) => number) => clusters.reduce((total, part) => total + count(part), 0);
  return {
    failures: clusters.flatMap(({ failures }) => failures),
    warnings: clusters.flatMap(({ warnings }) => warnings),
    summary: [
      `${sum(({ objects }) => objects)} objects keep to ${options.rules.length} rules`,
      ...options.proveFlows ? [`${sum(({ proven }) => proven)} declared flows are possible and, in isolated namespaces, nothing else is`] : [],
    ].join('; '),
  };
}

interface ClusterEvaluation extends Pick<Evaluation, 'failures' | 'warnings'> {
  readonly objects: number;
  readonly proven: number;
}

function evaluateCluster(owner: IConstruct, constructs: readonly IConstruct[], options: EvaluationOptions): ClusterEvaluation {
  const objects = constructs.filter(ApiObject.isApiObject);
  const { cluster } = readCluster(objects.map(manifestOf));
  const findings = findViolations(options.rules, cluster);
  const fails = ({ rule, status }: Finding) => status === 'error' || isAtLeast(rule.severity, options.failOn);
  const proof = options.proveFlows ? provenFlows(constructs, ClusterProfile.of(owner)._facts, cluster) : undefined;
  return {
    failures: [...findings.filter(fails).map(findingText), ...proof?.problems ?? []],
    warnings: findings.filter(finding => !fails(finding)).map(findingText),
    objects: objects.length,
    proven: proof?.proven ?? 0,
  };
}

const findingText = ({ rule, file, object, message }: Finding): string =>
  `${file} (${object.kind} ${object.namespace}/${object.name}): ${rule.severity} ${rule.id}: ${message}\n  fix: ${rule.fix}`;
