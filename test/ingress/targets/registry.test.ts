import { ingressTargets } from '../../../src/ingress';
import { checkedLabels, dnsLabel, dnsSubdomain, RateLimit } from '../../../src/values';
import { intentOf } from '../shop-intent';

describe.each(Object.values(ingressTargets).map(target => [target.name, target] as const))('the target %s', (_, target) => {
  const intent = intentOf({ rateLimit: RateLimit.perSecond(10), basicAuth: { secretName: 'users', realm: 'Restricted' } });

  test('says where its pods run, in valid names', () => {
    expect(dnsLabel('here', 'namespace', target.pods.namespace)).not.toBe('');
    expect(Object.keys(checkedLabels('here', target.pods.labels))).not.toEqual([]);
    expect(dnsSubdomain('here', 'className', target.className)).not.toBe('');
  });
  test('writes objects with different names', () => {
    const names = target.objects(intent, target.className).map(({ kind, name }) => `${kind}/${name}`);
    expect(new Set(names).size).toBe(names.length);
  });
  test('names every object after the intent', () => {
    const names = target.objects(intent, target.className).map(({ name }) => name);
    expect(names.filter(name => !name.startsWith(intent.name))).toEqual([]);
  });
  test('refuses nothing of a plain intent', () => {
    expect(target.refusals(intent)).toEqual([]);
  });
  test('leaves the namespace to whoever writes the objects', () => {
    expect(JSON.stringify(target.objects(intent, target.className))).not.toContain('"namespace"');
  });
});

test('targets have different names', () => {
  const names = Object.values(ingressTargets).map(({ name }) => name);
  expect(new Set(names).size).toBe(names.length);
});
