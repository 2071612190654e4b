import { Cni } from '../../src';
import { cniNames } from '../../src/values';
import { expectUsageError } from '../values/expect-usage-error';

describe('a CNI', () => {
  test('can be any of those we know something about', () => {
    const factories = Object.entries(Object.getOwnPropertyDescriptors(Cni)).filter(([, { value }]) => typeof value === 'function' && value !== Cni);
    const names = factories.map(([, { value }]) => (value as () => Cni)()._facts.name);
    expect(names).toEqual(cniNames);
  });
  test('has a version that is one', () => {
    expectUsageError(() => Cni.cilium({ version: 'latest' }), {
      where: 'Cni.cilium', what: '"latest" is not a version', fix: 'write it as "1.18" or "1.18.2"',
    });
  });
});
