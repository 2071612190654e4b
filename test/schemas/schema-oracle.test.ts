import { EXAMPLES } from './examples';
import { expectValidSchemas, schemaErrors } from './schema-oracle';

/** Maps into which a number fits under any name. */
const FREE_MAPS = ['limits', 'plugin', 'requests'];

describe('an object that uses its kind correctly', () => {
  test.each(Object.keys(EXAMPLES))('is accepted: %s', kind => {
    expect(schemaErrors(EXAMPLES[kind])).toEqual([]);
  });

  test('may leave a field undefined', () => {
    expect(schemaErrors(changed('Service', '/metadata/labels', { tier: undefined }))).toEqual([]);
  });

  test('may be frozen', () => {
    expect(schemaErrors(Object.freeze(structuredClone(EXAMPLES.Service)))).toEqual([]);
  });
});

describe('a field that the kind does not have', () => {
  test.each(Object.keys(EXAMPLES))('is found wherever it stands in a %s', kind => {
    const places = closedObjects(EXAMPLES[kind]).map(place => `${place}/typo`);

    const reported = places.map(place => paths(schemaErrors(changed(kind, place, 1))));

    expect(places.length).toBeGreaterThan(1);
    expect(reported).toEqual(places.map(place => [place]));
  });

  test('is reported by both versions of Kubernetes', () => {
    expect(schemaErrors(changed('Deployment', '/spec/template/spec/containers/0/livenessProbe/httpGet/prot', 80))).toEqual([
      'Kubernetes 1.27: Deployment shop/web: /spec/template/spec/containers/0/livenessProbe/httpGet/prot: is not a known field',
      'Kubernetes 1.36: Deployment shop/web: /spec/template/spec/containers/0/livenessProbe/httpGet/prot: is not a known field',
    ]);
  });

  test('is found where a kind loses its own `description`, if it is another', () => {
    expect(schemaErrors(changed('CiliumNetworkPolicy', '/spec/egress/0/description', 'why'))).toEqual([
      'Cilium: CiliumNetworkPolicy shop/web: /spec/egress/0/description: is not a known field',
    ]);
  });
});

describe('what only the newest version knows', () => {
  test('is an error in the oldest when it is a field', () => {
    expect(schemaErrors(changed('Service', '/spec/trafficDistribution', 'PreferClose'))).toEqual([
      'Kubernetes 1.27: Service shop/web: /spec/trafficDistribution: is not a known field',
    ]);
  });

  test('is an error in the oldest when it is a kind', () => {
    const policy = { apiVersion: 'admissionregistration.k8s.io/v1', kind: 'ValidatingAdmissionPolicy', metadata: { name: 'guard' } };

    expect(schemaErrors(policy)).toEqual([
      'Kubernetes 1.27: ValidatingAdmissionPolicy guard: no schema for admissionregistration.k8s.io/v1 ValidatingAdmissionPolicy',
    ]);
  });
});

describe('a value that its schema forbids', () => {
  test.each([
    ['a port that is text', 'Service', '/spec/ports/0/port', 'abc', '/spec/ports/0/port: must be of type integer, but is "abc"'],
    ['a fraction of a replica', 'Deployment', '/spec/replicas', 1.5, '/spec/replicas: must be of type integer, but is 1.5'],
    ['a number among labels', 'NetworkPolicy', '/metadata/labels/tier', 1, '/metadata/labels/tier: must be of type string, but is 1'],
    ['a list for an object', 'NetworkPolicy', '/spec/podSelector', [], '/spec/podSelector: must be of type object, but is []'],
    ['an object for a list', 'Ingress', '/spec/rules', {}, '/spec/rules: must be of type array, but is {}'],
    ['a Deployment without a selector', 'Deployment', '/spec/selector', undefined, '/spec/selector: is missing'],
    ['a rule without a path type', 'Ingress', '/spec/rules/0/http/paths/0/pathType', undefined, '/spec/rules/0/http/paths/0/pathType: is missing'],
    ['an unknown protocol', 'Service', '/spec/ports/0/protocol', 'HTTP',
      '/spec/ports/0/protocol: must be one of ["SCTP","TCP","UDP"], but is "HTTP"'],
    ['a secret in clear', 'Secret', '/data/users', 'alice!', '/data/users: must be in the format "byte", but is "alice!"'],
    ['a port beyond 32 bits', 'Service', '/spec/ports/0/port', 2 ** 31, '/spec/ports/0/port: must be in the format "int32", but is 2147483648'],
  ])('is reported by both versions of Kubernetes: %s', (_, kind, pointer, value, finding) => {
    expect(withoutPrefix(schemaErrors(changed(kind, pointer, value)))).toEqual([finding, finding]);
  });

  test.each([
    ['a limit of no rate', 'Middleware', '/spec/rateLimit/average', 'ten', '/spec/rateLimit/average: must be of type integer, but is "ten"'],
    ['a route without a match', 'IngressRoute', '/spec/routes/0/match', undefined, '/spec/routes/0/match: is missing'],
    ['an unknown client authentication', 'TLSOption', '/spec/clientAuth/clientAuthType', 'Maybe',
      '/spec/clientAuth/clientAuthType: must be one of ["NoClientCert","RequestClientCert","RequireAnyClientCert","VerifyClientCertIfGiven","RequireAndVerifyClientCert"], but is "Maybe"'],
    ['a certificate nobody issues', 'Certificate', '/spec/issuerRef', undefined, '/spec/issuerRef: is missing'],
    ['an unknown key algorithm', 'Certificate', '/spec/privateKey/algorithm', 'DSA',
      '/spec/privateKey/algorithm: must be one of ["RSA","ECDSA","Ed25519"], but is "DSA"'],
    ['a port that TCP lacks', 'HTTPRoute', '/spec/rules/0/backendRefs/0/port', 70000,
      '/spec/rules/0/backendRefs/0/port: must satisfy maximum {"comparison":"<=","limit":65535}, but is 70000'],
  ])('is reported for a custom resource: %s', (_, kind, pointer, value, finding) => {
    expect(withoutPrefix(schemaErrors(changed(kind, pointer, value)))).toEqual([finding]);
  });

  test.each([
    ['a boolean port', 'NetworkPolicy', '/spec/ingress/0/ports/0/port', true],
    ['a quantity with a space', 'Deployment', '/spec/template/spec/containers/0/resources/limits/memory', '64 MB'],
  ])('is reported where a value may have two types: %s', (_, kind, pointer, value) => {
    expect(paths(schemaErrors(changed(kind, pointer, value)))).toEqual([pointer]);
  });
});

