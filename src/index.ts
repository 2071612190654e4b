export {
  AllowOptions, Authentication, BasicAuthenticationOptions, CidrOptions, ClusterDns, ClusterDnsPodsOptions, ClusterProfile, ClusterProfileProps,
  Hsts, IngressController, IngressControllerOptions, IngressNginxOptions, IngressTls, IPeer, IsolatedNamespace, IsolatedNamespaceProps,
  Monitoring, NamespacesLabeledOptions, Peer, PodSecurityLevel, PrometheusOptions, Route, RouteToOptions, SecureIngress, SecureIngressProps,
  SubdomainDepth, Tier, TierOptions, TieredApp, TieredAppProps,
} from './constructs';
export { RulePack } from './guardrails';
export { Analysis, AnalysisOptions, AnalyzedConnection, EnforceOptions, FailOn, Guardrails, Verdict } from './synth';
export { Cidr, Ports, Protocol, RateLimit } from './values';
