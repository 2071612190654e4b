import { Cidr } from './cidr';

/** Addresses that mean something on one link only, so that no pod has one at which others reach it. */
export const LINK_LOCAL: readonly Cidr[] = ['169.254.0.0/16', 'fe80::/10'].map(text => Cidr.of(text));
