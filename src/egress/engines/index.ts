import { antrea } from './antrea';
import { cilium } from './cilium';
import { ovnKubernetes } from './ovn-kubernetes';
import { EgressEngine } from '../engine';

/** What gives pods known addresses outside, by the names of CNIs. To add one, add its file and a line here. */
export const egressEngines: Readonly<Record<string, EgressEngine | undefined>> = {
  antrea,
  cilium,
  'ovn-kubernetes': ovnKubernetes,
};
