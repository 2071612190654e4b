import { DeniedBlock } from './denial';
import { groupBy, Protocol } from '../values';

/** Addresses that are denied on the same ports. */
export interface BlocksByPorts {
  readonly cidrs: readonly string[];
  /** The denied ports of TCP and of UDP; SCTP then is denied as a whole. `undefined` is every port of every protocol. */
  readonly ranges?: readonly Range[];
}

export interface Range {
  readonly first: number;
  readonly last: number;
}

/** The protocols that have ports to leave open. */
export const PORTED = [Protocol.TCP, Protocol.UDP] as const;

/** Puts together what one rule can say, in an order that does not hang on that of the blocks. */
export function blocksByPorts(blocks: readonly DeniedBlock[]): BlocksByPorts[] {
  const sorted = [...blocks].sort((a, b) => `${a.cidr}` < `${b.cidr}` ? -1 : 1);
  return [...groupBy(sorted, ({ openPorts }) => JSON.stringify([...openPorts].sort((a, b) => a - b)))].map(([ports, same]) => {
    const openPorts = JSON.parse(ports) as number[];
    return { cidrs: [...new Set(same.map(({ cidr }) => `${cidr}`))], ...openPorts.length > 0 && { ranges: allBut(openPorts) } };
  });
}

const allBut = (sorted: readonly number[]): Range[] => [...sorted, 65536]
  .map((port, index) => ({ first: index === 0 ? 1 : sorted[index - 1] + 1, last: port - 1 }))
  .filter(({ first, last }) => first <= last);
