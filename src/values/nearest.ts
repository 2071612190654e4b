/** The few of some names that somebody may have meant who wrote a text, the best first: none that has not much in common with it. */
export function nearest(text: string, names: Iterable<string>, count = 3): string[] {
  const ranked = [...new Set(names)].map(name => ({ name, edits: Math.min(...formsOf(name).map(form => editsBetween(text, form))) }));
  return ranked.filter(({ edits }) => edits <= Math.max(2, text.length / 3))
    .sort((a, b) => a.edits - b.edits || (a.name < b.name ? -1 : 1)).slice(0, count).map(({ name }) => name);
}

/** `shop/web[Deployment]` is also called `shop/web` and `web`. */
function formsOf(name: string): string[] {
  const plain = name.replace(/[[{].*/s, '');
  return [name, plain, plain.replace(/^[^/]*\/(?=.)/, '')].filter(form => form !== '');
}

/** How many characters have to be inserted, removed, replaced or swapped with their neighbour to make one text of another. */
function editsBetween(one: string, other: string): number {
  const lines = [Array.from({ length: other.length + 1 }, (_, index) => index)];
  for (let row = 1; row <= one.length; row++) {
    const line = [row];
    for (let column = 1; column <= other.length; column++) {
      const replaced = lines[row - 1][column - 1] + Number(one[row - 1] !== other[column - 1]);
      const isSwap = one[row - 1] === other[column - 2] && one[row - 2] === other[column - 1];
      line.push(Math.min(replaced, lines[row - 1][column] + 1, line[column - 1] + 1, isSwap ? lines[row - 2][column - 2] + 1 : Infinity));
    }
    lines.push(line);
  }
  return lines[one.length][other.length];
}
