import { compileFunction } from 'node:vm';
import { Cidr } from '../../src';

/** What an expression speaks of, such as `object`. */
export type Variables = Readonly<Record<string, unknown>>;

/**
 * Evaluates an expression of the API server, as far as this library writes them: most of it is JavaScript already.
 *
 * What fails counts as refused, as it does in a policy that fails closed.
 */
export function evaluateCel(expression: string, variables: Variables): boolean {
  const all: Variables = { ...variables, has: (value: unknown) => value !== undefined, size: (list: unknown[]) => list.length, cidr };
  try {
    return compileFunction(`return (${asJavaScript(expression)});`, Object.keys(all))(...Object.values(all)) as boolean;
  } catch {
    return false;
  }
}

const cidr = (text: string) => {
  const block = Cidr.of(text);
  return { text, containsCIDR: (other: string | { readonly text: string }) => block.contains(Cidr.of(typeof other === 'string' ? other : other.text)) };
};

function asJavaScript(cel: string): string {
  const macro = /\.(all|exists)\((\w+), /.exec(cel);
  if (macro === null) return cel.replace(/([\w.]+(?:\['[^']*'\])?) in (\[[^\]]*\])/g, '$2.includes($1)');
  const start = macro.index + macro[0].length;
  const end = closingParenthesis(cel, start);
  return `${asJavaScript(cel.slice(0, macro.index))}.${macro[1] === 'all' ? 'every' : 'some'}(${macro[2]} => `
    + `(${asJavaScript(cel.slice(start, end))}))${asJavaScript(cel.slice(end + 1))}`;
}

function closingParenthesis(text: string, from: number): number {
  for (let index = from, depth = 1; index < text.length; index++) {
    if (text[index] === '(') depth++;
    if (text[index] === ')' && --depth === 0) return index;
  }
  throw new SyntaxError(`no closing parenthesis: ${text}`);
}
