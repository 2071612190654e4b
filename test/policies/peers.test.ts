import { podsOf, podsSeenFrom } from '../../src/policies/peers';

const web = { namespace: 'shop', labels: { app: 'web' } };

describe('pods as a peer', () => {
  test('are of one namespace, by the label that nobody can change, and carry their labels', () => {
    expect(podsOf(web)).toEqual({
      namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'shop' } }, podSelector: { matchLabels: { app: 'web' } },
    });
  });
  test('need no namespace when seen from their own', () => {
    expect(podsSeenFrom('shop', web)).toEqual({ podSelector: { matchLabels: { app: 'web' } } });
  });
  test('keep their namespace when seen from another', () => {
    expect(podsSeenFrom('other', web)).toEqual(podsOf(web));
  });
});
