import { ExternalEndpoint } from './external-endpoint';
import { IsolatedNamespace } from './isolated-namespace';
import { Ports } from '../values';

/** A port of an `ExternalService`. */
export interface ExternalServicePort {
  /** The port that clients connect to: a single, numbered one. */
  readonly port: Ports;

  /**
   * Its name, at most 15 characters.
   *
   * @default - such as `tcp-5432`
   */
  readonly name?: string;

  /**
   * The port that the endpoints listen on.
   *
   * @default - the same
   */
  readonly targetPort?: number;

  /**
   * What is spoken on it, such as `https`.
   *
   * @default - not said
   */
  readonly appProtocol?: string;
}

/** Properties for `ExternalService`. */
export interface ExternalServiceProps {
  /** Where its clients find it by its name alone. */
  readonly namespace: IsolatedNamespace;

  /** Its name. */
  readonly name: string;

  /** Its ports. */
  readonly ports: ExternalServicePort[];

  /**
   * The backends.
   *
   * @default - none, which `managedExternally` has to say
   */
  readonly endpoints?: ExternalEndpoint[];

  /**
   * Whether its name stands for the endpoints themselves. Their ports are then those of the Service.
   *
   * @default false
   */
  readonly headless?: boolean;

  /**
   * How many endpoints an EndpointSlice has at most, 1 to 1000.
   *
   * @default 100
   */
  readonly maxEndpointsPerSlice?: number;

  /**
   * Whether something else writes the EndpointSlices. Nobody can be allowed to connect to it then, as nothing here knows where it is.
   *
   * @default false
   */
  readonly managedExternally?: boolean;
}
