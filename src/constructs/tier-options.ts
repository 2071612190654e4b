import { TierService } from './tier-service';
import { Ports } from '../values';

/** Options for `TieredApp.addTier`. */
export interface TierOptions {
  /** Container image, such as `registry.example.com/shop/web:1.4`. */
  readonly image: string;

  /**
   * Ports the tier listens on: single, numbered ones. Each is on the pods, on the Service, and open to whom the tier is allowed.
   *
   * @default - none; then there is no Service, and nobody can be allowed to connect to it
   */
  readonly ports?: Ports[];

  /**
   * How others find it.
   *
   * @default - TierService.clusterIp(), where it has ports
   */
  readonly service?: TierService;

  /**
   * Number of pods.
   *
   * @default 1
   */
  readonly replicas?: number;

  /**
   * Id of the user and group that the processes run as; 0 (root) throws a UsageError.
   *
   * @default 10001
   */
  readonly user?: number;

  /**
   * Folders that the processes may write to. The rest of the file system is read-only, and these are empty when a pod starts.
   *
   * @default - none
   */
  readonly writablePaths?: string[];
}
