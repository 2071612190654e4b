import { Command } from 'commander';
import { connectivityMap, differenceOf, effectOf, isEmpty, Network } from '../../analysis';
import { UsageError } from '../../errors';
import { diffFormats } from '../../reports';
import { ClusterInput, readClusterInput } from '../cluster-input';
import { CommonOptions, formatNamed, withOptions } from '../common-options';
import { environmentOf } from '../environment';
import { readPossiblyEmpty } from '../input';
import { Terminal, writeDiagnostics, writeResult } from '../terminal';

interface DiffOptions extends CommonOptions {
  readonly exitCode: boolean;
  readonly equivalent: boolean;
}

const HELP = `
A change that opens and closes nothing prints nothing, however the manifests were rewritten. Both sides are
read with the same profile, assumptions and namespace. Each of them is a file, a folder, or - (at most once).
A file or folder without any objects is an empty cluster, so that a new app can be compared with nothing;
what cannot be read, and a standard input without objects, is an error.

A connection that depends on an open question counts as more than denied and less than allowed.
If it depends on the same questions before and after, it counts as unchanged; --equivalent names those questions.

Exit codes: 0 done, 1 there is a difference and --exit-code or --equivalent was given, 2 wrong usage or no
readable input.

Examples:
  palisade diff main/dist dist                       what this branch opens and closes
  palisade diff main/dist dist --format markdown     the same as a comment for a pull request
  palisade diff main/dist dist --equivalent          fail unless a refactoring changes no connection
  palisade diff main/dist dist --format json | jq -e '.effect | IN("none", "closes")'
                                                     fail if anything opens`;

/** `palisade diff`: what a change opens and closes. */
export function diffCommand(terminal: Terminal, exit: (code: number) => void): Command {
  return withOptions(new Command('diff').description('Show which connections a change opens and closes')
    .argument('<BEFORE>', 'file, folder, or - for standard input').argument('<AFTER>', 'the same, with the change'), diffFormats)
    .option('--exit-code', 'exit with 1 when anything differs', false)
    .option('--equivalent', 'say whether both allow the same connections, and if not, whether AFTER only opens or only closes some;'
      + ' exit with 1 if not', false)
    .addHelpText('after', HELP)
    .action((beforePath: string, afterPath: string, options: DiffOptions) => {
      const format = formatNamed(diffFormats, options.format);
      const environment = environmentOf(options);
      const [before, after] = readSides([beforePath, afterPath], options, terminal);
      const [mapBefore, mapAfter] = [before, after].map(({ cluster }) => connectivityMap(new Network(cluster, environment)));
      const difference = differenceOf(mapBefore, mapAfter);
      const diagnostics = { before: before.diagnostics, after: after.diagnostics };

      writeResult(terminal, options, format.render({ difference, asksEquivalence: options.equivalent, diagnostics }));
      if (options.strict && before.diagnostics.length + after.diagnostics.length > 0) exit(2);
      else if ((options.exitCode && !isEmpty(difference)) || (options.equivalent && effectOf(difference) !== 'none')) exit(1);
    });
}

function readSides(paths: readonly string[], options: CommonOptions, terminal: Terminal): ClusterInput[] {
  if (paths.every(path => path === '-')) {
    throw new UsageError('diff', 'standard input can be read only once, and both sides are "-"', 'pass a file or a folder for one of them');
  }
  return paths.map(path => {
    const side = readClusterInput(readPossiblyEmpty(path), options);
    if (side.manifests.length === 0 && !options.quiet) terminal.err(`${path}: there are no Kubernetes objects in it; it is taken for an empty cluster\n`);
    writeDiagnostics(terminal, options, side.diagnostics);
    return side;
  });
}
