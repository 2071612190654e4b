import { isMap, isSeq, LineCounter, parseAllDocuments, parseDocument } from 'yaml';
import { Path } from './cursor';
import { Diagnostic } from './diagnostic';
import { Manifest } from './manifest';
import { Position, Source } from './source';

export interface ReadManifests {
  readonly manifests: readonly Manifest[];
  readonly diagnostics: readonly Diagnostic[];
}

/** Reads the objects of a YAML or JSON text. A broken document becomes a diagnostic; the others are read all the same. */
export function readManifests(file: string, text: string): ReadManifests {
  const parts = splitDocuments(text).map(part => readDocument(file, part));
  return {
    manifests: parts.flatMap(({ manifests }) => manifests),
    diagnostics: parts.flatMap(({ diagnostics }) => diagnostics),
  };
}

/** Wraps objects that were never text, such as those of a synthesis. */
export const manifestsOf = (file: string, objects: readonly unknown[]): Manifest[] =>
  objects.flatMap(value => expandLists(value, { file, position: () => ({ line: 1, column: 1 }) }, []));

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

// Manifests are YAML 1.1 to kubectl. Aliases are bounded, as an alias bomb is a few lines that grow to gigabytes.
const AS_KUBECTL = { version: '1.1', merge: true } as const;
const LIMITS = { maxAliasCount: 100 } as const;

function readDocument(file: string, part: DocumentText): ReadManifests {
  const lines = new LineCounter();
  const problem = (code: string, message: string, { line, column }: Position): ReadManifests =>
    ({ manifests: [], diagnostics: [{ severity: 'error', code, file, line, column, message }] });

  try {
    const [document] = parseAllDocuments(part.text, { ...AS_KUBECTL, lineCounter: lines });
    if (document === undefined || !('errors' in document)) return { manifests: [], diagnostics: [] };
    const [error] = document.errors;
    if (error !== undefined) {
      const { line, col } = lines.linePos(error.pos[0]);
      return problem('PAR001', error.message.split('\n')[0].replace(/ at line \d+, column \d+:?$/, ''), { line: line + part.linesBefore, column: col });
    }
    const value = document.toJS(LIMITS);
    if (value === null) return { manifests: [], diagnostics: [] };
    if (typeof value !== 'object') return problem('PAR002', 'this document is not a Kubernetes object', { line: part.linesBefore + 1, column: 1 });
    return { manifests: expandLists(value, sourceOf(file, part), []), diagnostics: [] };
  } catch (error) {
    return problem('PAR001', (error as Error).message, { line: part.linesBefore + 1, column: 1 });
  }
}

/** `kind: List` and typed lists, as `kubectl get` prints them, stand for their items; so does a plain list of objects. */
function expandLists(value: unknown, source: Source, path: Path): Manifest[] {
  if (Array.isArray(value)) return value.flatMap((item, index) => expandLists(item, within(source, [...path, index]), []));
  const object = (typeof value === 'object' && value !== null ? value : {}) as Record<string, unknown>;
  const { kind, items } = object;
  if (!Array.isArray(items) || typeof kind !== 'string' || !kind.endsWith('List')) return [{ value: object, source }];
  // The items of a typed list carry no kind of their own.
  const itemKind = kind.slice(0, -'List'.length);
  return items.flatMap((item, index) => expandLists(
    itemKind ? { apiVersion: object.apiVersion, kind: itemKind, ...item } : item, within(source, ['items', index]), []));
}

const within = (source: Source, outer: Path): Source =>
  ({ file: source.file, position: path => source.position([...outer, ...path]) });

/** Parses the text again when somebody asks for a position: only findings and diagnostics do, and those are few. */
function sourceOf(file: string, { text, linesBefore }: DocumentText): Source {
  return {
    file,
    position: path => {
      const lines = new LineCounter();
      const document = parseDocument(text, { ...AS_KUBECTL, lineCounter: lines });
      const offset = offsetOf(document.contents, path) ?? 0;
      const { line, col } = lines.linePos(offset);
      return { line: line + linesBefore, column: col };
    },
  };
}

interface YamlNode {
  readonly range?: readonly number[] | null;
}

/** Where a value begins; for the value of a key, where the key does. Stops at the last step that is written. */
function offsetOf(root: unknown, path: Path): number | undefined {
  let found = (root as YamlNode | null)?.range?.[0];
  let node = root;
  for (const key of path) {
    const { at, value } = step(node, key);
    if (value === undefined) return found;
    found = (at as YamlNode).range?.[0] ?? found;
    node = value;
  }
  return found;
}

function step(node: unknown, key: string | number): { readonly at?: unknown; readonly value?: unknown } {
  const pair = isMap(node) ? node.items.find(item => String(item.key) === key) : undefined;
  if (pair !== undefined) return { at: pair.key, value: pair.value ?? undefined };
  const item = isSeq(node) ? node.items[Number(key)] : undefined;
  return { at: item, value: item };
}
