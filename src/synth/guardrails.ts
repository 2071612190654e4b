import { IConstruct } from 'constructs';
import { evaluate, Evaluation } from './evaluation';
import { sessionOf } from './synth-session';
import { RulePack } from '../guardrails';

/** How bad a finding has to be to fail the synthesis, worst first. */
export enum FailOn {
  /** Only critical findings. */
  CRITICAL = 'critical',
  /** High and worse. */
  HIGH = 'high',
  /** Medium and worse. */
  MEDIUM = 'medium',
  /** Low and worse. */
  LOW = 'low',
  /** Every finding. */
  INFO = 'info',
}

/** Options for `Guardrails.enforce`. */
export interface EnforceOptions {
  /**
   * The rules to hold the manifests to.
   *
   * @default - RulePack.BASELINE
   */
  readonly packs?: RulePack[];

  /**
   * How bad a finding has to be to fail the synthesis. Milder ones are printed to standard error.
   *
   * @default FailOn.HIGH
   */
  readonly failOn?: FailOn;

  /**
   * Whether to prove that every declared flow is possible and that nothing else is in the isolated namespaces.
   *
   * @default true
   */
  readonly proveFlows?: boolean;
}

/** Holds the manifests of an app to rules while it is synthesized. */
export class Guardrails {
  /**
   * Fails the synthesis of `scope` when its manifests break a rule, or do not do what the constructs declared.
   *
   * Nothing is written then, and the error says where, what and how to fix it. When all is well, one line on standard error
   * says so, as `cdk8s synth` shows no other output of an app.
   *
   * @example Guardrails.enforce(app, { packs: [RulePack.BASELINE] })
   */
  public static enforce(scope: IConstruct, options: EnforceOptions = {}): void {
    const session = sessionOf(scope.node.root);
    scope.node.addValidation({
      validate: () => {
        const evaluation = session.once(scope, () => Guardrails.report(evaluate(scope, {
          rules: [...new Set((options.packs ?? [RulePack.BASELINE]).flatMap(pack => pack._rules))],
          failOn: options.failOn ?? FailOn.HIGH,
          proveFlows: options.proveFlows ?? true,
        }), session.isOpen));
        return [...evaluation.failures];
      },
    });
  }

  private static report(evaluation: Evaluation, isSynth: boolean): Evaluation {
    const lines = [...evaluation.warnings, ...isSynth && evaluation.failures.length === 0 ? [evaluation.summary] : []];
    for (const line of lines) process.stderr.write(`palisade: ${line}\n`);
    return evaluation;
  }

  private constructor() {}
}
