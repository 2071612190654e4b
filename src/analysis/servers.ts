import { isAt } from './is-at';
import { Network } from './network';
import { serves, workloadsOf } from './peer';
import { Route } from '../model';
import { ControllerFacts, groupBy } from '../values';

/** Labels that tell which Gateway pods serve: that of the Gateway API itself, for pods next to it, and those of Envoy Gateway. */
const GATEWAY_NAME = 'gateway.networking.k8s.io/gateway-name';
const ENVOY_GATEWAY_NAME = 'gateway.envoyproxy.io/owning-gateway-name';
const ENVOY_GATEWAY_NAMESPACE = 'gateway.envoyproxy.io/owning-gateway-namespace';

/** Finds the pods that serve a route. */
export class Servers {
  private readonly classesByGateway: ReadonlyMap<string, readonly { readonly podClass: number }[]>;
  private readonly classesByController = new Map<ControllerFacts, readonly number[]>();

  constructor(private readonly network: Network) {
    const serving = network.universe.classes.flatMap(({ index, members }) => members.flatMap(workloadsOf).flatMap(({ namespace, labels }) => {
      const gateways = [[namespace, labels[GATEWAY_NAME]], [labels[ENVOY_GATEWAY_NAMESPACE], labels[ENVOY_GATEWAY_NAME]]];
      return gateways.filter(([, name]) => name !== undefined).map(([home, name]) => ({ podClass: index, gateway: `${home}/${name}` }));
    }));
    this.classesByGateway = groupBy(serving, ({ gateway }) => gateway);
  }

  /** Numbers of the classes of the pods that may serve a route; none when nobody knows which pods do. */
  public of(route: Route): readonly number[] {
    const own = route.gateway && this.classesByGateway.get(`${route.gateway.namespace}/${route.gateway.name}`);
    const classes = own?.map(({ podClass }) => podClass) ?? this.controllersOf(route).flatMap(controller => this.classesOf(controller));
    return [...new Set(classes)];
  }

  /** Whether a controller of this name, and no other, may serve a route. */
  public isServedBy(route: Route, target: string): boolean {
    const controllers = this.controllersOf(route);
    return controllers.length > 0 && controllers.every(controller => controller.target === target);
  }

  private controllersOf(route: Route): ControllerFacts[] {
    return this.network.environment.controllers.filter(controller => serves(controller, route));
  }

  private classesOf(controller: ControllerFacts): readonly number[] {
    let classes = this.classesByController.get(controller);
    if (classes === undefined) {
      classes = this.network.universe.classes
        .filter(({ members }) => members.some(member => workloadsOf(member).some(workload => isAt(workload, controller.pods))))
        .map(({ index }) => index);
      this.classesByController.set(controller, classes);
    }
    return classes;
  }
}
