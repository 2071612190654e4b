import { antrea } from './antrea';
import { calicoEnterprise } from './calico-enterprise';
import { cilium } from './cilium';
import { eksAutoMode } from './eks-auto-mode';
import { gkeDataplaneV2 } from './gke-dataplane-v2';
import { Engine } from '../engine';

/** What CNIs have beyond NetworkPolicy, by their names. To add one, add its file and a line here. */
export const engines: Readonly<Record<string, Engine | undefined>> = {
  antrea,
  'calico-enterprise': calicoEnterprise,
  'cilium': cilium,
  'eks-auto-mode': eksAutoMode,
  'gke-dataplane-v2': gkeDataplaneV2,
};
