import { explain, Explanation, Network } from '../../../src/analysis';
import { dedent, environmentOf, networkFrom, readFrom, Told } from '../../dsl';

export const workload = (name: string, { kind = 'Deployment', namespace = 'shop', labels = `{ app: ${name} }`, spec = '{ containers: [] }' } = {}): string => `
  apiVersion: apps/v1
  kind: ${kind}
  metadata: { name: ${name}, namespace: ${namespace} }
  spec: { replicas: 1, template: { metadata: { labels: ${labels} }, spec: ${spec} } }`;

export const policy = (name: string, spec: string): string => `
  apiVersion: networking.k8s.io/v1
  kind: NetworkPolicy
  metadata: { name: ${name}, namespace: shop }
  spec: ${spec}`;

export const admin = (name: string, rules: string, { tier = 'Admin', priority = 1 } = {}): string => `
  apiVersion: policy.networking.k8s.io/v1alpha2
  kind: ClusterNetworkPolicy
  metadata: { name: ${name} }
  spec: { tier: ${tier}, priority: ${priority}, subject: { namespaces: {} }, ${rules} }`;

export const PODS = [workload('web'), workload('db', { spec: '{ containers: [{ ports: [{ name: pg, containerPort: 5432 }] }] }' })];
export const DB = 'podSelector: { matchLabels: { app: db } }';
export const fromApp = (app: string, ports = '[{ port: 5432 }]') => `{ from: [{ podSelector: { matchLabels: { app: ${app} } } }], ports: ${ports} }`;
export const ANYBODY = '[{ namespaces: {} }]';

export const all = (documents: readonly string[], question: Parameters<typeof explain>[1], told: Told = {}): Explanation[] =>
  explain(networkFrom(documents.map(dedent).join('\n---\n'), told), question);

/** The one explanation of how the web reaches the database. */
export function toDb(policies: readonly string[], told: Told = {}, port = 'tcp/5432'): Explanation {
  const explanations = all([...PODS, ...policies], { source: 'shop/web', destination: 'shop/db', port }, told);
  expect(explanations).toHaveLength(1);
  return explanations[0];
}

/** Of faulty manifests, such as policies of one priority. */
export function toDbOf(policies: readonly string[]): Explanation {
  const { cluster } = readFrom([...PODS, ...policies].map(dedent).join('\n---\n'));
  return explain(new Network(cluster, environmentOf({})), { source: 'shop/web', destination: 'shop/db', port: '5432' })[0];
}
