import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { compileFunction } from 'node:vm';
import { installedPath } from './installed-path';
import { RUNTIME } from './runtime';
import { Validate } from './validate';

interface SchemaModule { validate?: Validate }

const modulesByFile = new Map<string, SchemaModule>();

/**
 * Loads a file of compiled schemas, with those it refers to.
 *
 * Most of these packages are ECMAScript modules, which a CommonJS test cannot `require`. Their files are
 * generated and regular, so rewriting the few forms of import and export in them is enough; any other
 * form fails to compile.
 */
export function loadSchemaModule(file: string): SchemaModule {
  const loaded = modulesByFile.get(file);
  if (loaded !== undefined) return loaded;

  const exports: SchemaModule = {};
  const run = compileFunction(asCommonJs(readFileSync(file, 'utf8')), ['exports', 'require'], { filename: file });
  run(exports, (specifier: string) => RUNTIME[specifier] ?? loadSchemaModule(pathOf(specifier, dirname(file))));
  modulesByFile.set(file, exports);
  return exports;
}

function pathOf(specifier: string, folder: string): string {
  const name = specifier.endsWith('.js') ? specifier : `${specifier}.js`;
  return name.startsWith('.') ? join(folder, name) : installedPath(name, folder);
}

const asCommonJs = (source: string) => source
  .replace(/\bimport\{(\w+) as (\w+)\}from("[^"]+");?/g, 'const {$1:$2}=require($3);')
  .replace(/\bimport\{(\w+)\}from("[^"]+");?/g, 'const {$1}=require($2);')
  .replace(/\bimport (\w+) from("[^"]+");?/g, 'const $1=require($2).default;')
  .replace(/\bexport const validate=(\w+);/g, 'exports.validate=$1;');
