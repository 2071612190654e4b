import { expectUsageError } from './expect-usage-error';
import { kubernetesMinor } from '../../src/values';

describe('a version of Kubernetes', () => {
  test.each([['1.27', 27], ['1.34', 34], ['v1.34.2', 34], ['1.30.14', 30], ['1.36', 36]])('%s is minor version %i', (version, minor) => {
    expect(kubernetesMinor('here', version)).toBe(minor);
  });
  test.each(['1.26', '1.37', '2.34', '34', '1', '1.x', 'latest', '1.34-eks', 'eks-1.34', ''])('%p is not supported', version => {
    expectUsageError(() => kubernetesMinor('ClusterProfile.vanilla', version), {
      where: 'ClusterProfile.vanilla',
      what: `Kubernetes version "${version}" is not supported`,
      fix: 'give a version from 1.27 to 1.36, such as "1.34"',
    });
  });
});
