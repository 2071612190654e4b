import { Command } from 'commander';
import { connectivityMap, deadEnds, entryPoints, exposureOf, Network } from '../../analysis';
import { mapFormats } from '../../reports';
import { readClusterInput } from '../cluster-input';
import { CommonOptions, formatNamed, withCommonOptions } from '../common-options';
import { environmentOf, listAssumptions } from '../environment';
import { readInput } from '../input';
import { Terminal, writeDiagnostics, writeResult } from '../terminal';

interface MapOptions extends CommonOptions {
  readonly listAssumptions: boolean;
  readonly entrypoints: boolean;
  readonly exposure: boolean;
}

/** `palisade map`: what may connect to what. */
export function mapCommand(terminal: Terminal, exit: (code: number) => void): Command {
  return withCommonOptions(new Command('map').description('Show who may connect to whom'), mapFormats)
    .option('--list-assumptions', 'print the open questions and their answers, and stop', false)
    .option('--entrypoints', 'show what the outside can reach, too, and through what', false)
    .option('--exposure', 'show which pods that are not in the input may connect, too', false)
    .action((paths: string[], options: MapOptions) => {
      if (options.listAssumptions) return terminal.out(listAssumptions(options));
      const format = formatNamed(mapFormats, options.format);
      const environment = { ...environmentOf(options), entryPoints: options.entrypoints };
      const { manifests, cluster, diagnostics: faults } = readClusterInput(readInput(paths), options);
      const network = new Network(cluster, environment);
      const diagnostics = [...faults, ...options.entrypoints ? deadEnds(network.cluster) : []];
      // Before the map, which says which questions were asked.
      const exposure = options.exposure ? exposureOf(network) : undefined;
      const ways = options.entrypoints ? entryPoints(network) : undefined;

      writeDiagnostics(terminal, options, diagnostics);
      writeResult(terminal, options, format.render({ map: connectivityMap(network), exposure, entryPoints: ways, manifests, diagnostics }));
      if (options.strict && diagnostics.length > 0) exit(2);
    });
}
