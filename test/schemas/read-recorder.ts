interface ObjectView {
  readonly pointer: string;
  readonly fields: readonly string[];
  readonly read: Set<string>;
}

/**
 * Shows a value to a schema and notices which fields the schema never asks about: it does not know them.
 *
 * Compiled schemas pass over unknown fields, but they look up every field they declare. An object of
 * which a schema looks up nothing is one it leaves free, such as the settings of a plug-in.
 */
export class ReadRecorder {
  private readonly views: ObjectView[] = [];

  /** Makes a copy of `value` that remembers which of its fields were read. */
  public view(value: unknown, pointer = ''): unknown {
    if (Array.isArray(value)) return value.map((item, index) => this.view(item, `${pointer}/${index}`));
    if (typeof value !== 'object' || value === null) return value;

    const entries = Object.entries(value).filter(([, field]) => field !== undefined);
    const read = new Set<string>();
    this.views.push({ pointer, fields: entries.map(([name]) => name), read });
    const copy = Object.fromEntries(entries.map(([name, field]) => [name, this.view(field, `${pointer}/${escaped(name)}`)]));
    return new Proxy(copy, {
      get: (target, name) => {
        if (typeof name === 'string') read.add(name);
        return Reflect.get(target, name) as unknown;
      },
    });
  }

  /** Pointers to the fields that nobody asked about. */
  public get unreadFields(): string[] {
    return this.views
      .filter(({ read }) => read.size > 0)
      .flatMap(({ pointer, fields, read }) => fields
        .filter(name => !read.has(name))
        .map(name => `${pointer}/${escaped(name)}`));
  }
}

const escaped = (name: string) => name.replace(/~/g, '~0').replace(/\//g, '~1');
