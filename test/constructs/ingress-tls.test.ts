import { IngressTls } from '../../src';
import { expectUsageError } from '../values/expect-usage-error';

describe('the certificate of an ingress', () => {
  test('is in the Secret that was named, which somebody else fills', () => {
    expect(IngressTls.secret('shop-certificate')._intentFor('edge')).toEqual({ secretName: 'shop-certificate' });
  });
  test.each([
    ['a ClusterIssuer', IngressTls.certManager('letsencrypt'), 'ClusterIssuer'],
    ['an Issuer', IngressTls.certManagerIssuer('letsencrypt'), 'Issuer'],
  ])('comes from %s into a Secret named after the ingress', (_, tls, kind) => {
    expect(tls._intentFor('edge')).toEqual({ secretName: 'edge-tls', issuer: { kind, name: 'letsencrypt' } });
  });
  test.each([
    ['IngressTls.secret', IngressTls.secret, 'Secret name'],
    ['IngressTls.certManager', IngressTls.certManager, 'ClusterIssuer name'],
    ['IngressTls.certManagerIssuer', IngressTls.certManagerIssuer, 'Issuer name'],
  ])('of %s never refers into another namespace', (where, make, what) => {
    expectUsageError(() => make('other/name'), {
      where, what: `"other/name" is not a valid ${what}`, fix: expect.stringContaining('use at most 253 lower-case letters'),
    });
  });
});
