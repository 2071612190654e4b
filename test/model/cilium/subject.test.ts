import { read, readClusterwide } from './read';

const subjectOf = (selector: string, reader = read) => {
  const { policies: [policy], codes } = reader(`spec: { endpointSelector: ${selector}, ingress: [{}] }`);
  return { subject: policy.subjects[0], codes };
};
const byLabel = (key: string, ...values: string[]) => ({ key, operator: 'In', values });

describe('the pods that a Cilium policy governs', () => {
  test('are all of its namespace when its selector is empty', () => {
    expect(subjectOf('{}').subject).toEqual({ kind: 'pods', namespaces: undefined, pods: [] });
  });

  test('are all of the cluster when it is clusterwide', () => {
    expect(subjectOf('{}', readClusterwide).subject).toEqual({ kind: 'pods', namespaces: [], pods: [] });
  });

  test.each(['app', 'k8s:app', 'any:app'])('are selected by the label app, written as %s', key => {
    expect(subjectOf(`{ matchLabels: { "${key}": web } }`).subject.pods).toEqual([byLabel('app', 'web')]);
  });

  test('are selected by expressions too', () => {
    expect(subjectOf('{ matchExpressions: [{ key: "k8s:app", operator: NotIn, values: [web] }] }').subject.pods)
      .toEqual([{ key: 'app', operator: 'NotIn', values: ['web'] }]);
  });

  test('are selected by their ServiceAccount under the name that Cilium gives it', () => {
    expect(subjectOf('{ matchLabels: { "io.cilium.k8s.policy.serviceaccount": web } }').subject.pods)
      .toEqual([byLabel('io.cilium.k8s.policy.serviceaccount', 'web')]);
  });

  test('of a clusterwide policy are selected by name and labels of their namespace', () => {
    const selector = '{ matchLabels: { "io.cilium.k8s.namespace.labels.team": red }, matchExpressions: [{ key: io.kubernetes.pod.namespace, operator: NotIn, values: [kube-system] }] }';
    expect(subjectOf(selector, readClusterwide).subject).toEqual({
      kind: 'pods',
      namespaces: [byLabel('team', 'red'), { key: 'kubernetes.io/metadata.name', operator: 'NotIn', values: ['kube-system'] }],
      pods: [],
    });
  });

  test('stay within the namespace of the policy, whatever it asks of namespaces', () => {
    expect(subjectOf('{ matchLabels: { "io.cilium.k8s.namespace.labels.team": red } }').subject.namespaces)
      .toEqual([byLabel('kubernetes.io/metadata.name', 'shop'), byLabel('team', 'red')]);
  });

  test('are those of its own namespace when it names another, which is reported', () => {
    const { subject, codes } = subjectOf('{ matchLabels: { "k8s:io.kubernetes.pod.namespace": bank, app: web } }');
    expect(subject).toEqual({ kind: 'pods', namespaces: undefined, pods: [byLabel('app', 'web')] });
    expect(codes).toEqual(['POL203']);
  });

  test('may name the own namespace, of which nothing is reported', () => {
    const { subject, codes } = subjectOf('{ matchLabels: { "k8s:io.kubernetes.pod.namespace": shop, app: web } }');
    expect(subject.namespaces).toEqual([byLabel('kubernetes.io/metadata.name', 'shop'), byLabel('kubernetes.io/metadata.name', 'shop')]);
    expect([subject.pods, codes]).toEqual([[byLabel('app', 'web')], []]);
  });

  test('of a clusterwide policy are in the namespace that it names, of which nothing is reported', () => {
    const { subject, codes } = subjectOf('{ matchLabels: { app: web, "k8s:io.kubernetes.pod.namespace": bank } }', readClusterwide);
    expect(subject).toEqual({ kind: 'pods', namespaces: [byLabel('kubernetes.io/metadata.name', 'bank')], pods: [byLabel('app', 'web')] });
    expect(codes).toEqual([]);
  });

  test('keep what else they are selected by when the namespace is replaced', () => {
    const selector = '{ matchLabels: { app: web, "k8s:io.kubernetes.pod.namespace": bank }, matchExpressions: [{ key: team, operator: Exists }] }';
    expect(subjectOf(selector).subject.pods).toEqual([byLabel('app', 'web'), { key: 'team', operator: 'Exists', values: [] }]);
  });

  test('are none when it asks for what is no pod, which is reported', () => {
    const { policies, codes } = read('spec: { endpointSelector: { matchExpressions: [{ key: "reserved:host", operator: Exists }] }, ingress: [{}] }');
    expect([policies, codes]).toEqual([[], ['POL202']]);
  });

  test('may be told apart from what is no pod, which no pod is', () => {
    const { subject, codes } = subjectOf('{ matchExpressions: [{ key: "reserved:init", operator: DoesNotExist }] }', readClusterwide);
    expect(subject).toEqual({ kind: 'pods', namespaces: [], pods: [] });
    expect(codes).toEqual([]);
  });

  test('are more rather than fewer when a label is not in the input, which is reported', () => {
    const { subject, codes } = subjectOf('{ matchLabels: { "io.cilium.k8s.policy.cluster": east, app: web } }');
    expect(subject.pods).toEqual([byLabel('app', 'web')]);
    expect(codes).toEqual(['POL205']);
  });

  test('are none when its selector is not valid, which is reported', () => {
    const { subject, codes } = subjectOf('{ matchExpressions: [{ key: app, operator: Is, values: [web] }] }');
    expect(subject.pods).toEqual([byLabel('app')]);
    expect(codes).toEqual(['POL001']);
  });
});
