import { Path } from './cursor';
import { Named } from './named';
import { Backend } from './route';
import { Selector } from './selector';

/** Where traffic enters, in the Gateway API. */
export interface Gateway extends Named {
  readonly className: string;
  readonly listeners: readonly Listener[];
}

export interface Listener {
  readonly name: string;
  readonly port: number;
  /** Such as `HTTPS`. */
  readonly protocol: string;
  /** Empty when it takes every host. */
  readonly hostname: string;
  /** The namespaces whose routes it takes. */
  readonly takesFrom: 'All' | 'Same' | 'None' | Selector;
  /** The kinds of routes that it takes. */
  readonly kinds: readonly string[];
}

export interface GatewayClass {
  readonly name: string;
  readonly controllerName: string;
}

/** An HTTPRoute, GRPCRoute, TLSRoute, TCPRoute or UDPRoute: a route before it is known which listeners take it. */
export interface GatewayRoute extends Named {
  readonly parents: readonly ParentRef[];
  /** Empty when it takes every host of its listeners. */
  readonly hostnames: readonly string[];
  readonly rules: readonly GatewayRule[];
}

/** A Gateway that a route wants to be served by. */
export interface ParentRef {
  readonly namespace: string;
  readonly name: string;
  /** Name of the one listener that is meant. */
  readonly sectionName?: string;
  /** Port of the listeners that are meant. */
  readonly port?: number;
  readonly path: Path;
}

export interface GatewayRule {
  readonly matches: readonly PathMatch[];
  readonly backends: readonly Backend[];
}

export interface PathMatch {
  readonly path: string;
  readonly pathType?: string;
}

/** Lets objects of other namespaces refer to Services of its own namespace. */
export interface ReferenceGrant extends Named {
  readonly from: readonly { readonly kind: string; readonly namespace: string }[];
  /** Names of Services; `undefined` in their place is all of them. */
  readonly services: readonly (string | undefined)[];
}
