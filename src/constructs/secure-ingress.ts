import { Construct } from 'constructs';
import { Authentication } from './authentication';
import { claim, claimObject } from './claims';
import { ClusterProfile } from './cluster-profile';
import { Hsts } from './hsts';
import { IngressTls } from './ingress-tls';
import { IsolatedNamespace } from './isolated-namespace';
import { kubeObject } from './kube-object';
import { Route } from './route';
import { Tier } from './tier';
import { where } from './where';
import { UsageError } from '../errors';
import { IngressIntent } from '../ingress';
import { targetOf } from '../profiles';
import { Cidr, ClusterFacts, ControllerFacts, dnsLabel, everyAddress, Ports, RateLimit, subtractRanges } from '../values';

/** Properties for `SecureIngress`. */
export interface SecureIngressProps {
  /** The namespace of the tiers; the Secrets have to be there too. */
  readonly namespace: IsolatedNamespace;

  /** Which requests go where: at least one. */
  readonly routes: Route[];

  /** Where the certificate comes from. Requests over plain HTTP are redirected, never served. */
  readonly tls: IngressTls;

  /** Who may use it. */
  readonly authentication: Authentication;

  /**
   * The IngressClass: which of the ingress controllers of the cluster profile serves it.
   *
   * @default - that of the first, the `ingress` of the profile
   */
  readonly className?: string;

  /**
   * Name of the objects.
   *
   * @default - the id of the construct in lower case
   */
  readonly name?: string;

  /**
   * How many requests one client address may make.
   *
   * @default - any number
   */
  readonly rateLimit?: RateLimit;

  /**
   * The client addresses that are let in. They are the ones the controller sees: put nothing in front of it that hides them.
   *
   * @default - every address
   */
  readonly allowedClients?: Cidr[];

  /**
   * Whether browsers are told to use nothing but HTTPS.
   *
   * @default - they are not
   */
  readonly hsts?: Hsts;
}

/**
 * Lets requests from outside the cluster in: encrypted, authenticated and limited as stated, and to the tiers of its routes only.
 *
 * Written for the ingress controller of the cluster profile. What that controller cannot do throws a UsageError instead of being
 * left out. The pods of the controller, and no others, get through the network policies to the ports of the routes.
 *
 * @see https://kubernetes.io/docs/concepts/services-networking/ingress/
 */
export class SecureIngress extends Construct {
  /** Name of the objects. */
  public readonly name: string;

  constructor(scope: Construct, id: string, props: SecureIngressProps) {
    super(scope, id);
    this.name = dnsLabel(where(this), 'name of an ingress', props.name ?? id.toLowerCase());

    const controller = this.controllerOf(ClusterProfile._for(this)._facts, props);
    const target = targetOf(controller);
    const intent = this.intentOf(props);
    const [refusal] = target.refusals(intent);
    if (refusal !== undefined) throw new UsageError(where(this), refusal.what, refusal.fix);

    // Everything is claimed before anything is written, so that what is refused leaves nothing behind.
    const objects = target.objects(intent, controller.className);
    for (const { kind, name } of objects) {
      claimObject(this, { kind, namespace: props.namespace.name, name }, 'give the ingress another name');
    }
    for (const route of props.routes) {
      claim(this, { what: `route for ${route.isExact ? 'exactly ' : ''}"${route}"`, fix: 'let one ingress own each host and path' });
    }
    for (const object of objects) {
      kubeObject(this, `${object.kind}-${object.name}`, { ...object, namespace: props.namespace.name });
    }
    for (const route of props.routes) {
      this.tierOf(route, props.namespace)._allowClients(controller.pods, [this.portOf(route)]);
    }
  }

  private controllerOf({ ingressControllers }: ClusterFacts, { className = ingressControllers[0].className }: SecureIngressProps): ControllerFacts {
    const controller = ingressControllers.find(each => each.className === className);
    if (controller !== undefined) return controller;
    const classes = ingressControllers.map(each => each.className).join(', ');
    throw new UsageError(where(this), `no ingress controller of the cluster profile has the class "${className}"`,
      `use one of ${classes}, or add the controller to otherIngress of the ClusterProfile`);
  }

