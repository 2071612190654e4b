import { Command } from 'commander';
import { explain, Network } from '../../analysis';
import { readCluster } from '../../model';
import { explainFormats } from '../../reports';
import { CommonOptions, formatNamed, withCommonOptions } from '../common-options';
import { environmentOf } from '../environment';
import { readInput } from '../input';
import { Terminal, writeDiagnostics, writeResult } from '../terminal';

interface ExplainOptions extends CommonOptions {
  readonly port?: string;
}

const END = 'a workload (shop/web), an address, a CIDR, "internet", {ingress-controller} or {cluster-dns}';

/** `palisade explain`: why a connection is possible, or why not. */
export function explainCommand(terminal: Terminal, exit: (code: number) => void): Command {
  const command = new Command('explain').description('Say why one may connect to another, or why not')
    .argument('<SOURCE>', `who connects: ${END}`)
    .argument('<DESTINATION>', 'to whom: the same, or a domain name that a policy names');
  return withCommonOptions(command, explainFormats)
    .option('--port <port>', 'such as tcp/5432, 5432, or tcp/http for a port that the destination names; every port, without it')
    .action((source: string, destination: string, paths: string[], options: ExplainOptions) => {
      const format = formatNamed(explainFormats, options.format);
      const environment = environmentOf(options);
      const { manifests, diagnostics: unreadable } = readInput(paths);
      const { cluster, diagnostics: invalid } = readCluster(manifests, options.namespace);
      const diagnostics = [...unreadable, ...invalid];
      writeDiagnostics(terminal, options, diagnostics);

      const network = new Network(cluster, environment);
      const explanations = explain(network, { source, destination, port: options.port });
      writeResult(terminal, options, format.render({ explanations, assumptions: network.universe.answers.consulted, diagnostics }));
      if (options.strict && diagnostics.length > 0) exit(2);
    });
}
