import { RuleContext } from './context';
import { PEER_FIELDS } from './entity';
import { isStated } from './selectors';
import { Cursor } from '../cursor';
import { NAMESPACE_NAME_LABEL } from '../namespace-name-label';
import { PodsPeer, PolicyPort, PolicyRule } from '../policy';
import { Service } from '../service';

/** Whom a rule reaches through a Service: the pods behind it, on the ports that it leads to when they are the destination. */
export function readServices(entity: Cursor, ports: readonly PolicyPort[] | undefined, context: RuleContext): Pick<PolicyRule, 'peers' | 'ports'> {
  const { direction, doubts, services } = context;
  const named = entity.field('services');
  const excluded = [...PEER_FIELDS, ...direction === 'egress' ? ['ports', 'notPorts'] : []].filter(field => field !== 'services');
  if (excluded.some(field => isStated(entity.field(field)))) {
    doubts.error(named, 'POL304', 'services stand alone, but here are other peers or ports too, of which not all are read');
  }
  const [name, namespace] = readName(named, context);
  const service = services.get(`${namespace}/${name}`);
  if (service?.selects === undefined) {
    const problem = service === undefined ? 'is not in the input' : 'selects no pods';
    doubts.warn(named, 'POL315', `the Service "${namespace}/${name}" ${problem}, so that its endpoints are unknown`);
    return { ports };
  }
  const peers = [podsOf(service, service.selects, context)];
  if (direction === 'ingress') return { peers, ports };
  const protocols = ports?.map(({ protocol }) => protocol);
  return { peers, ports: portsOf(service).filter(({ protocol }) => protocols?.includes(protocol) ?? true) };
}

function readName(named: Cursor, { namespace }: RuleContext): (string | undefined)[] {
  if (named.isMap()) named.knows('name', 'namespace');
  return [named.field('name').text(), named.field('namespace').text() || namespace];
}

const podsOf = (service: Service, pods: PodsPeer['pods'], { namespace }: RuleContext): PodsPeer => ({
  kind: 'pods',
  namespaces: service.namespace === namespace ? undefined : [{ key: NAMESPACE_NAME_LABEL, operator: 'In', values: [service.namespace] }],
  pods,
});

const portsOf = ({ ports }: Service): PolicyPort[] => ports.map(({ protocol, targetPort }): PolicyPort =>
  typeof targetPort === 'string' ? { kind: 'name', protocol, name: targetPort } : { kind: 'numbers', protocol, first: targetPort, last: targetPort });
