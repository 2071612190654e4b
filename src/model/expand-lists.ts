import { Path } from './cursor';
import { Diagnostic } from './diagnostic';
import { Manifest } from './manifest';
import { Source } from './source';

/** Objects that were read, and what to say about the reading; it grows as documents are read. */
export interface Reading {
  readonly manifests: Manifest[];
  readonly diagnostics: Diagnostic[];
}

/** How many lists may stand in each other; more is no list of anybody's objects, but an attempt to make it grow. */
const DEEPEST_LIST = 3;

/** `kind: List` and typed lists, as `kubectl get` prints them, stand for their items; so does a plain list of objects. */
export function expandLists(value: unknown, source: Source, into: Reading, depth = 0): void {
  const object = (typeof value === 'object' && value !== null ? value : {}) as Record<string, unknown>;
  const list = listIn(object);
  if (list === undefined) {
    into.manifests.push({ value: object, source });
  } else if (depth === DEEPEST_LIST) {
    const message = `lists are read up to ${DEEPEST_LIST} within each other; this one is passed over`;
    into.diagnostics.push({ severity: 'error', code: 'PAR006', file: source.file, ...source.position([]), message });
  } else {
    list.items.forEach((item, index) => expandLists(item, within(source, [...list.path, index]), into, depth + 1));
  }
}

function listIn(object: Readonly<Record<string, unknown>>): { readonly path: Path; readonly items: readonly unknown[] } | undefined {
  if (Array.isArray(object)) return { path: [], items: object };
  const { kind, items } = object;
  if (!Array.isArray(items) || typeof kind !== 'string' || !kind.endsWith('List')) return undefined;
  // The items of a typed list carry no kind of their own.
  const itemKind = kind.slice(0, -'List'.length);
  return { path: ['items'], items: itemKind ? items.map(item => ({ apiVersion: object.apiVersion, kind: itemKind, ...item })) : items };
}

const within = (source: Source, outer: Path): Source =>
  ({ file: source.file, position: path => source.position([...outer, ...path]) });
