import { boolYaml11Tag, CORE_SCHEMA, defineScalarTag, loadAll, mergeTag, nullYaml11Tag, Schema, strTag, YAMLException } from 'js-yaml';
import { StringTable } from './string-table';
import { Position } from '../source';

// An alias bomb is a few lines that grow to gigabytes, and a deep one a few that fill the stack.
export const LIMITS = { maxAliases: 100, maxDepth: 100 };

/** A text that cannot be parsed, and where it ceases to be. */
export interface TextProblem extends Position {
  readonly message: string;
}

export type Parsed = { readonly values: readonly unknown[] } | { readonly problem: TextProblem };

/** Parses the documents of texts. What it returns does not keep the texts alive. */
export class YamlParser {
  private readonly schema = schemaWith(new StringTable());

  public parse(text: string): Parsed {
    try {
      return { values: this.load(text) };
    } catch (error) {
      // kubectl accepts tabs where this parser does not, and public manifests have them.
      const values = text.includes('\t') ? this.tryToParse(withoutTabs(text)) : undefined;
      return values === undefined ? { problem: problemOf(error as Error) } : { values };
    }
  }

  /** The documents of a text, if there is nothing wrong with it. */
  public tryToParse(text: string): readonly unknown[] | undefined {
    try {
      return this.load(text);
    } catch {
      return undefined;
    }
  }

  private load(text: string): readonly unknown[] {
    return loadAll(text, { schema: this.schema, ...LIMITS });
  }
}

/** As many characters as before, so that positions stay. */
export const withoutTabs = (text: string): string => text.replaceAll('\t', ' ');

/** What `kubectl` reads: YAML 1.1, where `on` is a boolean, but without its dates and its numbers to the base of sixty. */
function schemaWith(strings: StringTable): Schema {
  const ownString = defineScalarTag(strTag.tagName, { ...strTag, resolve: text => strings.own(text) });
  return CORE_SCHEMA.withTags(ownString, boolYaml11Tag, nullYaml11Tag, mergeTag);
}

function problemOf(error: Error): TextProblem {
  if (!(error instanceof YAMLException)) return { message: `the parser failed: ${error.message}`, line: 1, column: 1 };
  const { line = 0, column = 0 } = error.mark ?? {};
  return { message: error.reason, line: line + 1, column: column + 1 };
}
