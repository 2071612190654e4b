import { Cidr } from './cidr';

/** Where most clouds hand out credentials, for whoever does not know whose machines the nodes are. */
export const USUAL_METADATA: readonly Cidr[] = ['169.254.169.254/32', 'fd00:ec2::254/128'].map(text => Cidr.of(text));

/** Addresses that mean something on one link only, so that no pod has one at which others reach it. */
export const LINK_LOCAL: readonly Cidr[] = ['169.254.0.0/16', 'fe80::/10'].map(text => Cidr.of(text));
