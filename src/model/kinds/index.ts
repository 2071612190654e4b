import { adminNetworkPolicy } from './admin-network-policy';
import { antreaClusterNetworkPolicy } from './antrea-cluster-network-policy';
import { antreaNetworkPolicy } from './antrea-network-policy';
import { applicationNetworkPolicy } from './application-network-policy';
import { baselineAdminNetworkPolicy } from './baseline-admin-network-policy';
import { calico } from './calico';
import { ciliumClusterwideNetworkPolicy } from './cilium-clusterwide-network-policy';
import { ciliumNetworkPolicy } from './cilium-network-policy';
import { clusterNetworkPolicy } from './cluster-network-policy';
import { eksClusterNetworkPolicy } from './eks-cluster-network-policy';
import { endpointSlice } from './endpoint-slice';
import { endpoints } from './endpoints';
import { fqdnNetworkPolicy } from './fqdn-network-policy';
import { gateway } from './gateway';
import { gatewayClass } from './gateway-class';
import { gatewayRoutes } from './gateway-routes';
import { ingress } from './ingress';
import { ingressRoute } from './ingress-route';
import { ResourceKind } from './kind';
import { namespace } from './namespace';
import { networkPolicy } from './network-policy';
import { node } from './node';
import { pod } from './pod';
import { podControllers } from './pod-controllers';
import { referenceGrant } from './reference-grant';
import { removedKinds } from './removed-kinds';
import { service } from './service';

/** Every kind that the analyzer understands. To support another, add its file and a line here. */
export const kinds: readonly ResourceKind[] = [
  adminNetworkPolicy,
  antreaClusterNetworkPolicy,
  antreaNetworkPolicy,
  applicationNetworkPolicy,
  baselineAdminNetworkPolicy,
  clusterNetworkPolicy,
  eksClusterNetworkPolicy,
  ciliumClusterwideNetworkPolicy,
  ciliumNetworkPolicy,
  ...calico,
  endpoints,
  endpointSlice,
  fqdnNetworkPolicy,
  gateway,
  gatewayClass,
  ...gatewayRoutes,
  ingress,
  ingressRoute,
  namespace,
  networkPolicy,
  node,
  pod,
  ...podControllers,
  referenceGrant,
  ...removedKinds,
  service,
];
