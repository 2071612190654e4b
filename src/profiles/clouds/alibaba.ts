import { Cidr } from '../../values';
import { Cloud } from '../cloud';
import { no } from '../support';

const unchecked = no('nothing about its load balancers has been checked', 'write the Service by hand');

/** Its metadata service has an address that is not link-local. */
export const alibaba: Cloud = {
  title: 'Alibaba Cloud',
  metadataCidrs: [Cidr.of('100.100.100.200/32')],
  supports: { internalLoadBalancer: unchecked, loadBalancerSources: unchecked },
};
