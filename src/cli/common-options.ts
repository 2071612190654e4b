import { Command, Option } from 'commander';
import { UsageError } from '../errors';

/** Options that every command takes. */
export interface CommonOptions {
  readonly format: string;
  readonly output?: string;
  readonly profile?: string;
  readonly assume: readonly string[];
  readonly namespace: string;
  readonly quiet: boolean;
  readonly strict: boolean;
}

/** For a command that reads one lot of manifests. */
export const withCommonOptions = (command: Command, formats: readonly { readonly name: string }[]): Command =>
  withOptions(command.argument('[PATH...]', 'files, folders, or - for standard input', ['dist']), formats);

/** For a command that names its arguments itself. */
export function withOptions(command: Command, formats: readonly { readonly name: string }[]): Command {
  return command
    .option('--format <format>', `how to write the result: ${formats.map(({ name }) => name).join(', ')}`, formats[0].name)
    .option('--output <file>', 'write the result to a file instead of standard output')
    .option('--profile <name|file>', 'what the cluster is like: a preset of ClusterProfile, or a file of YAML or JSON')
    .addOption(new Option('--assume <name=value>', 'answer a question that Kubernetes leaves open; may be repeated')
      .argParser((value: string, previous: readonly string[]) => [...previous, value]).default([], 'none'))
    .option('--namespace <namespace>', 'namespace of objects that name none', 'default')
    .option('--quiet', 'write nothing but the result', false)
    .option('--strict', 'exit with 2 when any part of the input could not be read', false)
    .option('--no-color', 'do not colour what goes to a terminal');
}

/** The chosen one of several formats. */
export function formatNamed<T extends { readonly name: string }>(formats: readonly T[], name: string): T {
  const format = formats.find(each => each.name === name);
  if (format !== undefined) return format;
  throw new UsageError('--format', `there is no format "${name}"`, `use one of ${formats.map(each => each.name).join(', ')}`);
}
