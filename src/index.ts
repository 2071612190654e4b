export {
  AllowOptions, Authentication, BasicAuthenticationOptions, BoundaryEngine, CidrOptions, CiliumOptions, Cloud, ClusterDns, ClusterDnsPodsOptions,
  ClusterProfile, ClusterProfileProps, Cni, ContainerLimits, ContainerLimitsValues, Hsts, HttpRequests, IngressController,
  IngressControllerOptions, IngressNginxOptions, IngressTls, IPeer, IsolatedNamespace, IsolatedNamespaceOptions, IsolatedNamespaceProps, Mesh,
  DenyOptions, EgressAddress, EgressAddressProps,
  Monitoring, NamespaceQuota, NamespaceQuotaValues, NamespacesLabeledOptions, Peer, Placement, PlatformBoundary, PlatformBoundaryProps,
  PodSecurityLevel, PrometheusOptions, Route, RouteToOptions, SecureIngress, SecureIngressProps, SubdomainDepth, Subject, TeamRole, Tenant,
  TenantProps, Tier, TieredApp, TieredAppProps, TierOptions,
} from './constructs';
export { RulePack } from './guardrails';
export {
  Analysis, AnalysisOptions, AnalyzedConnection, EnforceOptions, FailOn, Fleet, FleetDifference, FleetProps, Guardrails, LinearApp, Verdict,
} from './synth';
export { Cidr, Ports, Protocol, RateLimit } from './values';
