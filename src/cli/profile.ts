import * as fs from 'node:fs';
import { UsageError } from '../errors';
import { YamlParser } from '../model';
import { PresetName, presets, profileOf } from '../profiles';
import { ClusterFacts, nearest } from '../values';

/** What `--profile` names: a preset, or a file of YAML or JSON. */
export function profileNamed(text: string): ClusterFacts {
  if (Object.hasOwn(presets, text)) return presets[text as PresetName];
  if (fs.existsSync(text)) return profileOf(text, documentIn(text));
  const [near] = nearest(text, Object.keys(presets), 1);
  throw new UsageError('--profile', `there is no profile and no file "${text}"`,
    `${near === undefined ? '' : `did you mean ${near}? `}use one of ${Object.keys(presets).join(', ')}, or a file of YAML or JSON`);
}

function documentIn(file: string): unknown {
  const parsed = new YamlParser().parse(textOf(file));
  if ('problem' in parsed) {
    const { line, column, message } = parsed.problem;
    throw new UsageError(`${file}:${line}:${column}`, message, 'write YAML or JSON');
  }
  if (parsed.values.length === 1) return parsed.values[0];
  throw new UsageError(file, `it has ${parsed.values.length} documents`, 'write one document: a profile is for one cluster');
}

function textOf(file: string): string {
  try {
    return fs.readFileSync(file, 'utf8');
  } catch (error) {
    throw new UsageError(file, `it cannot be read: ${(error as Error).message}`, 'check the path and its permissions');
  }
}
