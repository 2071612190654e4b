import { Children, Layout, Place } from './offsets';

/** Where the values of a JSON text stand that is known to be faultless. Scans no more of it than is asked for: it may be long. */
export function jsonLayout(text: string): Layout {
  const rootAt = (start: number): Place => ({ at: start, offset: start });
  return { rootAt: start => rootAt(skipSpace(text, start)), childrenOf: at => childrenOf(text, at) };
}

function childrenOf(text: string, open: number): Children {
  if (text[open] === '{') return valuesIn(text, open);
  return text[open] === '[' ? itemsIn(text, open) : new Map();
}

function valuesIn(text: string, open: number): Children {
  const children = new Map<string, Place>();
  for (let offset = skipSpace(text, open + 1); isInside(text, offset);) {
    const colon = skipSpace(text, endOfString(text, offset));
    const at = skipSpace(text, colon + 1);
    children.set(JSON.parse(text.slice(offset, colon)), { at, offset });
    offset = next(text, at);
  }
  return children;
}

function itemsIn(text: string, open: number): Children {
  const children = new Map<number, Place>();
  for (let at = skipSpace(text, open + 1); isInside(text, at); at = next(text, at)) children.set(children.size, { at, offset: at });
  return children;
}

/** Where the next key or item begins, or else where the map or list ends. */
function next(text: string, at: number): number {
  const end = skipSpace(text, endOfValue(text, at));
  return text[end] === ',' ? skipSpace(text, end + 1) : end;
}

const isInside = (text: string, at: number): boolean => at < text.length && !isClosing(text[at]);

/** The character behind the value that begins at `start`. */
export function endOfValue(text: string, start: number): number {
  let depth = 0;
  let at = start;
  while (at < text.length) {
    const char = text[at];
    if (char === '"') at = endOfString(text, at);
    else if (isOpening(char) || isClosing(char)) at++;
    else at = endOfScalar(text, at);
    if (isOpening(char)) depth++;
    else if (isClosing(char)) depth--;
    if (depth <= 0) break;
  }
  return at;
}

function endOfString(text: string, start: number): number {
  for (let at = start + 1; at < text.length; at++) {
    if (text[at] === '\\') at++;
    else if (text[at] === '"') return at + 1;
  }
  return text.length;
}

/** Of a number or a word, or of what stands between values. */
function endOfScalar(text: string, start: number): number {
  let at = start + 1;
  while (at < text.length && !/["{}[\],\s]/.test(text[at])) at++;
  return at;
}

export function skipSpace(text: string, start: number): number {
  let at = start;
  while (text[at] === ' ' || text[at] === '\n' || text[at] === '\r' || text[at] === '\t') at++;
  return at;
}

const isOpening = (char: string): boolean => char === '{' || char === '[';
const isClosing = (char: string): boolean => char === '}' || char === ']';
