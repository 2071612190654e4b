import { Labels } from '../values';

export type Path = readonly (string | number)[];

/** Takes note of a problem at a place of the manifest that is being read. */
export type Report = (severity: 'error' | 'warning', code: string, path: Path, message: string) => void;

/**
 * A place in a manifest.
 *
 * Reads what is there whatever its type, so that no input can make a reader throw: a value of the wrong type is reported and
 * taken to be absent.
 */
export class Cursor {
  /** A cursor at the top of a manifest. */
  public static at(value: unknown, report: Report): Cursor {
    return new Cursor(value, report);
  }

  // A manifest has many places and few problems, so that a path is put together only when somebody asks for it.
  private constructor(
    public readonly value: unknown, private readonly report: Report, private readonly parent?: Cursor, private readonly key: string | number = '',
  ) {}

  /** Where this place is, such as `['spec', 'ingress', 0]`. */
  public get path(): Path {
    return this.parent === undefined ? [] : [...this.parent.path, this.key];
  }

  /** Whether there is nothing here; Kubernetes does not tell null from absent. */
  public get isAbsent(): boolean {
    return this.value === undefined || this.value === null;
  }

  /** What stands under `key`. */
  public field(key: string): Cursor {
    return this.step(isRecord(this.value) && Object.hasOwn(this.value, key) ? this.value[key] : undefined, key);
  }

  /** Whether `key` is written and not null. */
  public has(key: string): boolean {
    return isRecord(this.value) && this.value[key] !== undefined && this.value[key] !== null;
  }

  /** The keys that are written and not null; none where there is no map. */
  public keys(): string[] {
    return isRecord(this.value) ? Object.keys(this.value).filter(key => this.has(key)) : [];
  }

  /** The elements of a list; none when it is absent. */
  public items(): Cursor[] {
    if (!this.isList() || this.isAbsent) return [];
    return (this.value as unknown[]).map((item, index) => this.step(item, index));
  }

  public text(): string | undefined {
    const { value } = this;
    return typeof value === 'string' ? value : this.notThe('a string');
  }

  public number(): number | undefined {
    const { value } = this;
    return typeof value === 'number' && Number.isInteger(value) ? value : this.notThe('a whole number');
  }

  /** Whether this is a map, or absent. Anything else is reported. */
  public isMap(): boolean {
    if (this.isAbsent || isRecord(this.value)) return true;
    this.wrongType('a map');
    return false;
  }

  /** Whether this is a list, or absent. Anything else is reported. */
  public isList(): boolean {
    if (this.isAbsent || Array.isArray(this.value)) return true;
    this.wrongType('a list');
    return false;
  }

  /** Reports keys that the API does not have: mostly a typing error, which the API server would drop or refuse. True if there are none. */
  public knows(...keys: readonly string[]): boolean {
    if (!isRecord(this.value)) return true;
    let knowsAll = true;
    for (const key in this.value) {
      if (keys.includes(key)) continue;
      knowsAll = false;
      this.step(this.value[key], key).warn('PAR005', `${[...this.path, key].join('.')} is no field of the API, and is passed over`);
    }
    return knowsAll;
  }

  /** A port: a number, or a name. */
  public numberOrText(): number | string | undefined {
    const { value } = this;
    const isEither = typeof value === 'string' || (typeof value === 'number' && Number.isInteger(value));
    return isEither ? value : this.notThe('a number or a string');
  }

  public isTrue(): boolean {
    return this.value === true;
  }

  /** A map of strings. The API server takes no other values; YAML writes a number or a boolean for some that look like strings. */
  public labels(): Labels {
    if (!this.isMap() || !isRecord(this.value)) return {};
    return isLabels(this.value) ? this.value : this.asLabels(this.value);
  }

  public error(code: string, message: string): void {
    this.report('error', code, this.path, message);
  }

  public warn(code: string, message: string): void {
    this.report('warning', code, this.path, message);
  }

  /** Nothing, which is reported if there is something else. */
  private notThe(expected: string): undefined {
    if (!this.isAbsent) this.wrongType(expected);
    return undefined;
  }

  private wrongType(what: string, reading = 'it is ignored'): void {
    this.error('PAR004', `${this.path.join('.')} should be ${what}, but is ${describe(this.value)}; ${reading}`);
  }

  private step(value: unknown, key: string | number): Cursor {
    return new Cursor(value, this.report, this, key);
  }

  private asLabels(map: Record<string, unknown>): Labels {
    const labels: [string, string][] = [];
    for (const [key, value] of Object.entries(map).filter(([, each]) => each !== null)) {
      const isScalar = typeof value !== 'object';
      if (isScalar) labels.push([key, String(value)]);
      if (typeof value !== 'string') {
        this.step(value, key).wrongType('a string', isScalar ? `put it in quotes; it is taken to be "${value}"` : undefined);
      }
    }
    return Object.fromEntries(labels);
  }
}

/** Not as JSON: what comes from YAML may contain itself. */
function describe(value: unknown): string {
  if (Array.isArray(value)) return 'a list';
  return isRecord(value) ? 'a map' : JSON.stringify(value).slice(0, 60);
}

function isLabels(map: Record<string, unknown>): map is Record<string, string> {
  for (const key in map) if (typeof map[key] !== 'string') return false;
  return true;
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
