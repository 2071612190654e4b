import { Cidr } from '../../values';
import { Cloud } from '../cloud';
import { caveat, yes } from '../support';

export const aws: Cloud = {
  title: 'AWS',
  metadataCidrs: [Cidr.of('169.254.169.254/32'), Cidr.of('fd00:ec2::254/128')],
  supports: {
    internalLoadBalancer: yes('the annotation `aws-load-balancer-scheme: internal`'),
    loadBalancerSources: caveat('`loadBalancerSourceRanges`, ignored beside security groups of your own'),
  },
};
