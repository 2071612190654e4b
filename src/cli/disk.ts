import * as fs from 'node:fs';
import { UsageError } from '../errors';
import { Bytes } from '../model';

/** The bytes of a file, which is read again whenever somebody asks for some of them. */
export class FileBytes implements Bytes {
  constructor(private readonly path: string) {}

  public slice(start: number, end: number): Buffer {
    const file = fs.openSync(this.path, 'r');
    try {
      const bytes = Buffer.alloc(Math.max(0, Math.min(end, fs.fstatSync(file).size) - start));
      return bytes.subarray(0, fill(bytes, free => fs.readSync(file, free, 0, free.length, start + bytes.length - free.length)));
    } finally {
      fs.closeSync(file);
    }
  }
}

const CHUNK = 64 * 1024;
const LONGEST_STREAM = 2 ** 30;
const PATIENCE_MS = 5;

/** All that comes out of standard input, a pipe or a device: it comes only once, and has to be kept. */
export function readStream(file: number, name: string): Buffer {
  const chunks: Buffer[] = [];
  for (let length = 0; length <= LONGEST_STREAM;) {
    const chunk = Buffer.alloc(CHUNK);
    const size = fill(chunk, free => readSome(file, free));
    chunks.push(chunk.subarray(0, size));
    length += size;
    if (size < CHUNK) return Buffer.concat(chunks);
  }
  throw new UsageError(name, `it has more than ${LONGEST_STREAM / 2 ** 20} MB`, 'write it to a file, which is read in parts');
}

/** Reads until the bytes are full or there are no more, and returns how many there are. */
function fill(bytes: Buffer, read: (free: Buffer) => number): number {
  let filled = 0;
  while (filled < bytes.length) {
    const size = read(bytes.subarray(filled));
    if (size === 0) break;
    filled += size;
  }
  return filled;
}

function readSome(file: number, free: Buffer): number {
  for (;;) {
    try {
      return fs.readSync(file, free);
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code === 'EOF') return 0;
      if (code !== 'EAGAIN') throw error;
      // Whoever writes the other end needs more time.
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, PATIENCE_MS);
    }
  }
}
