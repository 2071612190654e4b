import { Allowed } from './allowed';
import { IpRange } from '../values';

/** Clients that the policies treat alike, and the ports on which they get in. */
export interface Passage {
  readonly clients: readonly IpRange[];
  readonly allowed: Allowed;
}
