import { Ports } from '../values';

/** Options for `Tier.allowTo` and `Tier.allowFrom`. */
export interface AllowOptions {
  /**
   * Ports of the destination.
   *
   * @default - all ports that the destination declares
   */
  readonly ports?: Ports[];
}
