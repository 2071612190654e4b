import { Cidr } from '../../values';
import { Cloud } from '../cloud';
import { caveat, no } from '../support';

/** Machines of your own, or of somebody we do not know: then every address counts at which somebody is known to hand out credentials. */
export const none: Cloud = {
  title: 'An unknown cloud',
  metadataCidrs: ['169.254.169.254/32', '100.100.100.200/32', 'fd00:ec2::254/128', 'fd20:ce::254/128'].map(Cidr.of),
  supports: {
    internalLoadBalancer: no('where a load balancer listens hangs on what provides it', 'choose its pool of addresses by hand'),
    loadBalancerSources: caveat('`loadBalancerSourceRanges`, which kube-proxy enforces on the address of the load balancer alone'),
  },
};
