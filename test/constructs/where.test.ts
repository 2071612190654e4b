import { Chart, Testing } from 'cdk8s';
import { where } from '../../src/constructs/where';

test('an error in a construct says its path and what it is', () => {
  expect(where(new Chart(Testing.app(), 'shop'))).toBe('shop (Chart)');
});
test('an error in an app, whose path is empty, begins without a blank', () => {
  expect(where(Testing.app())).toBe('(App)');
});
