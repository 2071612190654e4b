import { Command, Option } from 'commander';
import { deadEnds, endsNamed, entryPoints, exposureOf, focusedOn, groupedMap, GroupedMap, mapSummary, Network } from '../../analysis';
import { UsageError } from '../../errors';
import { LISTED_CONNECTIONS, mapFormats } from '../../reports';
import { readClusterInput } from '../cluster-input';
import { CommonOptions, formatNamed, withCommonOptions } from '../common-options';
import { environmentOf, listAssumptions } from '../environment';
import { readInput } from '../input';
import { Terminal, writeDiagnostics, writeResult } from '../terminal';

interface MapOptions extends CommonOptions {
  readonly listAssumptions: boolean;
  readonly entrypoints: boolean;
  readonly exposure: boolean;
  readonly focus: readonly string[];
  readonly summary: boolean;
}

const NOTES = `
Up to ${LISTED_CONNECTIONS} connections are listed one by one as text; where there are more, peers that are treated alike share a line.
As json, each connection is a row of its own, however many there are.

A PEER of --focus is a workload as NAMESPACE/NAME or NAMESPACE/NAME[KIND], all workloads of a namespace as NAMESPACE/, an address outside
or of a pod, "internet", a domain name, "{ingress-controller}" or "{cluster-dns}". (--namespace is for objects that name none.)`;

/** `palisade map`: what may connect to what. */
export function mapCommand(terminal: Terminal, exit: (code: number) => void): Command {
  return withCommonOptions(new Command('map').description('Show who may connect to whom'), mapFormats)
    .option('--list-assumptions', 'print the open questions and their answers, and stop', false)
    .option('--entrypoints', 'show what the outside can reach, too, and through what', false)
    .option('--exposure', 'show which pods that are not in the input may connect, too', false)
    .addOption(new Option('--focus <peer>', 'only what may connect to this peer, or it to; may be repeated')
      .argParser((value: string, previous: readonly string[]) => [...previous, value]).default([], 'everybody'))
    .option('--summary', 'count instead of listing', false)
    .addHelpText('after', NOTES)
    .action((paths: string[], options: MapOptions) => {
      if (options.listAssumptions) return terminal.out(listAssumptions(options));
      const format = formatNamed(mapFormats, options.format);
      const environment = { ...environmentOf(options), entryPoints: options.entrypoints };
      refuseBoth(options);
      const { manifests, cluster, diagnostics: faults } = readClusterInput(readInput(paths), options);
      const network = new Network(cluster, environment);
      const diagnostics = [...faults, ...options.entrypoints ? deadEnds(network.cluster) : []];
      // Before the map, which says which questions were asked.
      const exposure = options.exposure ? exposureOf(network) : undefined;
      const ways = options.entrypoints ? entryPoints(network) : undefined;
      const map = inFocus(network, groupedMap(network), options);

      writeDiagnostics(terminal, options, diagnostics);
      writeResult(terminal, options, format.render({
        map, exposure, entryPoints: ways, manifests, diagnostics, focus: options.focus, ...options.summary && { summary: mapSummary(network, map) },
      }));
      if (options.strict && diagnostics.length > 0) exit(2);
    });
}

function refuseBoth({ focus, summary }: MapOptions): void {
  if (!summary || focus.length === 0) return;
  throw new UsageError('--summary', 'it counts what there is in the whole cluster, and --focus asks for a part', 'use one of the two');
}

const inFocus = (network: Network, map: GroupedMap, { focus }: MapOptions): GroupedMap =>
  focus.length === 0 ? map : focusedOn(map, new Set(focus.flatMap(text => endsNamed(network, map, text))));
