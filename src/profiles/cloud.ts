import { CloudIntent } from './intents';
import { SupportOf } from './support';
import { Cidr } from '../values';

/** What is known of whoever owns the nodes. To add one, add its file under `clouds` and a line to its index. */
export interface Cloud {
  readonly title: string;
  /** Where it hands out credentials to whatever runs on its machines. */
  readonly metadataCidrs: readonly Cidr[];
  readonly supports: Readonly<Record<CloudIntent, SupportOf>>;
}
