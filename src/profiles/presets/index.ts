import { vanilla } from './vanilla';
import { ClusterFacts } from '../../values';

/** Every preset by name. To add one, add its file and a line here. */
export const presets = { vanilla } as const satisfies Readonly<Record<string, ClusterFacts>>;
