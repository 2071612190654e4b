import { UsageError } from '../../errors';
import { nearest } from '../../values';

/** A value of a profile file, and the path to it, for whoever has to say what is wrong with it. */
export class Field {
  constructor(private readonly file: string, private readonly path: string, private readonly value: unknown) {}

  /** The fields of an object; one that is not among the names throws a UsageError. A field without a value is none. */
  public fields<Name extends string>(names: readonly Name[]): Partial<Readonly<Record<Name, Field>>> {
    const entries = this.entries(names.join(', '));
    const unknown = entries.find(([name]) => !names.includes(name as Name));
    if (unknown !== undefined) this.child(unknown[0], unknown[1]).refuseName(unknown[0], names);
    return Object.fromEntries(entries.filter(([, value]) => value !== null && value !== undefined)
      .map(([name, value]) => [name, this.child(name, value)])) as Partial<Readonly<Record<Name, Field>>>;
  }

  public items(): Field[] {
    if (!Array.isArray(this.value)) this.refuse('is not a list', 'write a list');
    return (this.value as unknown[]).map((value, index) => new Field(this.file, `${this.path}[${index}]`, value));
  }

  /** Texts by their names, such as labels. */
  public texts(): Record<string, string> {
    return Object.fromEntries(this.entries('names and texts').map(([name, value]) => [name, this.child(name, value).text()]));
  }

  public text(): string {
    if (typeof this.value === 'string') return this.value;
    return this.refuse('is not a text', typeof this.value === 'number' ? `put it in quotes, such as "${this.value}"` : 'write a text');
  }

  public number(): number {
    return typeof this.value === 'number' ? this.value : this.refuse('is not a number', 'write a number, without quotes');
  }

  public boolean(): boolean {
    return typeof this.value === 'boolean' ? this.value : this.refuse('is neither true nor false', 'write true or false');
  }

  public oneOf<Name extends string>(names: readonly Name[]): Name {
    const text = this.text();
    return names.includes(text as Name) ? text as Name : this.refuseName(text, names);
  }

  /** What a check makes of the value, whose complaint is made to name the field. */
  public checked<Result>(check: (where: string) => Result): Result {
    try {
      return check(this.file);
    } catch (error) {
      if (!UsageError.is(error)) throw error;
      throw new UsageError(this.file, `${this.path}: ${error.what}`, error.fix);
    }
  }

  /** Whether the value is a text, where it may be something larger, too. */
  public get isText(): boolean {
    return typeof this.value === 'string';
  }

  public refuse(what: string, fix: string): never {
    throw new UsageError(this.file, `${this.path === '' ? 'the profile' : this.path} ${what}; it is ${shown(this.value)}`, fix);
  }

  private refuseName(text: string, names: readonly string[]): never {
    const [near] = nearest(text, names, 1);
    throw new UsageError(this.file, `${this.path} is not known${text === this.value ? `: there is no "${text}"` : ''}`,
      `${near === undefined ? '' : `did you mean ${near}? `}use one of ${names.join(', ')}`);
  }

  private entries(expected: string): [string, unknown][] {
    if (typeof this.value !== 'object' || this.value === null || Array.isArray(this.value)) this.refuse('is not an object', `write ${expected}`);
    return Object.entries(this.value as object);
  }

  private child(name: string, value: unknown): Field {
    return new Field(this.file, this.path === '' ? name : `${this.path}.${name}`, value);
  }
}

/** Enough of a value to recognize it. */
const shown = (value: unknown): string => {
  const text = JSON.stringify(value) ?? 'nothing';
  return text.length <= 60 ? text : `${text.slice(0, 57)}…`;
};
