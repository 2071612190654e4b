import { Cidr, Labels, RateLimit } from '../values';

/** What a user wants of an ingress, in words no controller owns. */
export interface IngressIntent {
  readonly name: string;
  readonly namespace: string;
  readonly routes: readonly RouteIntent[];
  readonly tls: TlsIntent;
  readonly basicAuth?: BasicAuthIntent;
  readonly rateLimit?: RateLimit;
  readonly allowedClients?: readonly Cidr[];
  readonly hsts?: HstsIntent;
}

export interface RouteIntent {
  readonly host: string;
  readonly path: string;
  /** Whether only this very path matches, instead of everything below it too. */
  readonly exact: boolean;
  readonly service: string;
  readonly port: number;
}

export interface TlsIntent {
  /** Secret with the certificate, in the same namespace. */
  readonly secretName: string;
  /** The cert-manager issuer that fills the Secret; without one, somebody else does. */
  readonly issuer?: { readonly kind: 'Issuer' | 'ClusterIssuer'; readonly name: string };
}

export interface BasicAuthIntent {
  readonly secretName: string;
  readonly realm: string;
}

export interface HstsIntent {
  readonly maxAgeSeconds: number;
  readonly includeSubdomains: boolean;
  readonly preload: boolean;
}

/** An object to write, without its namespace: that is always the one of the intent. */
export interface IngressObject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly name: string;
  readonly annotations?: Labels;
  readonly spec: object;
}

/** Something that a controller cannot do. */
export interface Refusal {
  readonly what: string;
  readonly fix: string;
}

export const hostsOf = ({ routes }: IngressIntent): string[] => [...new Set(routes.map(({ host }) => host))].sort();
