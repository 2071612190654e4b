import { IngressIntent, RouteIntent } from '../../src/ingress';

/** A route to the tier `web`. */
export const route = (host: string, path = '/', exact = false): RouteIntent => ({ host, path, exact, service: 'web', port: 8080 });

/** The least an ingress can want, with `more` on top. */
export const intentOf = (more: Partial<IngressIntent> = {}): IngressIntent => ({
  name: 'edge',
  namespace: 'shop',
  routes: [route('shop.example.com')],
  tls: { secretName: 'edge-tls' },
  ...more,
});
