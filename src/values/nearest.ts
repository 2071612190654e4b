/** Those of some names that are most like a text, the best first: what somebody may have meant. */
export function nearest(text: string, names: Iterable<string>, count: number): string[] {
  const ranked = [...new Set(names)].map(name => ({ name, edits: Math.min(...formsOf(name).map(form => editsBetween(text, form))) }));
  return ranked.sort((a, b) => a.edits - b.edits || (a.name < b.name ? -1 : 1)).slice(0, count).map(({ name }) => name);
}

/** `shop/web[Deployment]` is also called `shop/web` and `web`. */
function formsOf(name: string): string[] {
  const plain = name.replace(/\[.*/s, '');
  return [name, plain, plain.replace(/^[^/]*\/(?=.)/, '')];
}

/** How many characters have to be inserted, removed or replaced to make one text of another. */
function editsBetween(one: string, other: string): number {
  let above = Array.from({ length: other.length + 1 }, (_, index) => index);
  for (let row = 1; row <= one.length; row++) {
    const line = [row];
    for (let column = 1; column <= other.length; column++) {
      const replaced = above[column - 1] + Number(one[row - 1] !== other[column - 1]);
      line.push(Math.min(replaced, above[column] + 1, line[column - 1] + 1));
    }
    above = line;
  }
  return above[other.length];
}
