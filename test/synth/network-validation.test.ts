import * as path from 'node:path';
import { NetworkValidation } from '../../src/validation';
import { ALLOW_ALL, folderWith, SHOP } from '../cli/command-line';

type Context = Parameters<NetworkValidation['validate']>[0];

/** Validates files as cdk8s-cli does, and returns what the plugin reported. */
async function validate(files: Readonly<Record<string, string>>, properties?: { failOn?: string }) {
  const folder = folderWith(files);
  const reported = { violations: [] as unknown[], status: '', metadata: {}, log: [] as string[] };
  await new NetworkValidation(properties).validate({
    manifests: Object.keys(files).map(file => path.join(folder, file)),
    report: {
      addViolation: (violation: unknown) => reported.violations.push(violation),
      submit: (status: string, metadata: object) => Object.assign(reported, { status, metadata }),
    },
    logger: { log: (message: string) => reported.log.push(message) },
  } as unknown as Context);
  return { ...reported, folder };
}

describe('the validation of cdk8s-cli', () => {
  test('succeeds when nothing is wrong', async () => {
    expect(await validate({ 'shop.k8s.yaml': SHOP })).toMatchObject({ violations: [], status: 'success', metadata: { workloads: '2', findings: '0' } });
  });

  test('fails with the rule, the fix and the exact object, line and column', async () => {
    const { violations, status, folder } = await validate({ 'shop.k8s.yaml': SHOP, 'more.k8s.yaml': ALLOW_ALL });
    expect(status).toBe('failure');
    expect(violations).toEqual([{
      ruleName: 'NET201 rule-allows-every-source [high]',
      recommendation: 'NetworkPolicy "allow-all" lets in everybody, inside the cluster and outside',
      fix: expect.stringMatching(/^Name the sources/),
      violatingResources: [{
        resourceName: 'allow-all',
        locations: ['NetworkPolicy shop/allow-all spec.ingress.0 (line 10, column 7)'],
        manifestPath: path.join(folder, 'more.k8s.yaml'),
      }],
    }, expect.objectContaining({ ruleName: 'NET303 rule-without-effect [low]' })]);
  });

  test('reports findings that are milder than failOn without failing', async () => {
    expect(await validate({ 'more.k8s.yaml': ALLOW_ALL }, { failOn: 'critical' })).toMatchObject({ status: 'success', metadata: { findings: '1' } });
  });

  test('logs what it could not read', async () => {
    const { log } = await validate({ 'shop.k8s.yaml': SHOP, 'broken.k8s.yaml': 'a: [b' });
    expect(log).toEqual([expect.stringMatching(/broken\.k8s\.yaml:\d+:\d+: PAR001: /)]);
  });

  test('refuses a severity that does not exist', () => {
    expect(() => new NetworkValidation({ failOn: 'awful' })).toThrow(
      'NetworkValidation: there is no severity "awful"\n  fix: set failOn to one of critical, high, medium, low, info');
  });
});
