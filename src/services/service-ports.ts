import { PortIntent, ServiceIntent } from './service-intent';
import { checkDistinct, checkedAppProtocol, ServicePort } from './service-port';
import { UsageError } from '../errors';
import { checkedPort, portName, Ports } from '../values';

/** The ports of a Service, each of which leads to one that the pods listen on. */
export function servicePorts(where: string, intent: ServiceIntent, listening: readonly Ports[]): ServicePort[] {
  const wanted = intent.ports ?? listening.map((targetPort): PortIntent => ({ targetPort }));
  if (wanted.length === 0) {
    throw new UsageError(where, 'a Service without ports leads nowhere', 'declare the ports of the tier, or use TierService.none()');
  }
  for (const port of wanted) checkTarget(where, intent, port, listening);
  const ports = wanted.map(port => servicePort(where, port));
  checkDistinct(where, ports);
  return ports;
}

function servicePort(where: string, { targetPort, port = targetPort.first, name, appProtocol, nodePort }: PortIntent): ServicePort {
  return {
    name: portName(where, name ?? `${targetPort.protocol.toLowerCase()}-${port}`),
    protocol: targetPort.protocol,
    ...appProtocol !== undefined && { appProtocol: checkedAppProtocol(where, appProtocol) },
    port: checkedPort(where, port),
    targetPort: targetPort.first,
    ...nodePort !== undefined && { nodePort: checkedPort(where, nodePort) },
  };
}

function checkTarget(where: string, { type }: ServiceIntent, wanted: PortIntent, listening: readonly Ports[]): void {
  const { targetPort, port = targetPort.first, nodePort } = wanted;
  if (!listening.some(each => targetPort.isSingle && each.covers(targetPort))) {
    throw new UsageError(where, `the Service leads to the port "${targetPort}", which its pods do not listen on`,
      `lead it to one of ${listening.join(', ') || 'the ports of the tier, which has none'}`);
  }
  if (type === 'Headless' && port !== targetPort.first) {
    throw new UsageError(where, `a headless Service cannot turn port ${port} into ${targetPort.first}: clients connect to the pods themselves`,
      `publish ${targetPort.first}, or use TierService.clusterIp()`);
  }
  if (nodePort !== undefined && NO_NODE_PORTS.includes(type)) {
    throw new UsageError(where, `a Service of type ${type} opens no port on nodes, so that nodePort ${nodePort} means nothing`,
      'leave nodePort out, or use TierService.nodePort()');
  }
}

const NO_NODE_PORTS: readonly string[] = ['ClusterIP', 'Headless'];
