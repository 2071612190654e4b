import { IConstruct } from 'constructs';

interface Synthesizer extends IConstruct {
  synth?(): void;
  synthYaml?(): string;
}

const SESSION = Symbol.for('cdk8s-palisade.synthSession');

/**
 * One run of `app.synth()`.
 *
 * cdk8s validates the whole app once for itself and once more for each chart. Between those calls nothing can change, so what
 * was evaluated in the first is good for all; before and after, nothing may be remembered.
 */
export class SynthSession {
  private depth = 0;
  private results = new Map<IConstruct, unknown>();

  constructor(app: Synthesizer) {
    for (const method of ['synth', 'synthYaml'] as const) this.wrap(app, method);
  }

  /** Whether a synthesis is running; a chart may also be synthesized alone, by `Testing.synth`. */
  public get isOpen(): boolean {
    return this.depth > 0;
  }

  /** Evaluates something of `scope`, once in a session. */
  public once<T>(scope: IConstruct, evaluate: () => T): T {
    if (!this.isOpen) return evaluate();
    if (!this.results.has(scope)) this.results.set(scope, evaluate());
    return this.results.get(scope) as T;
  }

  /** Runs something within the session, or opens it for as long as that takes. */
  public during<T>(run: () => T): T {
    this.depth++;
    try {
      return run();
    } finally {
      if (--this.depth === 0) this.results.clear();
    }
  }

  private wrap(app: Synthesizer, method: 'synth' | 'synthYaml'): void {
    const original = app[method] as (() => unknown) | undefined;
    if (original === undefined) return;
    Object.defineProperty(app, method, {
      configurable: true,
      value: () => this.during(() => original.call(app)),
    });
  }
}

/** The session of an app; there is one. */
export function sessionOf(root: IConstruct & { [SESSION]?: SynthSession }): SynthSession {
  if (root[SESSION] === undefined) Object.defineProperty(root, SESSION, { value: new SynthSession(root) });
  return root[SESSION]!;
}
