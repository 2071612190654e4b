/** What somebody may want that not every network plugin can. `to` ends the sentence "it cannot …". */
export const cniIntents = {
  defaultDeny: { to: 'close namespaces by default' },
  clusterDns: { to: 'let pods look up names' },
  ingressControllerPeer: { to: 'let ingress controllers in' },
  hosts: { to: 'allow egress by host name' },
  wildcardHosts: { to: 'allow egress by a pattern of host names' },
  httpRules: { to: 'allow requests by HTTP method and path' },
  dnsNames: { to: 'limit which names pods may look up' },
  explicitDeny: { to: 'deny what another policy allows' },
  adminTier: { to: 'isolate so that no policy of a namespace undoes it' },
  overridableBaseline: { to: 'set a default that namespaces may override' },
  metadataBlock: { to: 'block the metadata service whatever other policies allow' },
  tenantPeer: { to: 'name "the same tenant" in one object' },
  apiServerPeer: { to: 'name the API server instead of its addresses' },
  nodePeer: { to: 'name nodes instead of their addresses' },
  nodePolicy: { to: 'govern nodes and pods on the host network' },
  staticEgressAddress: { to: 'give pods one known address outside' },
  policyLogging: { to: 'log what policies deny' },
  dryRun: { to: 'try a policy without enforcing it' },
} as const;

/** What a mesh is asked for. */
export const meshIntents = {
  mutualTls: { to: 'insist on mutual TLS between pods' },
  identityAuthorization: { to: 'authorize pods by their identity' },
  httpAuthorization: { to: 'authorize requests by HTTP method and path' },
  portPolicies: { to: 'keep ports apart by NetworkPolicy between the pods of the mesh' },
} as const;

/** What a cloud is asked for. */
export const cloudIntents = {
  internalLoadBalancer: { to: 'keep a load balancer within the private network' },
  loadBalancerSources: { to: 'limit who may connect to a load balancer' },
} as const;

export type CniIntent = keyof typeof cniIntents;
export type MeshIntent = keyof typeof meshIntents;
export type CloudIntent = keyof typeof cloudIntents;
export type Intent = CniIntent | MeshIntent | CloudIntent;

/** Every intent, in the order in which pages list them. */
export const intents: Readonly<Record<Intent, { readonly to: string }>> = { ...cniIntents, ...meshIntents, ...cloudIntents };