  private intentOf(props: SecureIngressProps): IngressIntent {
    this.requireStated(props);
    return {
      name: this.name,
      namespace: props.namespace.name,
      routes: props.routes.map(route => ({
        host: route.hostName,
        path: route.pathName,
        exact: route.isExact,
        service: this.tierOf(route, props.namespace).name,
        port: this.tierOf(route, props.namespace)._servicePort(this.portOf(route)),
      })),
      tls: props.tls._intentFor(this.name),
      basicAuth: props.authentication._basic,
      rateLimit: props.rateLimit,
      allowedClients: props.allowedClients && this.limiting(props.allowedClients),
      hsts: props.hsts?._intent,
    };
  }

  // The types say so already, but only to TypeScript.
  private requireStated({ namespace, routes, tls, authentication }: Partial<SecureIngressProps>): void {
    if (!namespace) throw new UsageError(where(this), 'there is no namespace', 'pass the IsolatedNamespace of the tiers');
    if (!routes || routes.length === 0) {
      throw new UsageError(where(this), 'there are no routes', "add one: Route.host('shop.example.com').to(web)");
    }
    if (!tls) throw new UsageError(where(this), 'there is no TLS', "state it: tls: IngressTls.certManager('letsencrypt')");
    if (!authentication) {
      throw new UsageError(where(this), 'nothing says who may use it',
        "state it: authentication: Authentication.basic('users'), or Authentication.none('why everybody may')");
    }
    const repeated = routes.find((route, index) => routes.findIndex(other => isSame(route, other)) < index);
    if (repeated === undefined) return;
    throw new UsageError(where(this), `two routes are for "${repeated}"`, 'give each its own host or path');
  }

  private tierOf(route: Route, namespace: IsolatedNamespace): Tier {
    if (route._tier === undefined) {
      throw new UsageError(where(this), `the route "${route}" goes nowhere`, `end it with .to(tier): Route.host('${route.hostName}').to(web)`);
    }
    if (route._tier.namespace === namespace) return route._tier;
    throw new UsageError(where(this), `the tier "${route._tier.name}" is in namespace "${route._tier.namespace.name}", not in "${namespace.name}"`,
      'define the ingress in the namespace of its tiers');
  }

  private portOf(route: Route): Ports {
    const { name, ports } = route._tier!;
    const tcp = ports.filter(({ protocol }) => protocol === 'TCP');
    if (tcp.length === 0) {
      throw new UsageError(where(this), `tier "${name}" declares no TCP port for the route "${route}" to go to`,
        `declare it in addTier('${name}', { ports: [Ports.tcp(8080)], … })`);
    }
    if (route._port === undefined && tcp.length > 1) {
      throw new UsageError(where(this), `tier "${name}" declares several ports for the route "${route}" to go to`,
        `say which: Route.host('${route.hostName}').to(${name}, { port: Ports.tcp(${tcp[0].first}) })`);
    }
    const port = tcp.find(each => route._port === undefined || each.covers(route._port));
    if (port !== undefined) return port;
    throw new UsageError(where(this), `the route "${route}" cannot go to "${route._port}" of tier "${name}"`,
      `use one of its TCP ports: ${tcp.join(', ')}`);
  }

  private limiting(allowedClients: readonly Cidr[]): readonly Cidr[] {
    if (allowedClients.length === 0) {
      throw new UsageError(where(this), 'allowedClients is empty, so nobody could use it', 'leave it out to let every address in');
    }
    const ranges = allowedClients.map(({ _range }) => _range);
    const coversAll = (['IPv4', 'IPv6'] as const).find(family => subtractRanges([everyAddress(family)], ranges).length === 0);
    if (coversAll === undefined) return allowedClients;
    throw new UsageError(where(this), `allowedClients (${allowedClients.join(', ')}) is every ${coversAll} address`,
      'leave it out to let every address in');
  }
}

const isSame = (one: Route, other: Route): boolean =>
  one.hostName === other.hostName && one.pathName === other.pathName && one.isExact === other.isExact;
