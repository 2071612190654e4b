import { EntryPoint, entryPoints } from '../../../src/analysis';
import { dedent, networkFrom, Told } from '../../dsl';

export const documents = (...texts: readonly string[]): string => texts.map(dedent).join('\n---\n');

/** The entry points of these manifests. */
export const waysIn = (texts: readonly string[], told?: Told): EntryPoint[] => entryPoints(networkFrom(documents(...texts), told));

/** Such as `node-port 30080 0.0.0.0/0,::/0 → shop/web[Pod] TCP 8080 allowed`. */
export const lines = (texts: readonly string[], told?: Told): string[] => waysIn(texts, told).map(lineOf);

const lineOf = ({ through, port, sources, destination, ports, verdict, depends }: EntryPoint): string =>
  [`${through} ${port ?? '?'}`, sources.join(), '→', destination, ...ports.map(({ protocol, first }) => `${protocol} ${first}`), verdict, ...depends].join(' ');

export const WEB = `
  apiVersion: v1
  kind: Pod
  metadata: { name: web, namespace: shop, labels: { app: web } }
  spec: { containers: [{ ports: [{ name: http, containerPort: 8080 }] }] }`;

export const service = (spec: string, annotations = '{}'): string => `
  apiVersion: v1
  kind: Service
  metadata: { name: web, namespace: shop, annotations: ${annotations} }
  spec: { selector: { app: web }, ports: [{ port: 80, targetPort: http, nodePort: 30080 }], ${spec} }`;

export const ingressPolicy = (rules: string): string => `
  apiVersion: networking.k8s.io/v1
  kind: NetworkPolicy
  metadata: { name: web, namespace: shop }
  spec: { podSelector: {}, ingress: ${rules} }`;

export const EVERYBODY = '0.0.0.0/0,::/0';
