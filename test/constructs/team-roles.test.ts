import { manifestsOf, namesOf, shopFor } from './shop-chart';
import { Subject, TeamRole } from '../../src';
import { RoleRule, rulesOf } from '../../src/constructs/team-role-rules';
import { expectUsageError } from '../values/expect-usage-error';

const ROLES = [TeamRole.VIEWER, TeamRole.DEPLOYER, TeamRole.OPERATOR];
const READING = ['get', 'list', 'watch'];

/** Whether rules permit `verb` on a resource, such as `pods/exec`, as the API server decides it. */
const permit = (rules: readonly RoleRule[], verb: string, apiGroup: string, resource: string): boolean => rules.some(rule =>
  [verb, '*'].some(each => rule.verbs.includes(each))
  && [apiGroup, '*'].some(each => rule.apiGroups.includes(each))
  && [resource, '*', resource.replace(/^[^/]+/, '*')].some(each => rule.resources.includes(each)));

/** What would change how a namespace is isolated, or get at what is not the team's. */
const PLATFORM: readonly (readonly [string, string])[] = [
  ['', 'endpoints'], ['', 'limitranges'], ['', 'namespaces'], ['', 'namespaces/finalize'], ['', 'nodes'], ['', 'nodes/proxy'],
  ['', 'resourcequotas'], ['', 'resourcequotas/status'], ['', 'serviceaccounts'], ['', 'serviceaccounts/token'], ['', 'services/status'],
  ['', 'services/proxy'], ['', 'pods/proxy'], ['', 'pods/ephemeralcontainers'],
  ['discovery.k8s.io', 'endpointslices'],
  ['networking.k8s.io', 'networkpolicies'], ['networking.k8s.io', 'ingressclasses'],
  ['rbac.authorization.k8s.io', 'roles'], ['rbac.authorization.k8s.io', 'rolebindings'],
  ['rbac.authorization.k8s.io', 'clusterroles'], ['rbac.authorization.k8s.io', 'clusterrolebindings'],
  ['admissionregistration.k8s.io', 'validatingadmissionpolicies'], ['admissionregistration.k8s.io', 'validatingadmissionpolicybindings'],
  ['cilium.io', 'ciliumnetworkpolicies'], ['crd.antrea.io', 'networkpolicies'], ['crd.projectcalico.org', 'networkpolicies'],
  ['projectcalico.org', 'networkpolicies'], ['policy.networking.k8s.io', 'clusternetworkpolicies'],
  ['policy.networking.k8s.io', 'adminnetworkpolicies'], ['networking.k8s.aws', 'applicationnetworkpolicies'],
  ['security.istio.io', 'authorizationpolicies'], ['security.istio.io', 'peerauthentications'], ['networking.istio.io', 'sidecars'],
  ['policy.linkerd.io', 'authorizationpolicies'], ['gateway.networking.k8s.io', 'gateways'], ['gateway.networking.k8s.io', 'referencegrants'],
];
const CHANGING = ['create', 'update', 'patch', 'delete', 'deletecollection', 'proxy', '*'];

describe.each(ROLES)('the role %s', role => {
  const rules = rulesOf(role);

  test('changes nothing that belongs to the platform', () => {
    const changed = PLATFORM.flatMap(([group, resource]) => CHANGING.filter(verb => permit(rules, verb, group, resource)).map(verb => `${verb} ${resource}`));
    expect(changed).toEqual([]);
  });
  test('names every verb, group and resource, so that none slips in with a new version', () => {
    expect(rules.flatMap(({ apiGroups, resources, verbs }) => [...apiGroups, ...resources, ...verbs]).filter(name => name.includes('*'))).toEqual([]);
  });
  test('takes no more rights than it has', () => {
    expect(rules.flatMap(({ verbs }) => verbs).filter(verb => ['escalate', 'bind', 'impersonate', 'approve', 'sign', 'use'].includes(verb))).toEqual([]);
  });
  test('gets at no Secret', () => {
    expect([...READING, ...CHANGING].filter(verb => permit(rules, verb, '', 'secrets'))).toEqual([]);
  });
  test('sees the workloads, their logs and the policies that govern them', () => {
    const seen: [string, string][] = [['apps', 'deployments'], ['', 'pods'], ['', 'pods/log'], ['networking.k8s.io', 'networkpolicies']];
    expect(seen.filter(([group, resource]) => READING.every(verb => permit(rules, verb, group, resource)))).toEqual(seen);
  });
});

