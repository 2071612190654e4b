import { Question } from '../../values';
import { NO_PORTS, PortSet, PortSpace } from '../port-space';

/** Ports of one verdict: certainly allowed, when they hang on nothing. */
export interface Part {
  readonly ports: PortSet;
  readonly hangsOn: readonly Question[];
}

/** What became of some ports between two ends. One side is absent when it denies them. */
export interface Change {
  readonly before?: Part;
  readonly after?: Part;
}

/**
 * Lists what differs between two lists of parts, of which each has every verdict once at most.
 *
 * Ports that got another verdict are changes of their own; of the others, those of one verdict are one change, so that it shows
 * all ports that this verdict has on either side.
 */
export function changesBetween(space: PortSpace, before: readonly Part[], after: readonly Part[]): Change[] {
  const moved = before.flatMap(mine => after.filter(theirs => !isAlike(mine, theirs)).flatMap(theirs => {
    const ports = space.intersection(mine.ports, theirs.ports);
    return ports === NO_PORTS ? [] : [{ before: { ...mine, ports }, after: { ...theirs, ports } }];
  }));
  const [left, right] = [unmoved(space, before, after), unmoved(space, after, before)];
  const kept = left.map((mine): Change => ({ before: mine, after: right.find(theirs => isAlike(mine, theirs)) }));
  const opened = right.filter(theirs => !left.some(mine => isAlike(mine, theirs))).map((theirs): Change => ({ after: theirs }));
  return [...moved, ...kept.filter(change => change.before?.ports !== change.after?.ports), ...opened];
}

/** Text that is equal for equal changes. */
export const changeKey = ({ before, after }: Change): string =>
  [before, after].map(part => part === undefined ? '' : `${part.ports} ${part.hangsOn.join()}`).join(' > ');

/** Whether any port is more possible than before. */
export const opens = (space: PortSpace, { before, after }: Required<Change>): boolean => gains(space, before, after);

/** Whether any port is less possible than before. */
export const closes = (space: PortSpace, { before, after }: Required<Change>): boolean => gains(space, after, before);

/** What hangs on other questions may have become more possible; what was certain cannot. */
const gains = (space: PortSpace, from: Part, to: Part): boolean =>
  isAlike(from, to) ? space.difference(to.ports, from.ports) !== NO_PORTS : from.hangsOn.length > 0;

/** The ports that have the same verdict on the other side, or are denied there. */
const unmoved = (space: PortSpace, parts: readonly Part[], others: readonly Part[]): Part[] =>
  parts.map(part => ({
    ...part,
    ports: others.filter(other => !isAlike(part, other)).reduce((ports, other) => space.difference(ports, other.ports), part.ports),
  })).filter(({ ports }) => ports !== NO_PORTS);

const isAlike = (one: Part, other: Part): boolean => one.hangsOn.join() === other.hangsOn.join();
