export {
  AllowOptions, Authentication, BasicAuthenticationOptions, BoundaryEngine, ClusterDns, ClusterDnsPodsOptions, ClusterProfile, ClusterProfileProps,
  ContainerLimits, ContainerLimitsValues, Hsts, IngressController, IngressControllerOptions, IngressNginxOptions, IngressTls,
  IsolatedNamespace, IsolatedNamespaceOptions, IsolatedNamespaceProps, Monitoring, NamespaceQuota, NamespaceQuotaValues, Placement,
  PlatformBoundary, PlatformBoundaryProps,
  PodSecurityLevel, PrometheusOptions, Route, RouteToOptions, SecureIngress, SecureIngressProps, Subject, TeamRole, Tier, TierOptions, TieredApp,
  TieredAppProps,
} from './constructs';
export { RulePack } from './guardrails';
export { Analysis, AnalysisOptions, AnalyzedConnection, EnforceOptions, FailOn, Guardrails, Verdict } from './synth';
export { Cidr, Ports, Protocol, RateLimit } from './values';
