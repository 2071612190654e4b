import { count, namespace, pod } from './objects';

const LABEL_SETS = 600;
const PODS_OF_EACH = 5;
const NAMESPACES = 20;
const SETS_IN_NAMESPACE = LABEL_SETS / NAMESPACES;

/**
 * As the scale tests of Cilium: 600 label sets of 5 pods, each under five CiliumNetworkPolicies of different layers.
 *
 * Chosen here: 20 namespaces of 30 sets. Every set (layer 3) exchanges everything with its two neighbours in the namespace, and with
 * the set of its number in the next; (layer 4) listens on one of eight ports, and may go out on it, so that those of equal ports meet;
 * (layer 4 and CIDR) reaches a block with two exceptions on 443; (layer 3 and CIDR) is entered from a block; (FQDN) reaches a name of
 * its own and the pattern of its team on 443, and the DNS to look them up, as such policies have to.
 */
export const ciliumLike = (): object[] => [
  ...count(NAMESPACES).map(n => namespace(`apps-${n}`)),
  ...count(LABEL_SETS).flatMap(set => [...count(PODS_OF_EACH).map(replica => podOf(set, replica)), ...policiesOf(set)]),
];

const placeOf = (set: number) => ({ namespace: `apps-${Math.floor(set / SETS_IN_NAMESPACE)}`, app: `app-${set % SETS_IN_NAMESPACE}` });

function podOf(set: number, replica: number): object {
  const { namespace: its, app } = placeOf(set);
  return pod({
    namespace: its,
    name: `${app}-${replica}`,
    owner: app,
    labels: { 'app': app, 'team': `team-${set % 25}`, 'pod-template-hash': `h${set}` },
    port: 8080 + set % 8,
    number: set * PODS_OF_EACH + replica,
  });
}

function policiesOf(set: number): object[] {
  const policy = (name: string, rules: object) => ciliumPolicy(set, name, rules);
  const onPort = [{ ports: [{ port: `${8080 + set % 8}`, protocol: 'TCP' }] }];
  return [
    policy('l3', { ingress: [{ fromEndpoints: neighboursOf(set, -1) }], egress: [{ toEndpoints: neighboursOf(set, 1) }] }),
    policy('l4', { ingress: [{ toPorts: onPort }], egress: [{ toPorts: onPort }] }),
    policy('l4-cidr', { egress: [{ toCIDRSet: [blockOf(set)], toPorts: HTTPS }] }),
    policy('l3-cidr', { ingress: [{ fromCIDR: [`192.168.${set % 256}.0/24`] }] }),
    policy('fqdn', {
      egress: [
        { toEndpoints: [{ matchLabels: { 'k8s:io.kubernetes.pod.namespace': 'kube-system', 'k8s-app': 'kube-dns' } }], toPorts: DNS },
        { toFQDNs: [{ matchName: `svc-${set}.example.com` }, { matchPattern: `*.team-${set % 25}.example.org` }], toPorts: HTTPS },
      ],
    }),
  ];
}

const HTTPS = [{ ports: [{ port: '443', protocol: 'TCP' }] }];
const DNS = [{ ports: [{ port: '53', protocol: 'ANY' }], rules: { dns: [{ matchPattern: '*' }] } }];

/** The next set in the namespace, in one direction, and the set of the same number in the next namespace. */
function neighboursOf(set: number, step: 1 | -1): object[] {
  const beside = Math.floor(set / SETS_IN_NAMESPACE) * SETS_IN_NAMESPACE + (set + step + SETS_IN_NAMESPACE) % SETS_IN_NAMESPACE;
  const across = placeOf((set + step * SETS_IN_NAMESPACE + LABEL_SETS) % LABEL_SETS);
  return [
    { matchLabels: { app: placeOf(beside).app } },
    { matchLabels: { 'app': across.app, 'k8s:io.kubernetes.pod.namespace': across.namespace } },
  ];
}

const blockOf = (set: number) => {
  const prefix = `172.${16 + set % 16}`;
  const third = Math.floor(set / 16) % 64 * 4;
  return { cidr: `${prefix}.${third}.0/22`, except: [`${prefix}.${third}.64/26`, `${prefix}.${third + 2}.0/24`] };
};

function ciliumPolicy(set: number, name: string, rules: object): object {
  const { namespace: its, app } = placeOf(set);
  return {
    apiVersion: 'cilium.io/v2',
    kind: 'CiliumNetworkPolicy',
    metadata: { name: `${app}-${name}`, namespace: its },
    spec: { endpointSelector: { matchLabels: { app } }, ...rules },
  };
}
