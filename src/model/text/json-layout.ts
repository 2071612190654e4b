import { Children, Layout, Place } from './offsets';

/** Where the values of a JSON text stand that is known to be faultless. Scans no more of it than is asked for: it may be long. */
export function jsonLayout(text: string): Layout {
  const root = skipSpace(text, 0);
  return { root: { at: root, offset: root }, childrenOf: at => childrenOf(text, at) };
}

function childrenOf(text: string, open: number): Children {
  const children = new Map<string | number, Place>();
  const isMap = text[open] === '{';
  if (!isMap && text[open] !== '[') return children;
  let offset = skipSpace(text, open + 1);
  for (let index = 0; offset < text.length && !isClosing(text[offset]); index++) {
    const colon = isMap ? skipSpace(text, endOfString(text, offset)) : offset;
    const at = isMap ? skipSpace(text, colon + 1) : offset;
    children.set(isMap ? JSON.parse(text.slice(offset, colon)) : index, { at, offset });
    const end = skipSpace(text, endOfValue(text, at));
    offset = text[end] === ',' ? skipSpace(text, end + 1) : end;
  }
  return children;
}

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
