import { Testing } from 'cdk8s';
import { kubeObject, KubeObject } from '../../src/constructs/kube-object';

function written(object: Partial<KubeObject>): unknown {
  const chart = Testing.chart();
  kubeObject(chart, 'Object', { apiVersion: 'v1', kind: 'ConfigMap', name: 'settings', ...object });
  return Testing.synth(chart)[0];
}

describe('an object', () => {
  test('has exactly the name it was given', () => {
    expect(written({})).toEqual({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'settings' } });
  });
  test('has everything else it was given', () => {
    const metadata = { namespace: 'shop', labels: { app: 'web' }, annotations: { note: 'x' } };
    const quota = { apiVersion: 'v1', kind: 'ResourceQuota', spec: { hard: { pods: '0' } } };
    expect(written({ ...quota, ...metadata })).toEqual({ ...quota, metadata: { name: 'settings', ...metadata } });
  });
  test('takes an absent namespace for none, and keeps its name', () => {
    expect(written({ namespace: undefined, labels: undefined })).toMatchObject({ metadata: { name: 'settings' } });
  });
});
