import { DiffFormat, DiffReport } from './diff-report';
import { endOf, equivalence, headline, passageText } from './wording';
import { Connection, Difference, isEmpty } from '../../analysis';

/** Comments on pull requests have a limited length; the other formats list everything. */
const MOST_ROWS = 100;
const MOST_RANGES = 6;

/** For a comment on a pull request: what opened comes first, and within it what concerns addresses outside the cluster. */
export const markdown: DiffFormat = {
  name: 'markdown',
  render: report => blocksOf(report).map(lines => `${lines.join('\n')}\n`).join('\n'),
};

function blocksOf({ difference, asksEquivalence, diagnostics }: DiffReport): string[][] {
  const answer = asksEquivalence ? [[equivalence(difference)]] : [];
  if (isEmpty(difference)) return answer;
  const { added, removed, changed } = difference;
  const unread = diagnostics.before.length + diagnostics.after.length;
  return [
    [`**${headline(difference)}**`],
    ...answer,
    table('Opened', ['ports'], outsideFirst(added, difference).map(row => [...endCells(row, difference), code(passageText(row))])),
    table('Changed', ['before', 'after'], outsideFirst([...changed].sort((a, b) => Number(b.opens) - Number(a.opens)), difference)
      .map(row => [...endCells(row, difference), code(passageText(row.before)), code(passageText(row.after))])),
    table('Closed', ['ports'], outsideFirst(removed, difference).map(row => [...endCells(row, difference), code(passageText(row))])),
    workloadLines(difference),
    unread === 0 ? [] : [`Parts of the manifests were not understood: ${unread} diagnostics are in the log.`],
  ].filter(lines => lines.length > 0);
}

type Ends = Pick<Connection, 'source' | 'destination' | 'replicas'>;

function table(title: string, columns: readonly string[], rows: readonly (readonly string[])[]): string[] {
  if (rows.length === 0) return [];
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  const head = ['source', 'destination', ...columns];
  const left = rows.length - MOST_ROWS;
  return [
    `#### ${title}`, '', line(head), line(head.map(() => '---')), ...rows.slice(0, MOST_ROWS).map(line),
    ...left > 0 ? ['', `… and ${left} more, which \`palisade diff\` lists in its other formats.`] : [],
  ];
}

/** The internet before other addresses, and those before what is within the cluster. */
function outsideFirst<T extends Ends>(rows: readonly T[], difference: Difference): T[] {
  const rank = ({ source, destination }: Ends): number =>
    Math.min(...[source, destination].map(id => ['internet', 'outside', undefined].indexOf(endOf(id, difference).place)));
  return rows.map(row => ({ row, rank: rank(row) })).sort((a, b) => a.rank - b.rank).map(({ row }) => row);
}

const endCells = ({ source, destination, replicas }: Ends, difference: Difference): string[] =>
  [endCell(source, difference), replicas ? 'its other pods' : endCell(destination, difference)];

function endCell(id: string, difference: Difference): string {
  const { place, names } = endOf(id, difference);
  if (place === undefined) return code(id);
  const left = names.length - MOST_RANGES;
  return `**${place}** ${code(names.slice(0, MOST_RANGES).join(', '))}${left > 0 ? ` and ${left} more` : ''}`;
}

function workloadLines({ workloads: { added, removed } }: Difference): string[] {
  const line = (title: string, ids: readonly string[]) => ids.length === 0 ? []
    : [`${title}: ${ids.slice(0, MOST_ROWS).map(code).join(', ')}${ids.length > MOST_ROWS ? ` and ${ids.length - MOST_ROWS} more` : ''}`];
  return [...line('Workloads added', added), ...line('Workloads removed', removed)].flatMap((each, index) => index > 0 ? ['', each] : [each]);
}

/** In a code span nothing of a name is markup, and nobody is notified; a pipe would still end the cell. */
function code(value: string): string {
  const longest = Math.max(0, ...[...value.matchAll(/`+/g)].map(([ticks]) => ticks.length));
  const fence = '`'.repeat(longest + 1);
  const content = value.replace(/\s+/g, ' ').replaceAll('|', '\\|');
  return longest === 0 ? `${fence}${content}${fence}` : `${fence} ${content} ${fence}`;
}
