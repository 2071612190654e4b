import { Endpoint, EndpointState as State } from '../services';

/** Whether connections may go to an endpoint. */
export enum EndpointState {
  /** They may. */
  READY = 'ready',
  /** Those that are open may go on, and new ones go elsewhere, where there is an elsewhere. */
  DRAINING = 'draining',
  /** They may not. */
  NOT_READY = 'not-ready',
}

/** Options for `ExternalEndpoint.at`. */
export interface ExternalEndpointOptions {
  /**
   * Ports that differ from those of the other endpoints, by the name of the port of the Service.
   *
   * @default - those of the Service
   */
  readonly targetPorts?: { [name: string]: number };

  /**
   * Name of its own below that of a headless Service.
   *
   * @default - none
   */
  readonly hostname?: string;

  /**
   * Node that it runs on.
   *
   * @default - none
   */
  readonly nodeName?: string;

  /**
   * Zone that it is in, as nodes have it in `topology.kubernetes.io/zone`.
   *
   * @default - not known
   */
  readonly zone?: string;

  /**
   * Zones whose clients should rather use this one, at most 8. Nothing works them out for endpoints outside the cluster.
   *
   * @default - none
   */
  readonly forZones?: string[];

  /**
   * Whether connections may go to it.
   *
   * @default EndpointState.READY
   */
  readonly state?: EndpointState;
}

/**
 * A backend outside the cluster.
 *
 * @example ExternalEndpoint.at('203.0.113.7', { zone: 'west-1' })
 */
export class ExternalEndpoint {
  /** The one at an address. An `ExternalService` refuses addresses that cannot be those of a backend. */
  public static at(address: string, options: ExternalEndpointOptions = {}): ExternalEndpoint {
    return new ExternalEndpoint({ ...options, address, ...options.state && { state: options.state as State } });
  }

  private constructor(
    /** @internal */
    public readonly _endpoint: Endpoint,
  ) {}
}
