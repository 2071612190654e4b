/** The bytes of a text. They can be asked for again, so that nobody has to keep them for the sake of a position. */
export interface Bytes {
  /** Those from `start` on and before `end`; fewer where there are no more. */
  slice(start: number, end: number): Buffer;
}

/** Bytes that are kept: those of a string, or of an input that can be read only once. */
export function bytesOf(text: string | Buffer): Bytes {
  const all = typeof text === 'string' ? Buffer.from(text) : text;
  return { slice: (start, end) => all.subarray(start, end) };
}

const LONGEST_UTF_16 = 256 * 2 ** 20;

/** The same text as UTF-8. PowerShell writes UTF-16 when one redirects into a file. */
export function asUtf8(bytes: Bytes): Bytes {
  const encoding = encodingOf(bytes.slice(0, 2));
  if (encoding === undefined) return bytes;
  const all = bytes.slice(0, LONGEST_UTF_16 + 1);
  return all.length > LONGEST_UTF_16 ? bytes : bytesOf(new TextDecoder(encoding).decode(all));
}

function encodingOf([first, second]: Buffer): string | undefined {
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  return first === 0xfe && second === 0xff ? 'utf-16be' : undefined;
}
