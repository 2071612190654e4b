/** A line and a column of a file; both count from 1. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/** Where an object comes from. */
export interface Source {
  /** The file, or how else the input is called. */
  readonly file: string;
  /** The position of a value inside the object, such as `['spec', 'ingress', 0]`, or of the nearest one around it. */
  position(path: readonly (string | number)[]): Position;
}
