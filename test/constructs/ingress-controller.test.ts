import { IngressController, IngressNginxOptions } from '../../src';
import { expectUsageError } from '../values/expect-usage-error';

describe('an ingress controller', () => {
  test('Traefik is where its Helm chart puts it, unless told otherwise', () => {
    expect(IngressController.traefik()._facts).toEqual({
      target: 'traefik',
      className: 'traefik',
      pods: { namespace: 'traefik', labels: { 'app.kubernetes.io/name': 'traefik' } },
    });
  });
  test('ingress-nginx is where its Helm chart puts it, unless told otherwise', () => {
    expect(IngressController.ingressNginx({ acknowledgeRetired: true })._facts).toEqual({
      target: 'ingress-nginx',
      className: 'nginx',
      pods: {
        namespace: 'ingress-nginx',
        labels: { 'app.kubernetes.io/component': 'controller', 'app.kubernetes.io/name': 'ingress-nginx' },
      },
    });
  });
  const elsewhere = { namespace: 'edge', podLabels: { app: 'edge' }, className: 'public' };
  test.each([
    ['Traefik', IngressController.traefik(elsewhere)],
    ['ingress-nginx', IngressController.ingressNginx({ ...elsewhere, acknowledgeRetired: true })],
  ])('%s is where it is said to be', (_, { _facts }) => {
    expect(_facts).toMatchObject({ className: 'public', pods: { namespace: 'edge', labels: { app: 'edge' } } });
  });
  test('ingress-nginx is retired, which has to be acknowledged', () => {
    const retired = {
      where: 'IngressController.ingressNginx',
      what: 'ingress-nginx is retired; holes found after March 2026 stay open',
      fix: 'move to IngressController.traefik(), or pass acknowledgeRetired: true',
    };
    expectUsageError(() => IngressController.ingressNginx({ acknowledgeRetired: false }), retired);
    expectUsageError(() => IngressController.ingressNginx(undefined as unknown as IngressNginxOptions), retired);
  });
  test('has labels, or every pod of its namespace would be one', () => {
    expectUsageError(() => IngressController.traefik({ podLabels: {} }), {
      where: 'IngressController.traefik',
      what: 'podLabels is empty, so every pod of the namespace would count',
      fix: 'leave podLabels out for the default, or name a label that only these pods carry',
    });
  });
  test('is in no namespace that cannot exist', () => {
    expectUsageError(() => IngressController.traefik({ namespace: 'Edge' }), {
      where: 'IngressController.traefik', what: '"Edge" is not a valid namespace', fix: expect.stringContaining('such as "edge"'),
    });
  });
  test('has no class that cannot exist', () => {
    expectUsageError(() => IngressController.traefik({ className: 'my class' }), {
      where: 'IngressController.traefik', what: '"my class" is not a valid className', fix: expect.stringContaining('such as "my-class"'),
    });
  });
  test('has no labels that pods cannot have', () => {
    expectUsageError(() => IngressController.ingressNginx({ acknowledgeRetired: true, podLabels: { app: 'my edge' } }), {
      where: 'IngressController.ingressNginx',
      what: 'label "app" has the invalid value "my edge"',
      fix: expect.stringContaining('without spaces'),
    });
  });
});
