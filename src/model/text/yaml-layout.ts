import {
  EVENT_ALIAS, EVENT_DOCUMENT, EVENT_MAPPING, EVENT_POP, EVENT_SCALAR, EVENT_SEQUENCE, Event, getScalarValue, parseEvents, ScalarEvent,
} from 'js-yaml';
import { Children, Layout, Place } from './offsets';
import { LIMITS, withoutTabs } from './yaml';

/** Where the values of a YAML document stand; nothing but its beginning when it cannot be parsed. */
export function yamlLayout(text: string): Layout {
  const events = eventsOf(text) ?? eventsOf(withoutTabs(text)) ?? [];
  const ends = endsOf(events);
  return { rootAt: () => ({ at: 0, offset: startOf(events[0]) }), childrenOf: at => childrenOf(text, events, ends, at) };
}

function eventsOf(text: string): readonly Event[] | undefined {
  try {
    return parseEvents(text, LIMITS).filter(({ type }) => type !== EVENT_DOCUMENT);
  } catch {
    return undefined;
  }
}

/** For each event, the one behind its value and everything in it. */
function endsOf(events: readonly Event[]): Uint32Array {
  const ends = new Uint32Array(events.length);
  const open: number[] = [];
  events.forEach(({ type }, at) => {
    ends[at] = at + 1;
    if (type === EVENT_MAPPING || type === EVENT_SEQUENCE) open.push(at);
    // The last ones end documents, of which nothing is open any more.
    else if (type === EVENT_POP && open.length > 0) ends[open.pop()!] = at + 1;
  });
  return ends;
}

function childrenOf(text: string, events: readonly Event[], ends: Uint32Array, at: number): Children {
  const children = new Map<string | number, Place>();
  const type = events[at]?.type;
  const isMap = type === EVENT_MAPPING;
  if (!isMap && type !== EVENT_SEQUENCE) return children;
  for (let child = at + 1, index = 0; child < ends[at] - 1; index++) {
    const value = isMap ? ends[child] : child;
    const key = isMap ? nameOf(text, events[child]) : index;
    if (key !== undefined) children.set(key, { at: value, offset: startOf(events[child]) });
    child = ends[value];
  }
  return children;
}

const nameOf = (text: string, event: Event): string | undefined => event.type === EVENT_SCALAR ? getScalarValue(text, event) : undefined;

function startOf(event: Event | undefined): number {
  switch (event?.type) {
    case EVENT_MAPPING:
    case EVENT_SEQUENCE: return event.start;
    case EVENT_SCALAR: return Math.max(0, quoteBefore(event));
    case EVENT_ALIAS: return event.anchorStart - 1;
    default: return 0;
  }
}

const quoteBefore = ({ valueStart, style }: ScalarEvent): number => style === 2 || style === 3 ? valueStart - 1 : valueStart;
