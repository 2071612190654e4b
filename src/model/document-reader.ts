import { DocumentSource, ReadRange, TextFile } from './document-source';
import { expandLists, Reading } from './expand-lists';
import { Position } from './source';
import { grownSize } from './text/grown-size';
import { beginsLikeJson, parseJson } from './text/json';
import { LineIndex } from './text/line-index';
import { DocumentRange } from './text/split-documents';
import { YamlParser } from './text/yaml';

const MEGABYTE = 2 ** 20;
/** The parser takes about twenty times the size of a text. */
const LONGEST_YAML = 64 * MEGABYTE;
const LONGEST_JSON = 256 * MEGABYTE;
/** As much as one has to see of a document to tell its format. */
const LONGEST_HEAD = 1024;
/** How many values there may be in a document besides those that are written in it: aliases can stand for any number. */
const MOST_GROWN = 1_000_000;

/** Lines after which documents cannot be counted by their separators, and JSON, which is faster to read as such. */
const NEEDS_CARE = /^(?:\.\.\.|[%{[\uFEFF])/m;
/** What stands for bytes that are no UTF-8. */
const REPLACEMENT = '\uFFFD';

/** Reads the objects of documents. */
export class DocumentReader {
  private readonly yaml = new YamlParser();

  constructor(private readonly into: Reading) {}

  /** Reads documents that stand one after another: together if possible, and else each by itself. */
  public read(text: TextFile, ranges: readonly DocumentRange[]): void {
    const { start } = ranges[0];
    if (ranges.length === 1 && this.isTooLong(text, ranges[0], longestOf(text, ranges[0]))) return;
    const bytes = text.bytes.slice(start, ranges[ranges.length - 1].end);
    const values = ranges.length > 1 ? this.parseTogether(bytes.toString(), ranges.length) : undefined;
    if (values === undefined) for (const range of ranges) this.readOne(text, range, bytes.subarray(range.start - start, range.end - start));
    else values.forEach((value, index) => this.addValue(value, text, { ...ranges[index], format: 'yaml' }));
  }

  /** The values of so many documents, or `undefined` when it is not certain which is whose. */
  private parseTogether(text: string, documents: number): readonly unknown[] | undefined {
    if (NEEDS_CARE.test(text) || hasAliases(text) || text.includes(REPLACEMENT)) return undefined;
    const values = this.yaml.tryToParse(text);
    return values?.length === documents ? values : undefined;
  }

  private readOne(text: TextFile, range: DocumentRange, bytes: Buffer): void {
    const document = bytes.toString();
    // Nothing but separators and empty lines.
    if (!/[^\s-]/.test(document)) return;
    if (document.includes(REPLACEMENT) && !Buffer.from(document).equals(bytes)) {
      this.report(text, range, 'PAR010', `here are bytes that are no UTF-8; they are read as "${REPLACEMENT}"`, placeOf(document, document.indexOf(REPLACEMENT)));
    }
    if (!beginsLikeJson(document) || !this.readJson(text, range, document)) this.readYaml(text, range, document);
  }

  /** Whether the text begins with JSON. What follows that is none is reported. */
  private readJson(text: TextFile, range: DocumentRange, document: string): boolean {
    const { values, rest } = parseJson(document);
    if (values.length === 0) return false;
    const read: ReadRange = { ...range, format: 'json' };
    for (const { value, start } of values) this.addValue(value, text, read, start);
    if (rest !== undefined) this.report(text, range, 'PAR001', 'from here on this is no JSON; it is passed over', placeOf(document, rest));
    return true;
  }

  private readYaml(text: TextFile, range: DocumentRange, document: string): void {
    if (this.isTooLong(text, range, LONGEST_YAML)) return;
    const parsed = this.yaml.parse(document);
    if ('problem' in parsed) {
      if (!isPrologue(document)) this.report(text, range, 'PAR001', parsed.problem.message, parsed.problem);
    } else if (hasAliases(document) && grownSize(parsed.values) > MOST_GROWN + document.length) {
      this.report(text, range, 'PAR006', 'with its aliases written out this document grows out of all bounds; it is passed over');
    } else {
      for (const value of parsed.values) this.addValue(value, text, { ...range, format: 'yaml' });
    }
  }

  private addValue(value: unknown, text: TextFile, range: ReadRange, start = 0): void {
    if (value === null || value === undefined) return;
    if (typeof value === 'object') expandLists(value, new DocumentSource(text, range, start), this.into);
    else this.report(text, range, 'PAR002', 'this document is not a Kubernetes object');
  }

  private isTooLong(text: TextFile, range: DocumentRange, most: number): boolean {
    const size = range.end - range.start;
    if (size <= most) return false;
    this.report(text, range, 'PAR009', `this document has ${Math.ceil(size / MEGABYTE)} MB; those of more than ${most / MEGABYTE} are passed over`);
    return true;
  }

  private report({ file }: TextFile, { linesBefore }: DocumentRange, code: string, message: string, { line, column }: Position = TOP): void {
    this.into.diagnostics.push({ severity: 'error', code, file, line: linesBefore + line, column, message });
  }
}

function longestOf({ bytes }: TextFile, { start, end }: DocumentRange): number {
  if (end - start <= LONGEST_YAML) return LONGEST_YAML;
  return beginsLikeJson(bytes.slice(start, start + LONGEST_HEAD).toString()) ? LONGEST_JSON : LONGEST_YAML;
}

const TOP: Position = { line: 1, column: 1 };

const placeOf = (document: string, offset: number): Position => new LineIndex(document).positionOf(offset);

const hasAliases = (text: string): boolean => text.includes('*') && text.includes('&');

/** Whether there are only directives and comments, which belong to the document that follows. */
const isPrologue = (document: string): boolean => document.split(/[\r\n]+/).every(line => /^(?:%|\s*(?:#|$))/.test(line));
