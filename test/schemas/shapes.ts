import { SchemaError, Validate } from './validate';

/** What a field may hold. It has to look at every field that it knows: what nobody looks at counts as unknown. */
export type Shape = (value: unknown, path: string) => SchemaError[];


const wrong = (path: string, keyword: string, params: SchemaError['params'] = {}): SchemaError[] => [{ instancePath: path, keyword, params }];

export const text = (pattern = /^/): Shape => (value, path) =>
  typeof value === 'string' && pattern.test(value) ? [] : wrong(path, 'pattern', { pattern: `${pattern}` });

export const number = (lowest: number, highest: number): Shape => (value, path) =>
  typeof value === 'number' && value >= lowest && value <= highest ? [] : wrong(path, 'range', { lowest, highest });

export const oneOf = (...allowedValues: readonly unknown[]): Shape => (value, path) =>
  allowedValues.includes(value) ? [] : wrong(path, 'enum', { allowedValues });

export const either = (...shapes: readonly Shape[]): Shape => (value, path) => {
  const found = shapes.map(shape => shape(value, path));
  return found.find(errors => errors.length === 0) ?? found[0];
};

export const list = (item: Shape, most = Infinity): Shape => (value, path) => {
  if (!Array.isArray(value) || value.length === 0 || value.length > most) return wrong(path, 'items', { most });
  return value.flatMap((each, index) => item(each, `${path}/${index}`));
};

/** A map with these fields; `exactly` says how many of them. */
export const map = (fields: Readonly<Record<string, Shape>>, required: readonly string[] = [], exactly?: number): Shape => (value, path) => {
  if (typeof value !== 'object' || value === null) return wrong(path, 'type', { type: 'object' });
  const given = value as Record<string, unknown>;
  const present = Object.keys(fields).filter(field => given[field] !== undefined);
  return [
    ...required.filter(field => !present.includes(field)).flatMap(missingProperty => wrong(path, 'required', { missingProperty })),
    ...exactly !== undefined && present.length !== exactly ? wrong(path, 'exactly', { exactly }) : [],
    ...present.flatMap(field => fields[field](given[field], `${path}/${field}`)),
  ];
};

/** A map with any fields, all of which hold texts. */
export const texts: Shape = (value, path) => Object.entries(value as object).flatMap(([key, each]) => text()(each, `${path}/${key}`));

/** Holds whole objects to the shape of their spec. Those of the whole cluster have no namespace. */
export function schemaOf(spec: Shape, scope: 'Cluster' | 'Namespaced' = 'Cluster'): Validate {
  return validating(map({ apiVersion: text(), kind: text(), metadata: metadataOf(scope), spec }, ['metadata', 'spec']));
}

/** The schema of an object of a namespace that says nothing but its name. */
export const nameAlone = (): Validate => validating(map({ apiVersion: text(), kind: text(), metadata: metadataOf('Namespaced') }, ['metadata']));

function metadataOf(scope: 'Cluster' | 'Namespaced'): Shape {
  const names = { name: text(/^[a-z0-9]([-a-z0-9.]*[a-z0-9])?$/), ...scope === 'Namespaced' && { namespace: text() } };
  return map({ ...names, annotations: texts }, Object.keys(names));
}

function validating(shape: Shape): Validate {
  const validate: { (value: unknown): boolean; errors?: readonly SchemaError[] } = value => {
    validate.errors = shape(value, '');
    return validate.errors.length === 0;
  };
  return validate;
}
