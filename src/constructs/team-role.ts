/**
 * What a team may do in its namespace. None lets anybody change what isolates it.
 *
 * The roles `edit` and `admin` that Kubernetes brings along do: whoever has one may delete or widen NetworkPolicies, and `admin`
 * may hand out roles too. In clusters that were upgraded from before 1.22, both may also write EndpointSlices, and so point a
 * Service at pods of other namespaces (CVE-2021-25740).
 *
 * @see https://kubernetes.io/docs/reference/access-authn-authz/rbac/#user-facing-roles
 */
export enum TeamRole {
  /** Sees everything but Secrets, logs included. */
  VIEWER = 'viewer',
  /**
   * What a viewer may, and deploys workloads, Services and routes. Reads no Secret itself; but the pods that it deploys can.
   */
  DEPLOYER = 'deployer',
  /** What a viewer may, and restarts, scales and debugs what runs: evicts pods, opens shells in them and forwards their ports. */
  OPERATOR = 'operator',
}
