import { Cidr } from '../../values';
import { Cloud } from '../cloud';
import { yes } from '../support';

export const gcp: Cloud = {
  title: 'Google Cloud',
  metadataCidrs: [Cidr.of('169.254.169.254/32'), Cidr.of('fd20:ce::254/128')],
  supports: {
    internalLoadBalancer: yes('the annotation `networking.gke.io/load-balancer-type: "Internal"`'),
    loadBalancerSources: yes('`loadBalancerSourceRanges`'),
  },
};
