import { Dialect, Expression } from './expression';
import { Operator } from '../selector';

export type ParsedExpression = { readonly expression: Expression } | { readonly problem: string };

/** @see https://docs.tigera.io/calico/latest/reference/resources/networkpolicy#selectors */
export function parseExpression(text: string, dialect: Dialect): ParsedExpression {
  if (text.length > LONGEST) return { problem: `at most ${LONGEST} characters can be read` };
  try {
    return { expression: new Parser(text, dialect).parse() };
  } catch (error) {
    if (error instanceof SyntaxProblem) return { problem: error.message };
    throw error;
  }
}

/** Ten times what the API server takes. */
const LONGEST = 10_240;

class SyntaxProblem extends Error {}

const token = (source: string): RegExp => new RegExp(`[ \\t]*(?:${source})`, 'y');

const OR = token('\\|\\|');
const AND = token('&&');
const NOT = token('!');
const OPEN = token('\\(');
const CLOSE = token('\\)');
const HAS = token('has\\([ \\t]*([\\w./-]+)[ \\t]*\\)');
const SCOPE = token('(all|global)\\([ \\t]*\\)');
const KEY = token('([\\w./-]+)');
const OPERATOR = token('(==|!=|contains|starts[ \\t]*with|ends[ \\t]*with|not[ \\t]*in|in)');
const TEXT = token('"([^"]*)"|\'([^\']*)\'');
const OPEN_SET = token('\\{');
const COMMA = token(',');
const CLOSE_SET = token('\\}');
const END = token('$');

const OPERATORS: Readonly<Record<string, Operator>> = {
  '==': 'In', '!=': 'NotIn', 'in': 'In', 'notin': 'NotIn', 'contains': 'Contains', 'startswith': 'StartsWith', 'endswith': 'EndsWith',
};

/** How many parentheses may stand in each other: enough for any meaning, and too few to exhaust the stack. */
const DEEPEST = 50;

class Parser {
  private at = 0;
  private depth = 0;

  constructor(private readonly text: string, private readonly dialect: Dialect) {}

  public parse(): Expression {
    if (this.take(END)) return this.dialect.all;
    const expression = this.alternatives();
    return this.take(END) ? expression : this.fail('the end, && or ||');
  }

  private alternatives(): Expression {
    const parts = [this.conjunction()];
    while (this.take(OR)) parts.push(this.conjunction());
    return parts.length === 1 ? parts[0] : { kind: 'any', parts };
  }

  private conjunction(): Expression {
    const parts = [this.operand()];
    while (this.take(AND)) parts.push(this.operand());
    return parts.length === 1 ? parts[0] : { kind: 'all', parts };
  }

  private operand(): Expression {
    let isNegated = false;
    while (this.take(NOT)) isNegated = !isNegated;
    const part = this.group() ?? this.call() ?? this.comparison();
    return isNegated ? { kind: 'not', part } : part;
  }

  private group(): Expression | undefined {
    if (!this.take(OPEN)) return undefined;
    if (++this.depth > DEEPEST) this.fail(`at most ${DEEPEST} parentheses in each other`);
    const inner = this.alternatives();
    this.depth--;
    return this.take(CLOSE) ? inner : this.fail('")"');
  }

  private call(): Expression | undefined {
    const [, key] = this.take(HAS) ?? [];
    if (key !== undefined) return this.label(key, 'Exists', []);
    const [, scope] = this.take(SCOPE) ?? [];
    if (scope === undefined) return undefined;
    return scope === 'all' ? this.dialect.all : this.dialect.global ?? this.fail('something else, as global() has no meaning in this field,');
  }

  private comparison(): Expression {
    const [, key] = this.take(KEY) ?? this.fail('a label');
    const [, written] = this.take(OPERATOR) ?? this.fail('an operator');
    const operator = written.replace(/[ \t]/g, '');
    return this.label(key, OPERATORS[operator], operator.endsWith('in') ? this.set() : [this.literal()]);
  }

  private set(): string[] {
    if (!this.take(OPEN_SET)) this.fail('"{"');
    const values: string[] = [];
    for (let more = true; more && !this.take(CLOSE_SET);) {
      values.push(this.literal());
      more = this.take(COMMA) !== null;
      if (!more && !this.take(CLOSE_SET)) this.fail('"}"');
    }
    return values;
  }

  private literal(): string {
    const [, double, single] = this.take(TEXT) ?? this.fail('a text in quotes');
    return double ?? single;
  }

  private label(key: string, operator: Operator, values: readonly string[]): Expression {
    return { kind: 'label', requirement: { key: `${this.dialect.prefix}${key}`, operator, values } };
  }

  private take(pattern: RegExp): RegExpExecArray | null {
    pattern.lastIndex = this.at;
    const match = pattern.exec(this.text);
    if (match) this.at = pattern.lastIndex;
    return match;
  }

  private fail(expected: string): never {
    throw new SyntaxProblem(`${expected} should follow "${this.text.slice(0, this.at).slice(-30)}"`);
  }
}
