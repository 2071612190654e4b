import * as fc from 'fast-check';
import { shopFor } from './shop-chart';
import { Authentication, Cidr, ClusterDns, ClusterProfile, IngressController, IngressTls, IsolatedNamespace, Ports, Route } from '../../src';
import { refusalOf } from '../values/expect-usage-error';

/** What a terminal or an editor obeys instead of showing it: control characters, and the line ends of Unicode. */
const obeyed = [...range(0x00, 0x1f), ...range(0x7f, 0x9f), 0x2028, 0x2029].map(code => String.fromCharCode(code));
const shop = Route.host('shop.example.com');

/** Text that is nearly valid, with one such character. */
const broken = fc.tuple(nearlyValid(), fc.constantFrom(...obeyed), nearlyValid()).map(parts => parts.join(''));

describe('a message is two lines that show everything, whatever', () => {
  test.each<[string, (text: string) => unknown]>([
    ['a namespace is called', name => new IsolatedNamespace(shopFor().chart, 'Other', { name })],
    ['a tier is called', name => shopFor().store.addTier(name, { image: 'web:1' })],
    ['an image is called', image => shopFor().store.addTier('web', { image: `${image}\n` })],
    ['a folder is called', path => shopFor().store.addTier('web', { image: 'web:1', writablePaths: [`.${path}`] })],
    ['a tier that is not there is called', name => shopFor().store.tier(name)],
    ['a Secret is called', name => IngressTls.secret(name)],
    ['a ClusterIssuer is called', name => IngressTls.certManager(name)],
    ['an IngressClass is called', className => IngressController.traefik({ className })],
    ['the namespace of the DNS is called', namespace => ClusterDns.pods({ namespace })],
    ['a label is called', key => ClusterDns.pods({ podLabels: { [key]: 'web' } })],
    ['a label of Pod Security is called', key => new IsolatedNamespace(shopFor().chart, 'Other', {
      name: 'office', labels: { [`pod-security.kubernetes.io/${key}`]: 'web' },
    })],
    ['a label is', app => ClusterDns.pods({ podLabels: { app } })],
    ['a port is called', name => Ports.named(name)],
    ['a host is', host => Route.host(host)],
    ['a path is', path => shop.path(path)],
    ['an exact path is', path => shop.exactPath(path)],
    ['a block of addresses is', text => Cidr.of(text)],
    ['a realm is', realm => Authentication.basic('users', { realm })],
    ['a reason is', reason => Authentication.none(reason.slice(0, 9))],
    ['a version of Kubernetes is', kubernetesVersion => ClusterProfile.vanilla({ kubernetesVersion })],
    ['an assumption is called', name => ClusterProfile.vanilla({ assumptions: { [name]: 'yes' } })],
    ['an assumption is', answer => ClusterProfile.vanilla({ assumptions: { 'end-port': answer } })],
    ['a construct is called', id => new IsolatedNamespace(shopFor().chart, id, { name: '' })],
  ])('%s', (_, action) => {
    fc.assert(fc.property(broken, text => {
      const lines = refusalOf(() => action(text))!.message.split('\n');
      expect(lines).toHaveLength(2);
      expect(obeyed.filter(char => lines.join().includes(char))).toEqual([]);
    }), { numRuns: 100 });
  });
});

function range(first: number, last: number): number[] {
  return Array.from({ length: last - first + 1 }, (_, index) => first + index);
}

function nearlyValid(): fc.Arbitrary<string> {
  return fc.oneof(fc.string({ unit: fc.constantFrom(...'az09-./:A_*%"'), maxLength: 6 }),
    fc.constantFrom('', '10.0.0.0/8', '2001:db8::1', '/api', 'shop.example.com', 'web', ...obeyed));
}
