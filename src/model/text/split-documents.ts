import { Bytes } from './bytes';

/** Where a document stands in its text. */
export interface DocumentRange {
  /** The first byte of it, and the first behind it. */
  readonly start: number;
  readonly end: number;
  /** Lines of the text before it. */
  readonly linesBefore: number;
}

const CHUNK = 256 * 1024;
/** As far as one has to look behind a line break to see whether a separator follows. */
const AHEAD = 5;

const [TAB, LF, CR, SPACE, DASH] = [0x09, 0x0a, 0x0d, 0x20, 0x2d];

/**
 * Finds the documents of a text, in chunks: it may be larger than the memory.
 *
 * A line that begins with `---` separates documents wherever it stands, so that one broken document cannot swallow the next.
 */
export function* splitDocuments(bytes: Bytes): Generator<DocumentRange> {
  let document = { start: byteOrderMark(bytes), linesBefore: 0 };
  let lines = 0;
  let at = document.start;
  for (;;) {
    const chunk = bytes.slice(at, at + CHUNK + AHEAD);
    const size = Math.min(CHUNK, chunk.length);
    for (let index = 0; index < size; index++) {
      if (!isLineBreak(chunk, index)) continue;
      lines++;
      if (!isSeparator(chunk, index + 1)) continue;
      const start = at + index + 1;
      yield { ...document, end: start };
      document = { start, linesBefore: lines };
    }
    at += size;
    if (chunk.length <= CHUNK) break;
  }
  if (at > document.start) yield { ...document, end: at };
}

const byteOrderMark = (bytes: Bytes): number => bytes.slice(0, 3).equals(Buffer.from('\uFEFF')) ? 3 : 0;

/** Windows ends a line with two characters, of which the last counts; very old texts have the first alone. */
const isLineBreak = (chunk: Buffer, at: number): boolean => chunk[at] === LF || (chunk[at] === CR && chunk[at + 1] !== LF);

function isSeparator(chunk: Buffer, at: number): boolean {
  if (chunk[at] !== DASH || chunk[at + 1] !== DASH || chunk[at + 2] !== DASH) return false;
  const next = chunk[at + 3];
  return next === undefined || next === LF || next === CR || next === SPACE || next === TAB;
}
