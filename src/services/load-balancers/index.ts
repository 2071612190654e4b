import { aws } from './aws';
import { azure } from './azure';
import { gcp } from './gcp';
import { metallb } from './metallb';
import { openstack } from './openstack';
import { LoadBalancerProviders } from '../load-balancer';

/** Everything we know that makes load balancers. To add one, add its file and a line here. */
export const loadBalancerProviders: LoadBalancerProviders = { aws, azure, gcp, metallb, openstack };
