import { Path } from './cursor';
import { Diagnostic } from './diagnostic';
import { Manifest } from './manifest';
import { Position, Source } from './source';
import { parseYaml, YamlOffsets } from './yaml';

export interface ReadManifests {
  readonly manifests: readonly Manifest[];
  readonly diagnostics: readonly Diagnostic[];
}

/** Reads the objects of a YAML or JSON text. A broken document becomes a diagnostic; the others are read all the same. */
export function readManifests(file: string, text: string): ReadManifests {
  return joined(splitDocuments(text).map(part => readDocument(file, part)));
}

/** Wraps objects that were never text, such as those of a synthesis. */
export function manifestsOf(file: string, objects: readonly unknown[]): Manifest[] {
  const source: Source = { file, position: () => ({ line: 1, column: 1 }) };
  return objects.flatMap(value => expandLists(value, source).manifests);
}

interface DocumentText {
  readonly text: string;
  /** Lines of the file before the text. */
  readonly linesBefore: number;
}

/** A line that begins with `---` separates documents wherever it stands, so that one broken document cannot swallow the next. */
function splitDocuments(text: string): DocumentText[] {
  const parts: DocumentText[] = [];
  let linesBefore = 0;
  for (const part of text.split(/^(?=---(?:\s|$))/m)) {
    if (/[^\s-]/.test(part)) parts.push({ text: part, linesBefore });
    linesBefore += part.split('\n').length - 1;
  }
  return parts;
}

function readDocument(file: string, part: DocumentText): ReadManifests {
  const problem = (code: string, message: string, { line, column }: Position): ReadManifests =>
    ({ manifests: [], diagnostics: [{ severity: 'error', code, file, line: line + part.linesBefore, column, message }] });

  const parsed = parseJson(part.text) ?? parseYaml(part.text);
  if ('problem' in parsed) return problem('PAR001', parsed.problem.message, parsed.problem);
  const values = parsed.values.filter(value => value !== null && value !== undefined);
  if (values.some(value => typeof value !== 'object')) {
    return problem('PAR002', 'this document is not a Kubernetes object', { line: 1, column: 1 });
  }
  return joined(values.map(value => expandLists(value, sourceOf(file, part))));
}

/** JSON is YAML too, but an order of magnitude faster to read as what it is. */
function parseJson(text: string): { readonly values: readonly unknown[] } | undefined {
  if (!/^\s*[{[]/.test(text)) return undefined;
  try {
    return { values: [JSON.parse(text)] };
  } catch {
    return undefined;
  }
}

/** How many lists may stand in each other; more is no list of anybody's objects, but an attempt to make it grow. */
const DEEPEST_LIST = 3;

/** `kind: List` and typed lists, as `kubectl get` prints them, stand for their items; so does a plain list of objects. */
function expandLists(value: unknown, source: Source, depth = 0): ReadManifests {
  const object = (typeof value === 'object' && value !== null ? value : {}) as Record<string, unknown>;
  const items = itemsOf(object);
  if (items === undefined) return { manifests: [{ value: object, source }], diagnostics: [] };
  if (depth === DEEPEST_LIST) {
    const message = `lists are read up to ${DEEPEST_LIST} within each other; this one is passed over`;
    return { manifests: [], diagnostics: [{ severity: 'error', code: 'PAR006', file: source.file, ...source.position([]), message }] };
  }
  return joined(items.map(([path, item]) => expandLists(item, within(source, path), depth + 1)));
}

function itemsOf(object: Readonly<Record<string, unknown>>): [Path, unknown][] | undefined {
  if (Array.isArray(object)) return object.map((item, index) => [[index], item]);
  const { kind, items } = object;
  if (!Array.isArray(items) || typeof kind !== 'string' || !kind.endsWith('List')) return undefined;
  // The items of a typed list carry no kind of their own.
  const itemKind = kind.slice(0, -'List'.length);
  return items.map((item, index) => [
    ['items', index], itemKind ? { apiVersion: object.apiVersion, kind: itemKind, ...item } : item,
  ]);
}

const joined = (parts: readonly ReadManifests[]): ReadManifests => ({
  manifests: parts.flatMap(({ manifests }) => manifests),
  diagnostics: parts.flatMap(({ diagnostics }) => diagnostics),
});

const within = (source: Source, outer: Path): Source =>
  ({ file: source.file, position: path => source.position([...outer, ...path]) });

/** Parses the text again when somebody asks for a position: only findings and diagnostics do, and those are few. */
function sourceOf(file: string, { text, linesBefore }: DocumentText): Source {
  let offsets: YamlOffsets | undefined;
  return {
    file,
    position: path => {
      offsets ??= new YamlOffsets(text);
      const before = text.slice(0, offsets.of(path)).split('\n');
      return { line: linesBefore + before.length, column: before[before.length - 1].length + 1 };
    },
  };
}
