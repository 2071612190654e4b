import { Cidr } from '../../values';
import { Cloud } from '../cloud';
import { caveat, yes } from '../support';

export const openstack: Cloud = {
  title: 'OpenStack',
  metadataCidrs: [Cidr.of('169.254.169.254/32')],
  supports: {
    internalLoadBalancer: yes('the annotation `openstack-internal-load-balancer: "true"`'),
    loadBalancerSources: caveat('`loadBalancerSourceRanges`, ignored with an event where Octavia is too old'),
  },
};