describe('what tells the roles apart', () => {
  test('is that a viewer only reads', () => {
    expect([...new Set(rulesOf(TeamRole.VIEWER).flatMap(({ verbs }) => verbs))].sort()).toEqual(READING);
  });
  test.each([['apps', 'deployments'], ['', 'services'], ['networking.k8s.io', 'ingresses']])('is that only a deployer writes %s/%s', (group, resource) => {
    expect(ROLES.filter(role => permit(rulesOf(role), 'create', group, resource))).toEqual([TeamRole.DEPLOYER]);
  });
  test.each(['pods/exec', 'pods/portforward', 'pods/eviction'])('is that only an operator uses %s', resource => {
    expect(ROLES.filter(role => permit(rulesOf(role), 'create', '', resource))).toEqual([TeamRole.OPERATOR]);
  });
  test('is that only an operator deletes pods', () => {
    expect(ROLES.filter(role => permit(rulesOf(role), 'delete', '', 'pods'))).toEqual([TeamRole.OPERATOR]);
  });
});

describe('granting a role', () => {
  test('defines it once, and binds everybody to it, whatever the order and however often', () => {
    const written = (...subjects: Subject[]) => {
      const { chart, namespace } = shopFor();
      for (const subject of subjects) namespace.grant(TeamRole.DEPLOYER, subject);
      return manifestsOf(chart).filter(({ kind }) => kind.startsWith('Role'));
    };
    const [group, user, account] = [Subject.group('team-shop'), Subject.user('ann@example.com'), Subject.serviceAccount('deployer', 'argocd')];
    const [role, binding] = written(group, user, account);
    expect(role).toMatchObject({ kind: 'Role', metadata: { name: 'team-deployer', namespace: 'shop' }, rules: rulesOf(TeamRole.DEPLOYER) });
    expect(binding).toEqual({
      apiVersion: 'rbac.authorization.k8s.io/v1',
      kind: 'RoleBinding',
      metadata: { name: 'team-deployer', namespace: 'shop' },
      roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'Role', name: 'team-deployer' },
      subjects: [
        { apiGroup: 'rbac.authorization.k8s.io', kind: 'Group', name: 'team-shop' },
        { apiGroup: 'rbac.authorization.k8s.io', kind: 'User', name: 'ann@example.com' },
        { kind: 'ServiceAccount', name: 'deployer', namespace: 'argocd' },
      ],
    });
    expect(written(account, user, Subject.group('team-shop'), group, account)).toEqual([role, binding]);
  });
  test('defines nothing for a role that nobody has', () => {
    const { chart, namespace } = shopFor();
    namespace.grant(TeamRole.VIEWER, Subject.group('everyone-at-acme'));
    expect(namesOf(chart).filter(name => name.startsWith('Role'))).toEqual(['Role/team-viewer', 'RoleBinding/team-viewer']);
  });
  test.each(['system:authenticated', 'system:unauthenticated', 'system:masters', 'system:serviceaccounts'])('to %s is refused', name => {
    expectUsageError(() => Subject.group(name), {
      where: 'Subject.group',
      what: `"${name}" is a group of Kubernetes itself, and perhaps everybody`,
      fix: 'name a group of people; for a ServiceAccount, use Subject.serviceAccount',
    });
  });
  test.each(['', ' ', 'ann '])('to nobody in particular (%p) is refused', name => {
    expectUsageError(() => Subject.user(name), {
      where: 'Subject.user', what: `${JSON.stringify(name)} is no user`, fix: 'name the user exactly as it signs in',
    });
  });
  test('to an account that no ServiceAccount can be is refused', () => {
    expectUsageError(() => Subject.serviceAccount('Deployer', 'argocd'), {
      where: 'Subject.serviceAccount', what: '"Deployer" is not a valid ServiceAccount', fix: expect.stringContaining('such as "deployer"') as string,
    });
  });
});
