export {
  AllowOptions, Authentication, BasicAuthenticationOptions, CidrOptions, CiliumOptions, Cloud, ClusterDns, ClusterDnsPodsOptions, ClusterProfile,
  ClusterProfileProps, Cni, Hsts, IngressController, IngressControllerOptions, IngressNginxOptions, IngressTls, IPeer, IsolatedNamespace,
  IsolatedNamespaceProps, Mesh, Monitoring, NamespacesLabeledOptions, Peer, PodSecurityLevel, PrometheusOptions, Route, RouteToOptions,
  SecureIngress, SecureIngressProps, SubdomainDepth, Tier, TieredApp, TieredAppProps, TierOptions,
} from './constructs';
export { RulePack } from './guardrails';
export { Analysis, AnalysisOptions, AnalyzedConnection, EnforceOptions, FailOn, Guardrails, Verdict } from './synth';
export { Cidr, Ports, Protocol, RateLimit } from './values';
