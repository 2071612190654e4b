import { Question } from '../values';

/** Under which answers to open questions something holds, by its number in `Conditions`: equal conditions have equal numbers. */
export type Condition = number;

/** Whatever the answers are. */
export const NEVER: Condition = 0;
export const ALWAYS: Condition = 1;

/** A question, and what to do by its answer: one of the two differs from the other. */
interface Decision {
  readonly variable: number;
  readonly yes: Condition;
  readonly no: Condition;
}

/**
 * Boolean functions of open questions, as reduced ordered binary decision diagrams.
 *
 * Each is kept once, so that one that holds whatever the answers are is recognised as such: a verdict says that it depends on
 * a question only when another answer would really change it.
 */
export class Conditions {
  private readonly decisions: Decision[] = [{ variable: Infinity, yes: NEVER, no: NEVER }, { variable: Infinity, yes: ALWAYS, no: ALWAYS }];
  private readonly numbers = new Map<string, Condition>();
  private readonly memo = new Map<string, Condition>();
  private readonly variables: Question[] = [];
  private readonly variableNumbers = new Map<string, number>();
  private readonly questionsMemo = new Map<Condition, readonly Question[]>();

  /**
   * Holds if the answer to a question is yes.
   *
   * One question may have many answers: whether the unknown address of a pod lies in one block says nothing of another block.
   * `about` tells those apart.
   */
  public when(question: Question, about = ''): Condition {
    const key = `${question} ${about}`;
    let variable = this.variableNumbers.get(key);
    if (variable === undefined) {
      variable = this.variables.push(question) - 1;
      this.variableNumbers.set(key, variable);
    }
    return this.decide(variable, ALWAYS, NEVER);
  }

  public and(one: Condition, other: Condition): Condition {
    return this.choose(one, other, NEVER);
  }

  public or(one: Condition, other: Condition): Condition {
    return this.choose(one, ALWAYS, other);
  }

  public not(condition: Condition): Condition {
    return this.choose(condition, NEVER, ALWAYS);
  }

  /** Holds when `condition` and `yes` do, or when `condition` does not and `no` does. */
  public choose(condition: Condition, yes: Condition, no: Condition): Condition {
    if (condition === ALWAYS || yes === no) return yes;
    if (condition === NEVER) return no;
    if (yes === ALWAYS && no === NEVER) return condition;
    const key = `${condition} ${yes} ${no}`;
    let result = this.memo.get(key);
    if (result === undefined) {
      const variable = Math.min(...[condition, yes, no].map(each => this.decisions[each].variable));
      const [onYes, onNo] = ([true, false] as const).map(answer =>
        this.choose(this.given(condition, variable, answer), this.given(yes, variable, answer), this.given(no, variable, answer)));
      result = this.decide(variable, onYes, onNo);
      this.memo.set(key, result);
    }
    return result;
  }

  /** The questions that really decide on a condition, sorted by name. */
  public questionsOf(condition: Condition): readonly Question[] {
    if (condition === ALWAYS || condition === NEVER) return [];
    let questions = this.questionsMemo.get(condition);
    if (questions === undefined) {
      const { variable, yes, no } = this.decisions[condition];
      questions = [...new Set([this.variables[variable], ...this.questionsOf(yes), ...this.questionsOf(no)])].sort();
      this.questionsMemo.set(condition, questions);
    }
    return questions;
  }

  private given(condition: Condition, variable: number, answer: boolean): Condition {
    const decision = this.decisions[condition];
    if (decision.variable !== variable) return condition;
    return answer ? decision.yes : decision.no;
  }

  private decide(variable: number, yes: Condition, no: Condition): Condition {
    if (yes === no) return yes;
    const key = `${variable} ${yes} ${no}`;
    let number = this.numbers.get(key);
    if (number === undefined) {
      number = this.decisions.push({ variable, yes, no }) - 1;
      this.numbers.set(key, number);
    }
    return number;
  }
}
