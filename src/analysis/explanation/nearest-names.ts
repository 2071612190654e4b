/** The few of `names` that somebody may have meant who wrote `text`: not much else, by letters that are missing, wrong or too many. */
export function nearestTo(text: string, names: readonly string[]): string[] {
  const rated = names.map(name => ({ name, distance: Math.min(...spellings(name).map(spelling => distance(text, spelling))) }));
  return rated.filter(rating => rating.distance <= Math.max(2, text.length / 3)).sort((a, b) => a.distance - b.distance || (a.name < b.name ? -1 : 1))
    .slice(0, 3).map(({ name }) => name);
}

/** As people write the id of a peer. */
const spellings = (id: string): string[] => [id, id.replace(/[[{].*$/, ''), id.replace(/^[^/]*\//, '').replace(/[[{].*$/, '')].filter(text => text !== '');

/** How many letters one has to put in, take out or change to make one text the other. */
function distance(one: string, other: string): number {
  let row = Array.from({ length: other.length + 1 }, (_, index) => index);
  for (let at = 1; at <= one.length; at++) {
    const next = [at];
    for (let to = 1; to <= other.length; to++) {
      next.push(Math.min(row[to] + 1, next[to - 1] + 1, row[to - 1] + (one[at - 1] === other[to - 1] ? 0 : 1)));
    }
    row = next;
  }
  return row[other.length];
}
