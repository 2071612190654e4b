import { createHash } from 'node:crypto';
import { Rule, severities, Severity } from './rule';
import { Cluster, Named, Position } from '../model';

/** A rule broken by an object. */
export interface Finding extends Position {
  readonly rule: Rule;
  /** `error` when the rule itself failed: nobody knows then whether it holds. */
  readonly status: 'fail' | 'error';
  readonly object: Pick<Named, 'apiVersion' | 'kind' | 'namespace' | 'name'>;
  readonly file: string;
  /** Such as `spec.ingress.0`. */
  readonly path: string;
  readonly message: string;
  /** Equal for the same finding in the next run, wherever the object has moved to in its file. */
  readonly fingerprint: string;
}

/** Holds a cluster to rules; worst findings first. */
export function findViolations(rules: readonly Rule[], cluster: Cluster): Finding[] {
  return rules.flatMap(rule => findingsOf(rule, cluster)).sort((a, b) => compare(sortKey(a), sortKey(b)));
}

/** Whether a severity is at least as bad as another. */
export const isAtLeast = (severity: Severity, threshold: Severity): boolean =>
  severities.indexOf(severity) <= severities.indexOf(threshold);

function findingsOf(rule: Rule, cluster: Cluster): Finding[] {
  try {
    return rule.check(cluster).map(({ object: { apiVersion, kind, namespace, name, source }, path, message }) => ({
      ...finding(rule, { apiVersion, kind, namespace, name }, path.join('.'), message),
      file: source.file,
      ...source.position(path),
    }));
  } catch (error) {
    // A rule that fails must not let the manifests pass, nor keep the other rules from speaking.
    return [{ ...finding(rule, { apiVersion: '', kind: 'Rule', namespace: '', name: rule.id }, '', `the rule failed: ${(error as Error).message}`), status: 'error' }];
  }
}

function finding(rule: Rule, object: Finding['object'], path: string, message: string): Finding {
  const identity = [rule.id, object.kind, object.namespace, object.name, path, message].join('\n');
  const fingerprint = createHash('sha256').update(identity).digest('hex').slice(0, 32);
  return { rule, status: 'fail', object, path, message, fingerprint, file: '', line: 1, column: 1 };
}

const sortKey = ({ rule, object, path }: Finding): string =>
  [severities.indexOf(rule.severity), rule.id, object.namespace, object.kind, object.name, path].join(' ')
    .replace(/\d+/g, number => number.padStart(9, '0'));

const compare = (a: string, b: string): number => a < b ? -1 : Number(a > b);
