import { PortRange } from '../../analysis';

/** Such as `tcp 80, 8000-8099; udp 53`. */
export function portsText(ports: readonly PortRange[] | 'all'): string {
  if (ports === 'all') return 'all ports';
  const byProtocol = new Map<string, string[]>();
  for (const range of ports) byProtocol.set(range.protocol, [...byProtocol.get(range.protocol) ?? [], rangeText(range)]);
  return [...byProtocol].map(([protocol, ranges]) => `${protocol.toLowerCase()} ${ranges.join(', ')}`).join('; ');
}

/** Such as `8080` or `8000-8099`. */
export const rangeText = ({ first, last }: PortRange): string => first === last ? `${first}` : `${first}-${last}`;
