import { PolicyPort } from './network-policy';
import { Ports } from '../values';

/**
 * Writes ports the shortest way: sorted, with repeated ports and touching and overlapping ranges merged.
 *
 * Single ports never become a range: not every CNI knows those.
 */
export function policyPorts(ports: readonly Ports[]): PolicyPort[] {
  const numbered = ports.filter(({ name }) => name === '').sort(byProtocolThenNumber);
  const names = [...new Set(ports.filter(({ name }) => name !== '').map(({ protocol, name }) => `${protocol} ${name}`))].sort();
  return [
    ...merged(numbered).map(numberedPort),
    ...names.map(text => text.split(' ')).map(([protocol, port]) => ({ protocol, port })),
  ];
}

interface Range {
  readonly protocol: string;
  readonly first: number;
  readonly last: number;
}

function merged(sorted: readonly Range[]): Range[] {
  const ranges: Range[] = [];
  for (const { protocol, first, last } of sorted) {
    const previous = ranges.at(-1);
    if (previous?.protocol === protocol && first <= previous.last + (isRange(previous) && isRange({ protocol, first, last }) ? 1 : 0)) {
      ranges[ranges.length - 1] = { ...previous, last: Math.max(previous.last, last) };
    } else {
      ranges.push({ protocol, first, last });
    }
  }
  return ranges;
}

const isRange = ({ first, last }: Range): boolean => first < last;

// "Every port" is a protocol alone: 0 is no port, and 1-65535 would need a CNI that knows endPort.
const numberedPort = ({ protocol, first, last }: Range): PolicyPort => ({
  protocol,
  ...!(first === 1 && last === 65535) && { port: first },
  ...!(first === 1 && last === 65535) && last > first && { endPort: last },
});

const byProtocolThenNumber = (a: Ports, b: Ports): number =>
  compare(a.protocol, b.protocol) || a.first - b.first || a.last - b.last;

const compare = (a: string, b: string): number => a < b ? -1 : Number(a > b);
