import { AskedRule } from './asked-rule';
import { Named, Policy, PolicyRule, TieredPolicy, TieredRule } from '../../model';

/** Which object is meant. */
export interface ObjectReference {
  readonly apiVersion: string;
  readonly kind: string;
  /** Empty for policies of a whole cluster. */
  readonly namespace: string;
  readonly name: string;
}

/** A policy, and where it is written. */
export interface PolicyReference extends ObjectReference {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  /** The tier it stands in, such as `Admin`. */
  readonly tier: string;
}

/** A rule, and where it is written. */
export interface RuleReference {
  readonly policy: PolicyReference;
  readonly action: TieredRule['action'];
  /** Such as `['spec', 'ingress', 0]`. */
  readonly path: PolicyRule['path'];
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

export function policyReference(policy: Policy | TieredPolicy): PolicyReference {
  const { source } = policy;
  return { ...objectReference(policy), file: source.file, ...source.position([]), tier: 'tier' in policy ? policy.tier.name : 'NetworkPolicy' };
}

export function ruleReference({ policy, rule: { path }, action }: AskedRule): RuleReference {
  return { policy: policyReference(policy), action, path, file: policy.source.file, ...policy.source.position(path) };
}

/** References to rules, each once: one that is not fully understood is read as several. */
export function ruleReferences(rules: readonly AskedRule[]): RuleReference[] {
  const references = new Map<string, RuleReference>();
  for (const rule of rules) {
    const { policy: { namespace, name, kind, source: { file } }, rule: { path } } = rule;
    const key = `${namespace}/${name}[${kind}] ${file} ${path.join('.')} ${rule.action}`;
    if (!references.has(key)) references.set(key, ruleReference(rule));
  }
  return [...references.values()];
}

function objectReference({ apiVersion, kind, namespace, name }: Named): ObjectReference {
  return { apiVersion, kind, namespace: isOfCluster(kind) ? '' : namespace, name };
}

/** Whatever such an object says, it has no namespace. */
const isOfCluster = (kind: string): boolean => /Admin|Cluster|Global/.test(kind);
