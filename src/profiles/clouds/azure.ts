import { Cidr } from '../../values';
import { Cloud } from '../cloud';
import { caveat, yes } from '../support';

export const azure: Cloud = {
  title: 'Azure',
  metadataCidrs: [Cidr.of('169.254.169.254/32')],
  supports: {
    internalLoadBalancer: yes('the annotation `azure-load-balancer-internal: "true"`'),
    loadBalancerSources: caveat('`loadBalancerSourceRanges`; within the virtual network only with the annotation that denies everything else'),
  },
};
