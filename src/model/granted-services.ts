import { Cluster } from './cluster';
import { GatewayRoute } from './gateway';
import { Backend } from './route';

/** Which Services of other namespaces routes may refer to. */
export class GrantedServices {
  /** What is granted, and every Service there is: of one that is not in the input, nobody knows what else is in its namespace. */
  private readonly granted = new Set<string>();
  private readonly known: ReadonlySet<string>;

  constructor({ services, referenceGrants }: Pick<Cluster, 'services' | 'referenceGrants'>) {
    this.known = new Set(services.map(({ namespace, name }) => `${namespace}/${name}`));
    for (const { namespace, from, services: names } of referenceGrants) {
      for (const each of from) for (const name of names) this.granted.add(key(each, namespace, name));
    }
  }

  public to(route: GatewayRoute, { namespace, service }: Backend): boolean {
    return route.namespace === namespace || !this.known.has(`${namespace}/${service}`)
      || this.granted.has(key(route, namespace, undefined)) || this.granted.has(key(route, namespace, service));
  }
}

const key = ({ kind, namespace }: { readonly kind: string; readonly namespace: string }, target: string, service: string | undefined): string =>
  `${kind} ${namespace} ${target}/${service ?? '*'}`;
