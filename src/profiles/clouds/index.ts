import { alibaba } from './alibaba';
import { aws } from './aws';
import { azure } from './azure';
import { gcp } from './gcp';
import { none } from './none';
import { openstack } from './openstack';
import { CloudName } from '../../values';
import { Cloud } from '../cloud';

/** Every cloud we know. To add one, add its file, a line here, and its name to `cloudNames`. */
export const clouds: Readonly<Record<CloudName, Cloud>> = { none, aws, azure, gcp, openstack, alibaba };
