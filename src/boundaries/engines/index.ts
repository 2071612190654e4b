import { adminNetworkPolicy } from './admin-network-policy';
import { admission } from './admission';
import { antrea } from './antrea';
import { calico } from './calico';
import { cilium } from './cilium';
import { clusterNetworkPolicy } from './cluster-network-policy';
import { eks } from './eks';
import { BoundaryEngine } from '../engine';

/** What can enforce a boundary, by name. To add something, add its file and a line here. */
export const boundaryEngines = {
  admission,
  'admin-network-policy': adminNetworkPolicy,
  antrea,
  calico,
  cilium,
  'cluster-network-policy': clusterNetworkPolicy,
  eks,
} as const satisfies Readonly<Record<string, BoundaryEngine>>;
