import { TeamRole } from './team-role';

/** A rule of a Role. Everything is named: a wildcard would take in what the next version of Kubernetes adds. */
export interface RoleRule {
  readonly apiGroups: readonly string[];
  readonly resources: readonly string[];
  readonly verbs: readonly string[];
}

const READ = ['get', 'list', 'watch'];
const WRITE = ['create', 'delete', 'patch', 'update'];
const rule = (apiGroup: string, resources: readonly string[], verbs: readonly string[]): RoleRule => ({ apiGroups: [apiGroup], resources, verbs });

/** What describes workloads and how they are reached, by API group; nothing of it decides who may connect to whom. */
const DEPLOYED: readonly (readonly [string, readonly string[]])[] = [
  ['', ['configmaps', 'persistentvolumeclaims', 'services']],
  ['apps', ['daemonsets', 'deployments', 'statefulsets']],
  ['autoscaling', ['horizontalpodautoscalers']],
  ['batch', ['cronjobs', 'jobs']],
  ['cert-manager.io', ['certificates']],
  ['gateway.networking.k8s.io', ['grpcroutes', 'httproutes']],
  ['networking.k8s.io', ['ingresses']],
  ['policy', ['poddisruptionbudgets']],
  ['traefik.io', ['ingressroutes', 'middlewares']],
];

/** What a team sees besides: what became of it, and what the platform set. */
const SEEN: readonly RoleRule[] = [
  rule('', ['endpoints', 'events', 'limitranges', 'pods', 'pods/log', 'resourcequotas', 'serviceaccounts'], READ),
  rule('apps', ['replicasets'], READ),
  rule('discovery.k8s.io', ['endpointslices'], READ),
  rule('events.k8s.io', ['events'], READ),
  rule('networking.k8s.io', ['networkpolicies'], READ),
];

const VIEWER: readonly RoleRule[] = [...DEPLOYED.map(([group, resources]) => rule(group, resources, READ)), ...SEEN];

const RULES: Readonly<Record<TeamRole, readonly RoleRule[]>> = {
  [TeamRole.VIEWER]: VIEWER,
  [TeamRole.DEPLOYER]: [...VIEWER, ...DEPLOYED.map(([group, resources]) => rule(group, resources, WRITE))],
  [TeamRole.OPERATOR]: [
    ...VIEWER,
    rule('', ['pods'], ['delete']),
    rule('', ['pods/eviction'], ['create']),
    // Both verbs: which of them a shell asks for depends on how kubectl connects.
    rule('', ['pods/exec', 'pods/portforward'], ['create', 'get']),
    rule('apps', ['deployments/scale', 'statefulsets/scale'], ['get', 'patch', 'update']),
    rule('batch', ['jobs'], ['delete']),
  ],
};

/** The rules of a role. */
export const rulesOf = (role: TeamRole): readonly RoleRule[] => RULES[role];
