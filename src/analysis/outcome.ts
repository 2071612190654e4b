import { Allowed } from './allowed';
import { Conditions } from './condition';
import { Outcome } from './connection';
import { NO_PORTS, PortSet, PortSpace } from './port-space';
import { Question } from '../values';

/** Writes down what is allowed: once each, so that equal outcomes can be compared by identity. */
export class Outcomes {
  private readonly memo = new Map<string, Map<PortSet, Outcome>>();

  constructor(private readonly ports: PortSpace, private readonly conditions: Conditions) {}

  /** Ports that hang on the same questions are one outcome. */
  public of({ certainly, perhaps }: Allowed): Outcome[] {
    const outcomes = certainly === NO_PORTS ? [] : [this.outcome([], certainly)];
    const sets = new Map<readonly Question[], PortSet>();
    for (const { ports, when } of perhaps) {
      const questions = this.conditions.questionsOf(when);
      const same = [...sets.keys()].find(each => each.join() === questions.join()) ?? questions;
      sets.set(same, this.ports.union(sets.get(same) ?? NO_PORTS, ports));
    }
    for (const [depends, set] of sets) outcomes.push(this.outcome(depends, set));
    return outcomes;
  }

  private outcome(depends: readonly Question[], set: PortSet): Outcome {
    const key = depends.join();
    const bySet = this.memo.get(key) ?? new Map<PortSet, Outcome>();
    this.memo.set(key, bySet);
    let outcome = bySet.get(set);
    if (outcome === undefined) {
      outcome = { ports: set === this.ports.all ? 'all' : this.ports.rangesOf(set), verdict: depends.length === 0 ? 'allowed' : 'depends', depends };
      bySet.set(set, outcome);
    }
    return outcome;
  }
}
