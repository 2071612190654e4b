import { PROTECTION, Validation, validationsOf } from '../cel';
import { NAMESPACE_NAME, NamespaceTerm } from '../denial';
import { BoundaryEngine, ObjectTemplate, SharedContext } from '../engine';

const API_VERSION = 'admissionregistration.k8s.io/v1';

/** The version in which ValidatingAdmissionPolicy became stable. */
const OLDEST = 30;

/** The first version that takes expressions about addresses from a user: they came with 1.30, to be read after a step back to it. */
const OLDEST_FOR_ADDRESSES = 31;

/**
 * Where nothing stands above NetworkPolicies: keeps those from being written that would open what is denied.
 *
 * @see https://kubernetes.io/docs/reference/access-authn-authz/validating-admission-policy/
 */
export const admission: BoundaryEngine = {
  highestPriority: Number.MAX_SAFE_INTEGER, // it has none
  shared: [
    policy<SharedContext>(name => `${name}-default-deny`, ['UPDATE', 'DELETE'], () => [PROTECTION]),
    binding<SharedContext>(name => `${name}-default-deny`,
      ({ protects }) => [{ key: NAMESPACE_NAME, operator: 'In', values: protects }]),
  ],
  perDenial: [
    policy(name => name, ['CREATE', 'UPDATE'], denial => validationsOf(denial, denial.platform)),
    binding(name => name, ({ subject }) => subject),
  ],
  limit: ({ kubernetesMinor }, { addresses }) => {
    const oldest = addresses ? OLDEST_FOR_ADDRESSES : OLDEST;
    if (kubernetesMinor >= oldest) return undefined;
    return {
      what: `Kubernetes 1.${kubernetesMinor} cannot hold NetworkPolicies to ${addresses ? 'addresses' : 'rules'}, which takes 1.${oldest}`,
      fix: 'state the version or the CNI in the ClusterProfile, or an `engine` that the cluster has',
    };
  },
};

type Names = ObjectTemplate<never>['name'];

function policy<Context>(
  name: Names, operations: readonly string[], validations: (context: Context) => Validation[],
): ObjectTemplate<Context> {
  const rule = { apiGroups: ['networking.k8s.io'], apiVersions: ['v1'], operations, resources: ['networkpolicies'], scope: 'Namespaced' };
  return {
    apiVersion: API_VERSION,
    kind: 'ValidatingAdmissionPolicy',
    name,
    spec: context => ({
      failurePolicy: 'Fail',
      matchConstraints: { resourceRules: [rule] },
      validations: validations(context).map(validation => ({ ...validation, reason: 'Forbidden' })),
    }),
  };
}

function binding<Context>(name: Names, namespaces: (context: Context) => readonly NamespaceTerm[]): ObjectTemplate<Context> {
  return {
    apiVersion: API_VERSION,
    kind: 'ValidatingAdmissionPolicyBinding',
    name,
    spec: (context, policyName) => ({
      policyName,
      validationActions: ['Deny', 'Audit'],
      matchResources: { namespaceSelector: { matchExpressions: namespaces(context) } },
    }),
  };
}