describe('an object that no schema describes', () => {
  test.each([
    ['an unknown kind', 'apps/v1', 'Deploymint'],
    ['an unknown group', 'apps.example.com/v1', 'Deployment'],
    ['a version that Kubernetes has removed', 'extensions/v1beta1', 'Ingress'],
    ['a part of an object', 'v1', 'PodSpec'],
    ['a path out of the schemas', '../kubernetes-models/v1', 'Pod'],
  ])('is reported by both versions of Kubernetes: %s', (_, apiVersion, kind) => {
    expect(schemaErrors({ apiVersion, kind, metadata: { name: 'web' } })).toEqual([
      `Kubernetes 1.27: ${kind} web: no schema for ${apiVersion} ${kind}`,
      `Kubernetes 1.36: ${kind} web: no schema for ${apiVersion} ${kind}`,
    ]);
  });

  test('is reported by the product that owns its group', () => {
    expect(schemaErrors({ apiVersion: 'traefik.io/v1', kind: 'Middleware' })).toEqual([
      'Traefik: Middleware (unnamed): no schema for traefik.io/v1 Middleware',
    ]);
  });

  test.each([[undefined], [null], ['Pod'], [{ kind: 'Pod' }], [{ apiVersion: 'v1', kind: 7 }]])('is reported when it is no object at all: %j', value => {
    expect(schemaErrors(value)).toEqual([`no Kubernetes object: ${JSON.stringify(value)}`]);
  });
});

describe('expectValidSchemas', () => {
  test('passes when every object is valid', () => {
    expect(() => expectValidSchemas(Object.values(EXAMPLES))).not.toThrow();
  });

  test('fails with the findings on all objects', () => {
    const check = () => expectValidSchemas([
      changed('Service', '/spec/ports/0/port', 'abc'), EXAMPLES.Secret, changed('Ingress', '/spec/rulez', []),
    ]);

    expect(check).toThrow('Service shop/web: /spec/ports/0/port: must be of type integer');
    expect(check).toThrow('Ingress shop/shop: /spec/rulez: is not a known field');
  });
});

/** A copy of an example with one value replaced; `undefined` takes it away. */
function changed(kind: string, pointer: string, value: unknown): unknown {
  const copy = structuredClone(EXAMPLES[kind]) as Record<string, unknown>;
  const names = pointer.split('/').slice(1);
  const last = names.pop()!;
  const parent = names.reduce((node, name) => node[name] as Record<string, unknown>, copy);
  parent[last] = value;
  return copy;
}

/** Pointers to the objects in `value` to which nobody may add a number. */
function closedObjects(value: unknown, pointer = ''): string[] {
  if (typeof value !== 'object' || value === null) return [];
  const nested = Object.entries(value)
    .filter(([name]) => !FREE_MAPS.includes(name))
    .flatMap(([name, field]) => closedObjects(field, `${pointer}/${name}`));
  return Array.isArray(value) ? nested : [pointer, ...nested];
}

const withoutPrefix = (errors: string[]) => errors.map(error => error.split(': ').slice(2).join(': '));
const paths = (errors: string[]) => [...new Set(withoutPrefix(errors).map(error => error.split(': ')[0]))];
