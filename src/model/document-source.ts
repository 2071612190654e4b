import { Path } from './cursor';
import { Position, Source } from './source';
import { Bytes } from './text/bytes';
import { jsonLayout } from './text/json-layout';
import { LineIndex } from './text/line-index';
import { Offsets } from './text/offsets';
import { DocumentRange } from './text/split-documents';
import { yamlLayout } from './text/yaml-layout';

/** A document that was read, and how to find it again. */
export interface ReadRange extends DocumentRange {
  readonly format: 'json' | 'yaml';
}

/** A text of several documents. Looks values up in the one that was last asked about, as findings come document by document. */
export class TextFile {
  private last?: { readonly range: ReadRange; readonly places: Places };

  constructor(public readonly file: string, public readonly bytes: Bytes) {}

  public positionOf(range: ReadRange, path: Path, start: number): Position {
    if (this.last?.range !== range) this.last = { range, places: placesIn(this.bytes, range) };
    const { lines, offsets } = this.last.places;
    const { line, column } = lines.positionOf(offsets.of(path, start));
    return { line: range.linesBefore + line, column };
  }
}

/** Reads its text again when somebody asks for a position: only findings and diagnostics do, and those are few. */
export class DocumentSource implements Source {
  /** `start` is the character of the document at which the value begins, where it has several. */
  constructor(private readonly text: TextFile, private readonly range: ReadRange, private readonly start = 0) {}

  public get file(): string {
    return this.text.file;
  }

  public position(path: Path): Position {
    try {
      return this.text.positionOf(this.range, path, this.start);
    } catch {
      // The file is gone by now, or another: where the document was is all that is left to say.
      return { line: this.range.linesBefore + 1, column: 1 };
    }
  }
}

interface Places {
  readonly lines: LineIndex;
  readonly offsets: Offsets;
}

function placesIn(bytes: Bytes, { start, end, format }: ReadRange): Places {
  const text = bytes.slice(start, end).toString();
  return { lines: new LineIndex(text), offsets: new Offsets(format === 'json' ? jsonLayout(text) : yamlLayout(text)) };
}
