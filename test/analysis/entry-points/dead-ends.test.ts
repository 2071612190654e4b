import { documents, service, WEB } from './ways';
import { deadEnds } from '../../../src/analysis';
import { clusterFrom } from '../../dsl';

const ingress = (port: string) => `
  apiVersion: networking.k8s.io/v1
  kind: Ingress
  metadata: { name: edge, namespace: shop }
  spec:
    defaultBackend: { service: { name: web, port: ${port} } }
    rules:
    - http: { paths: [{ path: /a, backend: { service: { name: web, port: ${port} } } }] }`;

const problems = (...texts: readonly string[]) => deadEnds(clusterFrom(documents(...texts))).map(({ severity, code, line, message }) => `${line} ${severity} ${code} ${message}`);

describe('a way in that leads nowhere is told of, where it is written:', () => {
  test('a route to a Service that the input does not have', () => {
    expect(problems(ingress('{ number: 80 }'))).toEqual([
      '5 warning SVC006 Service shop/web is not in the input; what is behind it is left out',
      '7 warning SVC006 Service shop/web is not in the input; what is behind it is left out',
    ]);
  });

  test('a route to a port that its Service does not have', () => {
    expect(problems(ingress('{ number: 81 }'), service(''), WEB)[0]).toBe('5 error SVC008 Service shop/web has no port 81 for Ingress shop/edge; nothing is sent there');
    expect(problems(ingress('{ name: web }'), service(''), WEB)[0]).toMatch(/^5 error SVC008 /);
  });

  test('a route to a name elsewhere', () => {
    expect(problems(ingress('{ number: 80 }'), service('type: ExternalName, externalName: example.com'))[0]).toMatch(/^5 warning SVC007 /);
  });

  test('a route or a load balancer to a Service without pods', () => {
    expect(problems(ingress('{ number: 80 }'), service('type: LoadBalancer')).map(problem => problem.slice(0, 21)))
      .toEqual(['5 warning SVC009 Serv', '7 warning SVC009 Serv', '12 warning SVC009 Ser']);
  });

  test('a Service whose pods have no port of the name that it leads to', () => {
    const pod = '{ apiVersion: v1, kind: Pod, metadata: { name: web, namespace: shop, labels: { app: web } } }';
    expect(problems(service('type: NodePort'), pod)).toEqual(['4 error SVC010 nothing behind Service shop/web has the port that its port 80 leads to; nothing is sent there']);
  });
});

test('a way in that leads somewhere is not told of', () => {
  expect(problems(ingress('{ number: 80 }'), service('type: LoadBalancer'), WEB)).toEqual([]);
});
