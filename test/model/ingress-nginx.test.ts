import { readIngressNginx } from '../../src/model/ingress-nginx';
import { rangesText } from '../../src/values';

const checks = (annotations: Record<string, string>) => {
  const found = readIngressNginx(Object.fromEntries(Object.entries(annotations).map(([key, value]) => [`nginx.ingress.kubernetes.io/${key}`, value])));
  return found && [found.authentication, found.clients && rangesText(found.clients)];
};

describe('ingress-nginx asks of clients', () => {
  test.each<[string, Record<string, string>, (string | undefined)[] | undefined]>([
    ['nothing without annotations', {}, undefined],
    ['nothing by annotations about something else', { 'rewrite-target': '/' }, undefined],
    ['a password', { 'auth-type': 'basic', 'auth-secret': 'users' }, ['basic', undefined]],
    ['a password as a digest', { 'auth-type': 'digest', 'auth-secret': 'users' }, ['digest', undefined]],
    ['nothing by a type without a secret', { 'auth-type': 'basic' }, undefined],
    ['nothing by a type that it does not have', { 'auth-type': 'token', 'auth-secret': 'users' }, undefined],
    ['what another program says', { 'auth-url': 'https://auth.example.com' }, ['external', undefined]],
    ['an address of a list', { 'allowlist-source-range': '10.0.0.0/24, 192.0.2.1' }, [undefined, '10.0.0.0-10.0.0.255,192.0.2.1-192.0.2.1']],
    ['an address of a list by its older name', { 'whitelist-source-range': '10.0.0.0/24' }, [undefined, '10.0.0.0-10.0.0.255']],
    ['what the newer name says, where both are there', { 'allowlist-source-range': '10.0.0.0/24', 'whitelist-source-range': '10.1.0.0/24' }, [undefined, '10.0.0.0-10.0.0.255']],
    ['both, a password and an address', { 'auth-type': 'basic', 'auth-secret': 'users', 'allowlist-source-range': '10.0.0.1' }, ['basic', '10.0.0.1-10.0.0.1']],
    ['neither of everybody, where a password or an address is enough', { 'auth-type': 'basic', 'auth-secret': 'users', 'allowlist-source-range': '10.0.0.1', 'satisfy': 'any' }, undefined],
    ['a password, where that alone has to be satisfied', { 'auth-type': 'basic', 'auth-secret': 'users', 'satisfy': 'any' }, ['basic', undefined]],
    ['nothing that a list without an address could meet', { 'allowlist-source-range': 'office' }, [undefined, '']],
    ['both, where all has to be satisfied', { 'auth-url': 'https://a.b', 'allowlist-source-range': '10.0.0.1', 'satisfy': 'all' }, ['external', '10.0.0.1-10.0.0.1']],
  ])('%s', (_, annotations, expected) => {
    expect(checks(annotations)).toEqual(expected);
  });
});
