import * as fs from 'node:fs';
import type { Validation, ValidationContext } from 'cdk8s-cli/plugins';
import { UsageError } from '../errors';
import { Finding, findViolations, isAtLeast, RulePack, severities, Severity } from '../guardrails';
import { readCluster, readManifests } from '../model';

/**
 * Holds what `cdk8s synth` wrote to the rules, as a validation of cdk8s-cli.
 *
 * @see https://cdk8s.io/docs/latest/cli/synth/#validations
 */
export class NetworkValidation implements Validation {
  private readonly failOn: Severity;

  /** Properties, as they stand in `cdk8s.yaml`: `failOn`, a severity, `high` unless stated. */
  constructor(properties: { readonly failOn?: string } = {}) {
    const { failOn = 'high' } = properties ?? {};
    const severity = severities.find(each => each === failOn);
    if (severity === undefined) {
      throw new UsageError('NetworkValidation', `there is no severity "${failOn}"`, `set failOn to one of ${severities.join(', ')}`);
    }
    this.failOn = severity;
  }

  public async validate(context: ValidationContext): Promise<void> {
    // Not context.parseManifest: that reads YAML 1.2, while cdk8s writes 1.1, and it forgets the lines.
    const read = context.manifests.map(file => readManifests(file, fs.readFileSync(file, 'utf8')));
    const { cluster } = readCluster(read.flatMap(({ manifests }) => manifests));
    const findings = findViolations(RulePack.BASELINE._rules, cluster);
    for (const { file, line, column, code, message } of read.flatMap(({ diagnostics }) => diagnostics)) {
      context.logger.log(`${file}:${line}:${column}: ${code}: ${message}`);
    }
    findings.forEach(finding => context.report.addViolation(violationOf(finding)));
    const fails = findings.some(({ rule, status }) => status === 'error' || isAtLeast(rule.severity, this.failOn));
    context.report.submit(fails ? 'failure' : 'success', { workloads: `${cluster.workloads.length}`, findings: `${findings.length}` });
  }
}

/** The CLI finds constructs by the name of the object alone, and mixes them up; so the location says exactly which one it is. */
const violationOf = ({ rule, object, file, line, column, path, message }: Finding) => ({
  ruleName: `${rule.id} ${rule.name} [${rule.severity}]`,
  recommendation: message,
  fix: rule.fix,
  violatingResources: [{
    resourceName: object.name,
    locations: [`${object.kind} ${object.namespace}/${object.name} ${path} (line ${line}, column ${column})`],
    manifestPath: file,
  }],
});
