import { PortRange } from './port-space';
import { containsRange, IpRange, mergeRanges, Protocol } from '../values';

/** Certain ports of certain addresses. */
export interface FlowArea {
  readonly ranges: readonly IpRange[];
  readonly ports: readonly PortRange[];
}

/** Every port of every protocol. */
export const EVERY_PORT: readonly PortRange[] = Object.values(Protocol).map(protocol => ({ protocol, first: 1, last: 65535 }));

/** Whether every port of `inner` is in `outer`, whose ranges may overlap. */
export function coversPorts(outer: readonly PortRange[], inner: readonly PortRange[]): boolean {
  const sorted = [...outer].sort((a, b) => a.first - b.first);
  return inner.every(({ protocol, first, last }) => {
    let next = first;
    for (const range of sorted) {
      if (range.protocol === protocol && range.first <= next && next <= range.last) next = range.last + 1;
    }
    return next > last;
  });
}

/** Whether every port of every address of `inner` is in one of the others. */
export const coversArea = (outer: readonly FlowArea[], { ranges, ports }: FlowArea): boolean =>
  ports.flatMap(port => slices(outer, port)).every(slice => {
    const open = mergeRanges(outer.filter(area => coversPorts(area.ports, [slice])).flatMap(area => area.ranges));
    return mergeRanges(ranges).every(range => open.some(each => containsRange(each, range)));
  });

/** Cuts ports wherever one of the areas begins or ends, so that each slice is in it or not. */
function slices(areas: readonly FlowArea[], { protocol, first, last }: PortRange): PortRange[] {
  const cuts = new Set([first, last + 1]);
  for (const range of areas.flatMap(({ ports }) => ports).filter(each => each.protocol === protocol)) {
    for (const cut of [range.first, range.last + 1]) if (cut > first && cut <= last) cuts.add(cut);
  }
  const sorted = [...cuts].sort((a, b) => a - b);
  return sorted.slice(0, -1).map((from, index) => ({ protocol, first: from, last: sorted[index + 1] - 1 }));
}
