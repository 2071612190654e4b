import { Backends, routedPort } from './backends';
import { PortSpace } from './port-space';
import { Backend, Cluster, Diagnostic, Named, Route, Service, ServicePort } from '../model';

type Path = Backend['path'];

/** Tells which ways in lead nowhere: to a Service, a port or pods that the input does not have. */
export function deadEnds(cluster: Cluster): Diagnostic[] {
  const backends = new Backends(cluster, new PortSpace([]));
  const problems = new Map<string, Diagnostic>();
  const tell = ({ source }: Named, path: Path, [severity, code, message]: Problem) => {
    const problem = { severity, code, file: source.file, ...source.position(path), message };
    problems.set(JSON.stringify(problem), problem);
  };
  for (const route of cluster.routes) {
    for (const backend of route.backends) {
      const problem = problemOfBackend(route, backend, backends);
      if (problem !== undefined) tell(route, backend.path, problem);
    }
  }
  for (const service of cluster.services.filter(each => each.type === 'NodePort' || each.type === 'LoadBalancer')) {
    for (const port of service.ports) {
      const problem = problemOfPort(service, port, backends);
      if (problem !== undefined) tell(service, ['spec'], problem);
    }
  }
  return [...problems.values()];
}

type Problem = readonly [Diagnostic['severity'], string, string];

function problemOfBackend(route: Route, { namespace, service: name, port }: Backend, backends: Backends): Problem | undefined {
  const service = backends.service(namespace, name);
  if (service === undefined) return ['warning', 'SVC006', `Service ${namespace}/${name} is not in the input; what is behind it is left out`];
  if (service.type === 'ExternalName') return ['warning', 'SVC007', `Service ${namespace}/${name} stands for a name elsewhere; what is behind it is left out`];
  const servicePort = routedPort(route, service, port);
  if (servicePort === undefined) return ['error', 'SVC008', `Service ${namespace}/${name} has no port ${port} for ${route.kind} ${route.namespace}/${route.name}; nothing is sent there`];
  return problemOfPort(service, servicePort, backends);
}

function problemOfPort(service: Service, port: ServicePort, backends: Backends): Problem | undefined {
  const called = `Service ${service.namespace}/${service.name}`;
  const endpoints = backends.endpointsOf(service);
  if (backends.podsOf(service).length === 0 && endpoints.every(({ addresses }) => addresses.length === 0)) {
    return ['warning', 'SVC009', `${called} has no pods in the input, nor addresses; what is behind it is left out`];
  }
  if (backends.targetsOf(service, port).length > 0) return undefined;
  return ['error', 'SVC010', `nothing behind ${called} has the port that its port ${port.name ?? port.port} leads to; nothing is sent there`];
}
