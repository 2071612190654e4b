export {
  AllowOptions, Authentication, BasicAuthenticationOptions, BoundaryEngine, CidrOptions, CiliumOptions, Cloud, ClusterDns, ClusterDnsPodsOptions,
  ClusterProfile, ClusterProfileProps, Cni, ContainerLimits, ContainerLimitsValues, DenyOptions, EgressAddress, EgressAddressProps, EndpointState,
  ExternalEndpoint, ExternalEndpointOptions, ExternalName, ExternalNameProps, ExternalService, ExternalServicePort, ExternalServiceProps,
  HeadlessServiceOptions, Hsts, HttpRequests, ImportedService, ImportedServiceProps, IngressController, IngressControllerOptions,
  IngressNginxOptions, IngressTls, InternalLoadBalancerOptions, InternetFacingLoadBalancerOptions, IPeer, IpFamily, IpFamilyPolicy,
  IsolatedNamespace, IsolatedNamespaceOptions, IsolatedNamespaceProps, LoadBalancer, LoadBalancerOptions, LoadBalancers,
  LoadBalancerServiceOptions, Mesh, Monitoring, NamespaceQuota, NamespaceQuotaValues, NamespacesLabeledOptions, NodePortServiceOptions, Peer,
  Placement, PlatformBoundary, PlatformBoundaryProps, PodSecurityLevel, PrometheusOptions, PublishedPort, Route, RoutedServiceOptions,
  RouteToOptions, SecureIngress, SecureIngressProps, SubdomainDepth, Subject, TeamRole, Tenant, TenantProps, Tier, TieredApp, TieredAppProps,
  TierOptions, TierService, TierServiceOptions, TrafficDistribution, TrafficPolicy,
} from './constructs';
export { RulePack } from './guardrails';
export {
  Analysis, AnalysisOptions, AnalyzedConnection, EnforceOptions, FailOn, Fleet, FleetDifference, FleetProps, Guardrails, LinearApp, Verdict,
} from './synth';
export { Cidr, Ports, Protocol, RateLimit } from './values';
