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
}
