import { intentOf, route } from './shop-intent';
import { hostsOf } from '../../src/ingress';

test('the hosts of an intent are those of its routes: sorted, each once', () => {
  const routes = [route('b.example.com'), route('a.example.com'), route('b.example.com', '/api')];
  expect(hostsOf(intentOf({ routes }))).toEqual(['a.example.com', 'b.example.com']);
});
