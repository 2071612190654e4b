import { shopFor } from './shop-chart';
import { IsolatedNamespace } from '../../src';
import { refusalOf } from '../values/expect-usage-error';

/* What the constructs should do and do not yet. A test that passes once its gap is closed says so: then remove `.failing`. */

test.failing.each(['Kube System', '-kube-system', 'kube/system'])('an IsolatedNamespace refuses %p without suggesting a name that it refuses, too', name => {
  expect(refusalOf(() => new IsolatedNamespace(shopFor().chart, 'Other', { name }))?.fix).not.toContain('"kube-system"');
});
