import { Diagnostic } from './diagnostic';
import { DocumentReader } from './document-reader';
import { TextFile } from './document-source';
import { expandLists, Reading } from './expand-lists';
import { Manifest } from './manifest';
import { asUtf8, Bytes, bytesOf } from './text/bytes';
import { DocumentRange, splitDocuments } from './text/split-documents';

export interface ReadManifests {
  readonly manifests: readonly Manifest[];
  readonly diagnostics: readonly Diagnostic[];
}

/** Reads the objects of a YAML or JSON text. A broken document becomes a diagnostic; the others are read all the same. */
export function readManifests(file: string, text: string | Bytes): ReadManifests {
  const reader = new ManifestReader();
  reader.read(file, typeof text === 'string' ? bytesOf(text) : text);
  return reader.reading;
}

/** Wraps objects that were never text, such as those of a synthesis. */
export function manifestsOf(file: string, objects: readonly unknown[]): Manifest[] {
  const reading: Reading = { manifests: [], diagnostics: [] };
  const source = { file, position: () => ({ line: 1, column: 1 }) };
  for (const object of objects) expandLists(object, source, reading);
  return reading.manifests;
}

/** As much as is parsed at once: one by one is slower, as the parser takes its time to begin, and so is much at a time, for the memory. */
const BATCH = 64 * 1024;

/** Reads texts one after another and keeps their objects, not their texts. */
export class ManifestReader {
  public readonly reading: Reading = { manifests: [], diagnostics: [] };
  private readonly documents = new DocumentReader(this.reading);

  public read(file: string, bytes: Bytes): void {
    const text = new TextFile(file, asUtf8(bytes));
    let batch: DocumentRange[] = [];
    for (const range of splitDocuments(text.bytes)) {
      if (batch.length > 0 && range.end - batch[0].start > BATCH) {
        this.documents.read(text, batch);
        batch = [];
      }
      batch.push(range);
    }
    if (batch.length > 0) this.documents.read(text, batch);
  }
}
