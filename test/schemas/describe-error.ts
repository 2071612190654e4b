import { SchemaError } from './validate';

const SENTENCES: Readonly<Record<string, (params: SchemaError['params']) => string>> = {
  enum: ({ allowedValues }) => `must be one of ${JSON.stringify(allowedValues)}`,
  format: ({ format }) => `must be in the format "${format}"`,
  oneOf: () => 'must match exactly one alternative',
  pattern: ({ pattern }) => `must match ${pattern}`,
  type: ({ type }) => `must be of type ${type}`,
};

/** Says where in `manifest` an error lies, what the schema asks for and what it got. */
export function describeError(manifest: unknown, { instancePath, keyword, params }: SchemaError): string {
  if (keyword === 'required') return `${instancePath}/${params.missingProperty}: is missing`;

  const demand = SENTENCES[keyword]?.(params) ?? `must satisfy ${keyword} ${JSON.stringify(params)}`;
  return `${instancePath || '/'}: ${demand}, but is ${JSON.stringify(valueAt(manifest, instancePath))}`;
}

function valueAt(manifest: unknown, pointer: string): unknown {
  const names = pointer.split('/').slice(1).map(name => name.replace(/~1/g, '/').replace(/~0/g, '~'));
  return names.reduce<unknown>((value, name) => (value as Record<string, unknown>)[name], manifest);
}
