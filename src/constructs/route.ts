import { Tier } from './tier';
import { UsageError } from '../errors';
import { checkedHost, Ports } from '../values';

/** Options for `Route.to`. */
export interface RouteToOptions {
  /**
   * The port of the tier to send requests to.
   *
   * @default - the only port the tier declares
   */
  readonly port?: Ports;
}

/**
 * Which requests go to which tier.
 *
 * @example
 * /// fixture=with-tiers
 * Route.host('shop.example.com').path('/').to(web);
 */
export class Route {
  /**
   * Requests for one host, or for the hosts one level below it with `*.example.com`.
   *
   * Another form of host throws a UsageError.
   */
  public static host(host: string): Route {
    return new Route(checkedHost('Route.host', host), '/', false);
  }

  private constructor(
    /** The host. */
    public readonly hostName: string,
    /** The path; `/` is every path. */
    public readonly pathName: string,
    /** Whether only this very path matches, instead of everything below it too. */
    public readonly isExact: boolean,
    /** @internal */
    public readonly _tier?: Tier,
    /** @internal */
    public readonly _port?: Ports,
  ) {}

  /** Only requests for `path` and everything below it: `/api` is `/api` and `/api/users`, but not `/apikeys`. */
  public path(path: string): Route {
    // With or without a slash at its end, a prefix means the same.
    return new Route(this.hostName, checkedPath('Route.path', path).replace(/(?<=.)\/$/, ''), false, this._tier, this._port);
  }

  /** Only requests for this very path. */
  public exactPath(path: string): Route {
    return new Route(this.hostName, checkedPath('Route.exactPath', path), true, this._tier, this._port);
  }

  /** Sends the requests to `tier`. */
  public to(tier: Tier, options: RouteToOptions = {}): Route {
    return new Route(this.hostName, this.pathName, this.isExact, tier, options.port);
  }

  /** Such as `shop.example.com/api`. */
  public toString(): string {
    return this.hostName + this.pathName;
  }
}

function checkedPath(where: string, path: string): string {
  if (!/^\/[A-Za-z0-9._\-/]*$/.test(path) || path.includes('//') || path.split('/').some(part => /^\.+$/.test(part))) {
    throw new UsageError(where, `${JSON.stringify(path)} is not a path that every controller reads the same way`,
      'begin with "/", and use letters, digits, "-", "_", "." and single "/" only');
  }
  if (path.startsWith('/.well-known/acme-challenge')) {
    throw new UsageError(where, `"${path}" belongs to certificate challenges, which controllers serve unencrypted and to everybody`,
      'serve the application under another path');
  }
  return path;
}
