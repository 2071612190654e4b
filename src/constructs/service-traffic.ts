/** Where connections to a Service may end. */
export enum TrafficPolicy {
  /** At any of its pods. Nodes that pass connections from outside on put their own address in place of that of the client. */
  CLUSTER = 'Cluster',
  /** Only at pods of the node that the connection comes to, which then see the address of the client. */
  LOCAL = 'Local',
}

/** Which pods of a Service are better than others. It is a preference, and keeps nobody apart. */
export enum TrafficDistribution {
  /** Those in the zone of the client. Kubernetes 1.31 to 1.33 call it `PreferClose`; older versions refuse it. */
  PREFER_SAME_ZONE = 'PreferSameZone',
  /** Those on the node of the client. Kubernetes 1.34 has it. */
  PREFER_SAME_NODE = 'PreferSameNode',
}

/** A version of the Internet Protocol. */
export enum IpFamily {
  /** IPv4. */
  IPV4 = 'IPv4',
  /** IPv6. */
  IPV6 = 'IPv6',
}

/** How many families of addresses a Service gets. */
export enum IpFamilyPolicy {
  /** One. */
  SINGLE_STACK = 'SingleStack',
  /** Both, where the cluster has them. */
  PREFER_DUAL_STACK = 'PreferDualStack',
  /** Both; a cluster that has one alone refuses the Service. */
  REQUIRE_DUAL_STACK = 'RequireDualStack',
}
