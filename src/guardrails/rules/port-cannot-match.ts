import { Policy, PolicyPort, PolicyRule, Workload } from '../../model';
import { OwnedPods } from '../owned-pods';
import { Rule, Violation } from '../rule';

type NamedPort = Extract<PolicyPort, { kind: 'name' }>;

export const portCannotMatch: Rule = {
  id: 'NET306',
  name: 'port-cannot-match',
  severity: 'high',
  title: 'Every port that a NetworkPolicy names is one of a pod that receives',
  why: 'A name that no container port has stands for no port, and the rule allows nothing by it; an address outside the cluster has no names for its ports at all.',
  fix: 'Give the container port that name and protocol, or write the number of the port.',
  accepts: {
    'a name that the selected pod has': `
      apiVersion: v1
      kind: Pod
      metadata: { name: web, namespace: shop }
      spec: { containers: [{ ports: [{ name: http, containerPort: 8080 }] }] }
      ---
      apiVersion: networking.k8s.io/v1
      kind: NetworkPolicy
      metadata: { name: web, namespace: shop }
      spec: { podSelector: {}, ingress: [{ ports: [{ port: http }] }] }`,
    'a name that one of several destinations has': `
      apiVersion: v1
      kind: Pod
      metadata: { name: web, namespace: shop }
      spec: { containers: [{ ports: [{ name: http, containerPort: 8080 }] }] }
      ---
      apiVersion: networking.k8s.io/v1
      kind: NetworkPolicy
      metadata: { name: web, namespace: shop }
      spec: { podSelector: {}, policyTypes: [Egress], egress: [{ to: [{ podSelector: {} }, { ipBlock: { cidr: 192.0.2.0/24 } }], ports: [{ port: http }] }] }`,
    'a name of pods that are kept elsewhere': `
      apiVersion: networking.k8s.io/v1
      kind: NetworkPolicy
      metadata: { name: web, namespace: shop }
      spec: { podSelector: {}, ingress: [{ ports: [{ port: http }] }], egress: [{ ports: [{ port: http }] }] }`,
  },
  rejects: {
    'a name that no selected pod has': `
      apiVersion: v1
      kind: Pod
      metadata: { name: web, namespace: shop }
      spec: { containers: [{ ports: [{ name: http, containerPort: 8080 }] }] }
      ---
      apiVersion: networking.k8s.io/v1
      kind: NetworkPolicy
      metadata: { name: web, namespace: shop }
      spec: { podSelector: {}, ingress: [{ ports: [{ port: https }] }] }`,
    'a name that the pod has for another protocol': `
      apiVersion: v1
      kind: Pod
      metadata: { name: dns, namespace: shop }
      spec: { containers: [{ ports: [{ name: dns, containerPort: 53, protocol: UDP }] }] }
      ---
      apiVersion: networking.k8s.io/v1
      kind: NetworkPolicy
      metadata: { name: dns, namespace: shop }
      spec: { podSelector: {}, ingress: [{ ports: [{ port: dns }] }] }`,
    'a name that no destination has': `
      apiVersion: v1
      kind: Pod
      metadata: { name: db, namespace: shop, labels: { app: db } }
      spec: { containers: [{ ports: [{ name: sql, containerPort: 5432 }] }] }
      ---
      apiVersion: networking.k8s.io/v1
      kind: NetworkPolicy
      metadata: { name: web, namespace: shop }
      spec: { podSelector: {}, policyTypes: [Egress], egress: [{ to: [{ podSelector: { matchLabels: { app: db } } }], ports: [{ port: pg }] }] }`,
    'a name of addresses outside the cluster': `
      apiVersion: networking.k8s.io/v1
      kind: NetworkPolicy
      metadata: { name: web, namespace: shop }
      spec: { podSelector: {}, policyTypes: [Egress], egress: [{ to: [{ ipBlock: { cidr: 192.0.2.0/24 } }], ports: [{ port: https }] }] }`,
  },
  check: cluster => {
    const owned = new OwnedPods(cluster);
    return cluster.policies.flatMap(policy => [
      ...violations(policy, policy.ingress, () => {
        const selected = owned.selectedIn(policy.namespace, policy.selects);
        // That a policy selects nobody is another fault.
        return selected.length === 0 ? undefined : selected;
      }),
      ...violations(policy, policy.egress, rule => destinationsOf(owned, policy, rule)),
    ]);
  },
};

function violations(
  policy: Policy, rules: readonly PolicyRule[] = [], receivers: (rule: PolicyRule) => readonly Workload[] | undefined,
): Violation[] {
  return rules.flatMap(rule => {
    const named = (rule.ports ?? []).filter((port): port is NamedPort => port.kind === 'name');
    const pods = named.length === 0 ? undefined : receivers(rule);
    if (pods === undefined) return [];
    return named.filter(port => !pods.some(pod => has(pod, port))).map(({ name, protocol }) => ({
      object: policy,
      path: rule.path,
      message: `NetworkPolicy "${policy.name}" names the ${protocol} port "${name}", which ${
        pods.length === 0 ? 'addresses outside the cluster cannot have' : 'none of the pods that receive has'}`,
    }));
  });
}

/** The pods that a rule leads to; `undefined` when there may be others than the input has, or none. */
function destinationsOf(owned: OwnedPods, { namespace }: Policy, { peers }: PolicyRule): readonly Workload[] | undefined {
  if (peers === undefined || peers.length === 0) return undefined;
  const pods = peers.flatMap(peer => peer.kind === 'pods' ? [owned.meantBy(peer, namespace)] : []);
  if (pods.some(each => each === undefined || each.length === 0)) return undefined;
  return pods.flatMap(each => each!);
}

const has = ({ ports }: Workload, { name, protocol }: NamedPort): boolean => ports.some(port => port.name === name && port.protocol === protocol);
