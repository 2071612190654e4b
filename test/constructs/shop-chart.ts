import { Chart, Testing } from 'cdk8s';
import {
  Authentication, ClusterProfile, IngressTls, IsolatedNamespace, Ports, Route, SecureIngress, SecureIngressProps, Tier, TieredApp,
} from '../../src';

/** An object as it is synthesized. */
export interface Manifest {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: {
    readonly name: string;
    readonly namespace?: string;
    readonly labels?: Record<string, string>;
    readonly annotations?: Record<string, string>;
  };
  readonly spec?: unknown;
}

/** A chart `test` with a namespace `shop` and an app `Store` that has no tiers yet. */
export interface Shop {
  readonly chart: Chart;
  readonly namespace: IsolatedNamespace;
  readonly store: TieredApp;
}

export function shopFor(profile?: ClusterProfile): Shop {
  const chart = Testing.chart();
  if (profile !== undefined) ClusterProfile.attach(chart, profile);
  const namespace = new IsolatedNamespace(chart, 'Namespace', { name: 'shop' });
  return { chart, namespace, store: new TieredApp(chart, 'Store', { namespace }) };
}

/** Adds a tier that listens on `ports`. */
export const addTier = (store: TieredApp, name: string, ...ports: Ports[]): Tier =>
  store.addTier(name, { image: `registry.example.com/shop/${name}:1.0`, ports });

/** What a SecureIngress needs to be told, with `more` on top. */
export const publicTo = (tier: Tier, more: Partial<SecureIngressProps> = {}): SecureIngressProps => ({
  namespace: tier.namespace,
  routes: [Route.host('shop.example.com').to(tier)],
  tls: IngressTls.certManager('letsencrypt'),
  authentication: Authentication.none('public shop window'),
  ...more,
});

/** The objects of a shop whose tier `web` is published by an ingress `Edge`, with `more` on top. */
export function published(profile: ClusterProfile, more: (web: Tier) => Partial<SecureIngressProps> = () => ({})): Manifest[] {
  const { chart, store } = shopFor(profile);
  const web = addTier(store, 'web', Ports.tcp(8080));
  new SecureIngress(chart, 'Edge', publicTo(web, more(web)));
  return manifestsOf(chart);
}

export const manifestsOf = (chart: Chart): Manifest[] => Testing.synth(chart) as Manifest[];

/** The one object of that kind and name. */
export function manifest(source: Chart | readonly Manifest[], kind: string, name: string): Manifest {
  const manifests = source instanceof Chart ? manifestsOf(source) : source;
  const found = manifests.filter(each => each.kind === kind && each.metadata.name === name);
  expect(found).toHaveLength(1);
  return found[0];
}

/** Such as `Service/web`, for every object. */
export const namesOf = (source: Chart | readonly Manifest[]): string[] =>
  (source instanceof Chart ? manifestsOf(source) : source).map(({ kind, metadata }) => `${kind}/${metadata.name}`);
