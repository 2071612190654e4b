import { Ports } from '../values';

/** Options for `allowTo` and `allowFrom`. */
export interface AllowOptions {
  /**
   * Ports of the destination.
   *
   * @default - all ports that the destination declares
   */
  readonly ports?: Ports[];

  /**
   * Why, such as `card payments`. It is kept in the annotation `cdk8s-palisade/purpose` of the policies, for whoever reviews them.
   *
   * @default - none
   */
  readonly reason?: string;

  /**
   * The HTTP requests that are allowed, where the network plugin can tell them apart; not where the connection is encrypted.
   *
   * @default - whatever is sent
   */
  readonly requests?: HttpRequests[];
}

/** HTTP requests, by their method and path. */
export interface HttpRequests {
  /**
   * The method, such as `GET`.
   *
   * @default - any
   */
  readonly method?: string;

  /**
   * The path, such as `/prices`, which stands for itself alone, or `/prices/*` for all below.
   *
   * @default - any
   */
  readonly path?: string;
}
