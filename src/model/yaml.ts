import {
  boolYaml11Tag, CORE_SCHEMA, EVENT_ALIAS, EVENT_DOCUMENT, EVENT_MAPPING, EVENT_POP, EVENT_SCALAR, EVENT_SEQUENCE, Event,
  getScalarValue, loadAll, mergeTag, nullYaml11Tag, parseEvents, ScalarEvent, YAMLException,
} from 'js-yaml';
import { Path } from './cursor';
import { Position } from './source';
import { UsageError } from '../errors';

/** What `kubectl` reads: YAML 1.1, where `on` is a boolean, but without its dates and its numbers to the base of sixty. */
const SCHEMA = CORE_SCHEMA.withTags(boolYaml11Tag, nullYaml11Tag, mergeTag);

// An alias bomb is a few lines that grow to gigabytes, and a deep one a few that fill the stack.
const LIMITS = { maxAliases: 100, maxDepth: 100 };

/** A text that is no YAML, and where it ceases to be. */
export interface YamlProblem extends Position {
  readonly message: string;
}

/** Parses the documents of a text: mostly one, or none if there are only comments. */
export function parseYaml(text: string): { readonly values: readonly unknown[] } | { readonly problem: YamlProblem } {
  try {
    return { values: loadAll(text, { schema: SCHEMA, ...LIMITS }) };
  } catch (error) {
    // kubectl accepts tabs where this parser does not, and public manifests have them.
    if (text.includes('\t')) return parseYaml(text.replaceAll('\t', ' '));
    return { problem: problemOf(error as Error) };
  }
}

function problemOf(error: Error): YamlProblem {
  if (!(error instanceof YAMLException)) throw new UsageError('YAML', error.message, 'report this text, please');
  const { line = 0, column = 0 } = error.mark ?? {};
  return { message: error.reason, line: line + 1, column: column + 1 };
}

/** Finds where values begin in a text, counted in characters; for the value of a key, where the key does. */
export class YamlOffsets {
  // Kept once made: many findings may ask about one long document.
  private readonly events: readonly Event[];

  constructor(private readonly text: string) {
    this.events = eventsOf(text) ?? eventsOf(text.replaceAll('\t', ' ')) ?? [];
  }

  /** The place of a value, or of the nearest one around it that is written. */
  public of(path: Path): number {
    let at = 0;
    let offset = startOf(this.events[0]);
    for (const key of path) {
      const next = childOf(this.text, this.events, at, key);
      if (next === undefined) break;
      ({ at, offset } = next);
    }
    return offset;
  }
}

function eventsOf(text: string): readonly Event[] | undefined {
  try {
    return parseEvents(text, LIMITS).filter(({ type }) => type !== EVENT_DOCUMENT);
  } catch {
    return undefined;
  }
}

/** The event of a child, and where to point at. */
interface Child {
  readonly at: number;
  readonly offset: number;
}

function childOf(text: string, events: readonly Event[], at: number, key: string | number): Child | undefined {
  const type = events[at]?.type;
  if (type === EVENT_SEQUENCE) return itemOf(events, at, key);
  return type === EVENT_MAPPING ? valueOf(text, events, at, key) : undefined;
}

function itemOf(events: readonly Event[], list: number, wanted: string | number): Child | undefined {
  let item = list + 1;
  for (let index = 0; events[item].type !== EVENT_POP; index++) {
    if (index === wanted) return { at: item, offset: startOf(events[item]) };
    item = after(events, item);
  }
  return undefined;
}

function valueOf(text: string, events: readonly Event[], map: number, wanted: string | number): Child | undefined {
  for (let key = map + 1; events[key].type !== EVENT_POP;) {
    const name = events[key];
    const value = after(events, key);
    if (name.type === EVENT_SCALAR && getScalarValue(text, name) === wanted) return { at: value, offset: startOf(name) };
    key = after(events, value);
  }
  return undefined;
}

/** The event behind a node and everything in it. */
function after(events: readonly Event[], at: number): number {
  let depth = 0;
  let next = at;
  do {
    const { type } = events[next++];
    if (type === EVENT_MAPPING || type === EVENT_SEQUENCE) depth++;
    else if (type === EVENT_POP) depth--;
  } while (depth > 0);
  return next;
}

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
