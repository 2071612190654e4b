export {
  AllowOptions, Authentication, BasicAuthenticationOptions, CiliumOptions, Cloud, ClusterDns, ClusterDnsPodsOptions, ClusterProfile,
  ClusterProfileProps, Cni, Hsts, IngressController, IngressControllerOptions, IngressNginxOptions, IngressTls, IsolatedNamespace,
  IsolatedNamespaceProps, Mesh, Monitoring, PodSecurityLevel, PrometheusOptions, Route, RouteToOptions, SecureIngress, SecureIngressProps, Tier,
  TieredApp, TieredAppProps, TierOptions,
} from './constructs';
export { RulePack } from './guardrails';
export { Analysis, AnalysisOptions, AnalyzedConnection, EnforceOptions, FailOn, Guardrails, Verdict } from './synth';
export { Cidr, Ports, Protocol, RateLimit } from './values';
