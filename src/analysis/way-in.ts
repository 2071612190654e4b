import { Target } from './backends';
import { EntryPoint } from './entry-point';
import { Route, Service, ServicePort } from '../model';
import { everyAddress, IpRange } from '../values';

/** A way into the cluster, before any policy is asked. */
export interface WayIn extends Pick<EntryPoint, 'via' | 'through' | 'host' | 'path' | 'pathType' | 'port' | 'tls' | 'authentication'> {
  /** The clients it takes: ranges that are merged. */
  readonly clients: readonly IpRange[];
  readonly passedOnBy: Passer;
  readonly targets: readonly Target[];
}

/** Who hands a connection from outside to a pod, which decides on the source that policies see. */
export type Passer =
  | { readonly kind: 'nobody' }
  | { readonly kind: 'service'; readonly service: Service; readonly port: ServicePort; readonly isLoadBalancer: boolean }
  | { readonly kind: 'controller'; readonly route: Route };

/** Addresses of both families, whether the network has them or not. */
export const EVERYBODY: readonly IpRange[] = [everyAddress('IPv4'), everyAddress('IPv6')];

/** Such as `shop/edge[Ingress]`. */
export const viaOf = ({ namespace, name, kind }: { readonly namespace: string; readonly name: string; readonly kind: string }): string =>
  `${namespace}/${name}[${kind}]`;
