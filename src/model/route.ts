import { Path } from './cursor';
import { Named } from './named';
import { IpRange } from '../values';

/** A way in through an ingress controller or a gateway. */
export interface Route extends Named {
  /** Name of the class of the ingress or gateway; empty when the object leaves it to the cluster. */
  readonly className: string;
  /** Empty when every host is meant. */
  readonly host: string;
  readonly path: string;
  /** How the path is compared, in the words of the API that the route is of. */
  readonly pathType?: string;
  /** Whether clients connect with TLS; `undefined` when the input does not tell. */
  readonly tls?: boolean;
  readonly backends: readonly Backend[];
  /** The port of the listener, where the input tells it. */
  readonly port?: number;
  /** Set when a Gateway serves the route. */
  readonly gateway?: RouteGateway;
  /** What annotations tell ingress-nginx, and no other controller, to do. */
  readonly ingressNginx?: ClientChecks;
}

/** The Gateway that a route is attached to. */
export interface RouteGateway {
  readonly namespace: string;
  readonly name: string;
  /** What the class says about who implements it. */
  readonly controllerName?: string;
  /** Whether the input has the Gateway. If not, it may take the route or not. */
  readonly isKnown: boolean;
}

/** What a client has to be or to show. */
export interface ClientChecks {
  /** `basic`, `digest` or `external`. */
  readonly authentication?: string;
  /** The only clients that are served; `undefined` is all. */
  readonly clients?: readonly IpRange[];
}

/** A port of a Service, by number or name. */
export interface Backend {
  readonly namespace: string;
  readonly service: string;
  readonly port: number | string;
  /** Where the route names it. */
  readonly path: Path;
}
