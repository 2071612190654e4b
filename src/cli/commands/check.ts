import { Command } from 'commander';
import { UsageError } from '../../errors';
import { findViolations, isAtLeast, RulePack, severities, Severity } from '../../guardrails';
import { checkFormats } from '../../reports';
import { readClusterInput } from '../cluster-input';
import { CommonOptions, formatNamed, withCommonOptions } from '../common-options';
import { environmentOf } from '../environment';
import { readInput } from '../input';
import { Terminal, writeDiagnostics, writeResult } from '../terminal';

interface CheckOptions extends CommonOptions {
  readonly failOn: string;
}

/** `palisade check`: guardrails. */
export function checkCommand(terminal: Terminal, exit: (code: number) => void): Command {
  return withCommonOptions(new Command('check').description('Hold manifests to the rules'), checkFormats)
    .option('--fail-on <severity>', `exit with 1 when a finding is at least this bad: ${severities.join(', ')}`, 'high')
    .action((paths: string[], options: CheckOptions) => {
      const format = formatNamed(checkFormats, options.format);
      const failOn = severityNamed(options.failOn);
      environmentOf(options); // refuses a profile or an assumption that does not exist
      const { cluster, diagnostics } = readClusterInput(readInput(paths), options);
      const findings = findViolations(RulePack.BASELINE._rules, cluster);

      writeDiagnostics(terminal, options, diagnostics);
      writeResult(terminal, options, format.render({ findings, diagnostics }));
      if (options.strict && diagnostics.length > 0) exit(2);
      else if (findings.some(({ rule, status }) => status === 'error' || isAtLeast(rule.severity, failOn))) exit(1);
    });
}

function severityNamed(name: string): Severity {
  const severity = severities.find(each => each === name);
  if (severity !== undefined) return severity;
  throw new UsageError('--fail-on', `there is no severity "${name}"`, `use one of ${severities.join(', ')}`);
}
