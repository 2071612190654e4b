import { readManifests } from '../../src/model';
import { readFrom } from '../dsl';

const ofPolicy = (spec: string) => readFrom(`
  apiVersion: networking.k8s.io/v1
  kind: NetworkPolicy
  metadata: { name: policy }
  spec: ${spec}`);

const ruleOf = (rule: string) => {
  const { cluster, diagnostics } = ofPolicy(`{ podSelector: {}, ingress: [${rule}] }`);
  return { rule: cluster.policies[0].ingress![0], codes: diagnostics.map(({ code }) => code) };
};

describe('what the API server would refuse is not read as everybody or as every port, so that a mistake does not look like a hole', () => {
  test('a map where the list of peers should be', () => {
    expect(ruleOf('{ from: { podSelector: {} } }').rule.peers).toEqual([]);
  });

  test('a map where the list of ports should be', () => {
    expect(ruleOf('{ ports: { port: 80 } }').rule.ports).toEqual([]);
  });

  test.each(['true', '80.5', '[80]'])('a port that is neither a number nor a name: %s', port => {
    expect(ruleOf(`{ ports: [{ port: ${port} }] }`).rule.ports).toEqual([]);
  });
});

describe('a value of the wrong type is reported', () => {
  test.each(['hello', '[a]', '3'])('in place of a rule: %s', rule => {
    expect(ruleOf(rule).codes).toEqual(['PAR004']);
  });

  test('in place of an entry of ports', () => {
    expect(ruleOf('{ ports: [http] }').codes).toEqual(['PAR004']);
  });

  test.each(['app=web', '[a]', '3'])('in place of a selector, which would then select everything: %s', selector => {
    expect(ruleOf(`{ from: [{ podSelector: ${selector} }] }`).codes).toEqual(['PAR004']);
    expect(ofPolicy(`{ podSelector: ${selector} }`).diagnostics.map(({ code }) => code)).toEqual(['PAR004']);
  });

  test('in place of a spec', () => {
    expect(ofPolicy('hello').diagnostics.map(({ code }) => code)).toEqual(['PAR004']);
  });

  test.each([['{ podSelector: { matchLabel: { app: web } } }', 'matchLabel'], ['{ podselector: { matchLabels: { app: web } } }', 'podselector']])(
    'or a key that the API does not have, which would then be missing: %s', (spec, key) => {
      expect(ofPolicy(spec).diagnostics.map(({ message }) => message).join()).toContain(key);
    });
});

describe('policyTypes', () => {
  test('other than Ingress and Egress are reported, as the policy would govern nothing (V)', () => {
    expect(ofPolicy('{ podSelector: {}, policyTypes: [ingress] }').diagnostics).toHaveLength(1);
  });

  test('that are more than two are reported (T-8)', () => {
    expect(ofPolicy('{ podSelector: {}, policyTypes: [Ingress, Egress, Ingress] }').diagnostics).toHaveLength(1);
  });
});

describe('names that every JavaScript object has are names like any other', () => {
  test('for a protocol', () => {
    expect(ruleOf('{ ports: [{ protocol: constructor }] }').codes).toEqual(['POL004']);
  });

  test('in place of the value of a label', () => {
    expect(() => readFrom('apiVersion: v1\nkind: Pod\nmetadata: { name: a, labels: { app: { toString: text } } }')).not.toThrow();
  });
});

test('labels that contain themselves are reported, and do not end the analysis', () => {
  expect(() => readFrom('apiVersion: v1\nkind: Pod\nmetadata: { name: a, labels: &labels { app: *labels } }')).not.toThrow();
});

test('lines that are indented by tabs within brackets are read, as kubectl reads them (2.6)', () => {
  const { manifests } = readManifests('in.yaml', 'apiVersion: v1\nkind: Pod\nmetadata: { name: a,\n\tlabels: { app: web } }\n');
  expect(manifests).toHaveLength(1);
});

test.each(['2024-01-01', '12:30'])('the label value %s is a string, as it is to kubectl', value => {
  const { cluster, diagnostics } = readFrom(`apiVersion: v1\nkind: Pod\nmetadata: { name: a, labels: { version: ${value} } }`);
  expect({ labels: cluster.workloads[0].labels, diagnostics }).toEqual({ labels: { version: value }, diagnostics: [] });
});

test('a document that ends with dots does not hide the next one', () => {
  expect(readManifests('in.yaml', 'kind: Pod\n...\nkind: Service\n').manifests).toHaveLength(2);
});

test('a template that was never rendered prints no warning of Node', () => {
  const warnings = jest.spyOn(process, 'emitWarning').mockImplementation(() => undefined);
  readManifests('in.yaml', 'kind: Pod\nmetadata:\n  name: {{ .Values.name }}\n');
  const printed = warnings.mock.calls.length;
  warnings.mockRestore();
  expect(printed).toBe(0);
});

test('the message about a label that is used as text does not say that it is ignored', () => {
  const { cluster, diagnostics } = readFrom('apiVersion: v1\nkind: Pod\nmetadata: { name: a, labels: { app: 1 } }');
  expect(cluster.workloads[0].labels).toEqual({ app: '1' });
  expect(diagnostics[0].message).not.toContain('ignored');
});

test('an object that leaves its name to the API server is read all the same', () => {
  const { cluster } = readFrom('apiVersion: batch/v1\nkind: Job\nmetadata: { generateName: backup- }\nspec: {}');
  expect(cluster.workloads).toHaveLength(1);
});

test('an object of another kind needs no name', () => {
  expect(readFrom('apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\nresources: []').diagnostics).toEqual([]);
});

test('a position is found in a text whose tabs mean something else than spaces would', () => {
  expect(() => readFrom('# a comment\n\t---\nitems:')).not.toThrow();
});
