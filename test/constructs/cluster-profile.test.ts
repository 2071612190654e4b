import { Chart, Testing } from 'cdk8s';
import { Construct } from 'constructs';
import { Cidr, ClusterDns, ClusterProfile, IngressController, IsolatedNamespace, Monitoring } from '../../src';
import { assumptions } from '../../src/values';
import { expectUsageError } from '../values/expect-usage-error';

describe('the profile of a construct', () => {
  const profile = ClusterProfile.vanilla();
  const nearer = ClusterProfile.vanilla();

  test('is the one attached to it', () => {
    const chart = Testing.chart();
    ClusterProfile.attach(chart, profile);
    expect(ClusterProfile.of(chart)).toBe(profile);
  });
  test('is the one of the nearest scope that has one', () => {
    const app = Testing.app();
    const chart = new Chart(app, 'shop');
    ClusterProfile.attach(app, profile);
    ClusterProfile.attach(chart, nearer);
    expect(ClusterProfile.of(new Construct(chart, 'Edge'))).toBe(nearer);
    expect(ClusterProfile.of(app)).toBe(profile);
  });
  test('never is that of a sibling', () => {
    const app = Testing.app();
    const [one, other] = [new Chart(app, 'one'), new Chart(app, 'other')];
    ClusterProfile.attach(app, profile);
    ClusterProfile.attach(one, nearer);
    expect(ClusterProfile.of(other)).toBe(profile);
  });
  test('is the plain one when none is attached', () => {
    expect(ClusterProfile.of(Testing.chart())).toEqual(ClusterProfile.vanilla());
  });
  test('cannot be attached where one is already', () => {
    const chart = Testing.chart();
    ClusterProfile.attach(chart, profile);
    expectUsageError(() => ClusterProfile.attach(chart, nearer), {
      where: 'test (Chart)', what: 'a ClusterProfile is attached already', fix: 'attach one profile to each scope',
    });
    expect(ClusterProfile.of(chart)).toBe(profile);
  });
});

describe('a profile that comes too late', () => {
  const tooLate = {
    what: 'constructs below it were already written for another ClusterProfile',
    fix: 'attach the profile before you define anything below',
  };
  function twoCharts() {
    const app = Testing.app();
    return { app, one: new Chart(app, 'one'), other: new Chart(app, 'other') };
  }
  const isolate = (scope: Construct) => new IsolatedNamespace(scope, 'Namespace', { name: 'shop' });

  test('is refused by the chart with the constructs', () => {
    const { one } = twoCharts();
    isolate(one);
    expectUsageError(() => ClusterProfile.attach(one, ClusterProfile.vanilla()), { where: 'one (Chart)', ...tooLate });
    expect(ClusterProfile.of(one)).toEqual(ClusterProfile.vanilla());
  });
  test('is refused by the app of the chart', () => {
    const { app, one } = twoCharts();
    isolate(one);
    expectUsageError(() => ClusterProfile.attach(app, ClusterProfile.vanilla()), { where: '(App)', ...tooLate });
  });
  test('is refused between the constructs and the profile they were written for', () => {
    const { app, one } = twoCharts();
    ClusterProfile.attach(app, ClusterProfile.vanilla());
    isolate(one);
    expectUsageError(() => ClusterProfile.attach(one, ClusterProfile.vanilla()), { where: 'one (Chart)', ...tooLate });
  });
  test('is in time for a chart beside it', () => {
    const { one, other } = twoCharts();
    isolate(one);
    const profile = ClusterProfile.vanilla();
    ClusterProfile.attach(other, profile);
    expect(ClusterProfile.of(isolate(other))).toBe(profile);
  });
  test('is in time above constructs with a profile of their own', () => {
    const { app, one, other } = twoCharts();
    ClusterProfile.attach(one, ClusterProfile.vanilla());
    isolate(one);
    const profile = ClusterProfile.vanilla();
    ClusterProfile.attach(app, profile);
    expect(ClusterProfile.of(isolate(other))).toBe(profile);
  });
});

describe('a vanilla cluster', () => {
  test('has what kubeadm, the Traefik chart and the Prometheus operator install', () => {
    expect(ClusterProfile.vanilla()._facts).toMatchObject({
      kubernetesMinor: 34,
      ingressControllers: [{ target: 'traefik', className: 'traefik' }],
      dns: [{ kind: 'pods', pods: { namespace: 'kube-system', labels: { 'k8s-app': 'kube-dns' } } }],
      monitoring: { namespace: 'monitoring', labels: { 'app.kubernetes.io/name': 'prometheus' } },
      podCidrs: [],
      serviceCidrs: [],
      nodeCidrs: [],
      assumptions: {},
    });
  });
  test('has everything else as stated', () => {
    const [pods, services, nodes] = ['10.244.0.0/16', '10.96.0.0/12', '192.168.0.0/24'].map(Cidr.of);
    const { _facts } = ClusterProfile.vanilla({
      kubernetesVersion: 'v1.30.2',
      ingress: IngressController.ingressNginx({ acknowledgeRetired: true }),
      dns: ClusterDns.pods({ namespace: 'dns' }),
      monitoring: Monitoring.prometheus({ namespace: 'metrics' }),
      podCidrs: [pods],
      serviceCidrs: [services],
      nodeCidrs: [nodes],
      assumptions: { 'end-port': 'ignored' },
    });
    expect(_facts).toMatchObject({
      kubernetesMinor: 30,
      ingressControllers: [{ target: 'ingress-nginx', className: 'nginx' }],
      dns: [{ pods: { namespace: 'dns' } }],
      monitoring: { namespace: 'metrics' },
      podCidrs: [pods],
      serviceCidrs: [services],
      nodeCidrs: [nodes],
      assumptions: { 'end-port': 'ignored' },
    });
  });
  test('has no monitoring when told so', () => {
    expect(ClusterProfile.vanilla({ monitoring: Monitoring.none() })._facts.monitoring).toBeUndefined();
  });
  test('keeps its addresses when the list it was given changes', () => {
    const podCidrs = [Cidr.of('10.244.0.0/16')];
    const profile = ClusterProfile.vanilla({ podCidrs });
    podCidrs.pop();
    expect(profile._facts.podCidrs.map(String)).toEqual(['10.244.0.0/16']);
  });
  test.each(['1.26', '1.99', 'latest'])('cannot be version %s', kubernetesVersion => {
    expectUsageError(() => ClusterProfile.vanilla({ kubernetesVersion }), {
      where: 'ClusterProfile.vanilla',
      what: `Kubernetes version "${kubernetesVersion}" is not supported`,
      fix: 'give a version from 1.27 to 1.36, such as "1.34"',
    });
  });
  test('cannot answer a question that nobody asks', () => {
    expectUsageError(() => ClusterProfile.vanilla({ assumptions: { 'pods-fly': 'yes' } }), {
      where: 'ClusterProfile.vanilla',
      what: 'there is no assumption "pods-fly"',
      fix: `use one of ${assumptions.map(({ name }) => name).join(', ')}`,
    });
  });
  test('cannot answer a question with anything', () => {
    expectUsageError(() => ClusterProfile.vanilla({ assumptions: { 'end-port': 'maybe' } }), {
      where: 'ClusterProfile.vanilla', what: 'assumption "end-port" cannot be "maybe"', fix: 'use one of supported, ignored, unknown',
    });
  });
});
