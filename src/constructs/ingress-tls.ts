import { TlsIntent } from '../ingress';
import { dnsSubdomain } from '../values';

/** Where the certificate of a `SecureIngress` comes from. */
export class IngressTls {
  /** A Secret of type `kubernetes.io/tls` in the same namespace, which somebody else keeps current. */
  public static secret(secretName: string): IngressTls {
    const name = dnsSubdomain('IngressTls.secret', 'Secret name', secretName);
    return new IngressTls(() => ({ secretName: name }));
  }

  /**
   * A certificate that cert-manager gets from a ClusterIssuer and renews.
   *
   * @see https://cert-manager.io/docs/configuration/issuers/
   */
  public static certManager(clusterIssuer: string): IngressTls {
    return IngressTls.issued('IngressTls.certManager', 'ClusterIssuer', clusterIssuer);
  }

  /** A certificate that cert-manager gets from an Issuer of the same namespace and renews. */
  public static certManagerIssuer(issuer: string): IngressTls {
    return IngressTls.issued('IngressTls.certManagerIssuer', 'Issuer', issuer);
  }

  private static issued(where: string, kind: 'Issuer' | 'ClusterIssuer', issuer: string): IngressTls {
    const name = dnsSubdomain(where, `${kind} name`, issuer);
    return new IngressTls(ingress => ({ secretName: `${ingress}-tls`, issuer: { kind, name } }));
  }

  private constructor(
    /** @internal */
    public readonly _intentFor: (ingressName: string) => TlsIntent,
  ) {}
}
