import { aks } from './aks';
import { eks } from './eks';
import { eksAutoMode } from './eks-auto-mode';
import { gke } from './gke';
import { k3s } from './k3s';
import { openshift } from './openshift';
import { vanilla } from './vanilla';
import { ClusterFacts } from '../../values';

/** Every preset by name. To add one, add its file and a line here. */
export const presets = { vanilla, aks, eks, eksAutoMode, gke, openshift, k3s } as const satisfies Readonly<Record<string, ClusterFacts>>;

export type PresetName = keyof typeof presets;
