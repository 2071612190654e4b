import { antrea } from './antrea';
import { any } from './any';
import { awsVpcCni } from './aws-vpc-cni';
import { azureNpm } from './azure-npm';
import { calico } from './calico';
import { calicoEnterprise } from './calico-enterprise';
import { cilium } from './cilium';
import { eksAutoMode } from './eks-auto-mode';
import { flannel } from './flannel';
import { gkeDataplaneV2 } from './gke-dataplane-v2';
import { kubeRouter } from './kube-router';
import { ovnKubernetes } from './ovn-kubernetes';
import { CniName } from '../../values';
import { Cni } from '../cni';

/** Every network plugin we know. To add one, add its file, a line here, and its name to `cniNames`. */
export const cnis: Readonly<Record<CniName, Cni>> = {
  any,
  cilium,
  calico,
  'calico-enterprise': calicoEnterprise,
  antrea,
  'ovn-kubernetes': ovnKubernetes,
  'aws-vpc-cni': awsVpcCni,
  'eks-auto-mode': eksAutoMode,
  'azure-npm': azureNpm,
  'gke-dataplane-v2': gkeDataplaneV2,
  'kube-router': kubeRouter,
  flannel,
};
