import { refusalOf } from './expect-usage-error';
import { Cidr } from '../../src/values';

/* What the values should do and do not yet. A test that passes once its gap is closed says so: then remove `.failing`. */

test.failing.each(['fe80::1%eth0', 'fe80::%eth0/64'])('Cidr.of refuses the zone of %s as such: it neither blames the prefix nor keeps the zone', text => {
  expect(refusalOf(() => Cidr.of(text))?.fix).toBe('leave out the zone, which means something on one machine only');
});
