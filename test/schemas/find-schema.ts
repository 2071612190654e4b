import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { installedPath } from './installed-path';
import { loadSchemaModule } from './schema-module';
import { SchemaSet } from './schema-set';
import { Validate } from './validate';

/** Finds the schema that `set` has for a kind of object, if it serves that kind. */
export function findSchema(set: SchemaSet, apiVersion: string, kind: string): Validate | undefined {
  if (!set.apiVersions.test(apiVersion)) return undefined;

  const folder = installedPath(set.packageName, __dirname);
  const file = join(folder, apiVersion, `${kind}.js`);
  if (!existsSync(file)) return undefined;

  const source = readFileSync(file, 'utf8');
  // The folders also hold the parts that objects are made of, such as PodSpec: those carry no kind.
  if (!source.includes(`.kind="${kind}"`)) return undefined;

  const schema = /_schemas\/\w+\.js/.exec(source)?.[0];
  return schema === undefined ? undefined : loadSchemaModule(join(folder, schema)).validate;
}
