import { rangeText } from './ports-text';
import { PortRange } from '../../analysis';
import { Protocol } from '../../values';

/** `all`, or the ports of each protocol. */
export const portsJson = (ports: readonly PortRange[] | 'all') =>
  ports === 'all' ? ports : Object.fromEntries(Object.values(Protocol).map(protocol =>
    [protocol, ports.filter(range => range.protocol === protocol).map(rangeText)]));
