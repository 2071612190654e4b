import { Allowed } from './allowed';
import { Target } from './backends';
import { EntryPoint } from './entry-point';
import { Passages } from './passages';
import { NO_PORTS, PortSet } from './port-space';
import { Universe } from './universe';
import { WayIn } from './way-in';
import { groupBy, intersectRanges, IpRange, mergeRanges } from '../values';

/** Clients of a way in that fare alike. */
export interface Admission extends Pick<EntryPoint, 'verdict' | 'depends'> {
  readonly clients: readonly IpRange[];
  readonly ports: PortSet;
}

/** Where nobody gets in, everybody is denied; where somebody does, the others are left out, as everywhere. */
export function admissionsOf({ clients, passedOnBy }: WayIn, target: Target, passages: Passages, universe: Universe): Admission[] {
  const parts = passages.to(target, passedOnBy).flatMap(passage => {
    const some = intersectRanges(clients, passage.clients);
    return verdictsOf(passage.allowed, universe).map(verdict => ({ ...verdict, clients: some }));
  }).filter(part => part.ports !== NO_PORTS && part.clients.length > 0);
  if (parts.length === 0) return [{ verdict: 'denied', depends: [], clients, ports: target.ports }];
  const alike = groupBy(parts, ({ verdict, depends, ports }) => `${verdict} ${depends.join()} ${ports}`);
  return [...alike.values()].map(group => ({ ...group[0], clients: mergeRanges(group.flatMap(part => part.clients)) }));
}

/** The ports of each verdict; those that hang on the same questions are together. */
function verdictsOf({ certainly, perhaps }: Allowed, { ports, answers: { conditions } }: Universe): Omit<Admission, 'clients'>[] {
  const open = groupBy(perhaps, ({ when }) => conditions.questionsOf(when).join());
  return [
    { verdict: 'allowed', depends: [], ports: certainly },
    ...[...open.values()].map(group => ({
      verdict: 'depends' as const,
      depends: conditions.questionsOf(group[0].when),
      ports: group.reduce((all, each) => ports.union(all, each.ports), NO_PORTS),
    })),
  ];
}
