import { DiffFormat, DiffReport } from './diff-report';
import { End, endOf, equivalence, headline, passageText } from './wording';
import { Connection, Difference, isEmpty } from '../../analysis';
import { columns } from '../columns';

/** For people: a line for each connection, `+` for one that opened, `-` for one that closed, `~` for one that changed. */
export const text: DiffFormat = {
  name: 'text',
  render: report => {
    const blocks = [...report.asksEquivalence ? [[equivalence(report.difference)]] : [], ...blocksOf(report)].filter(lines => lines.length > 0);
    return blocks.map(lines => `${lines.join('\n')}\n`).join('\n');
  },
};

function blocksOf({ difference }: DiffReport): string[][] {
  if (isEmpty(difference)) return [];
  return [[headline(difference)], connectionLines(difference), workloadLines(difference)];
}

function connectionLines(difference: Difference): string[] {
  return columns([
    ...difference.added.map(row => ['+', ...endsText(row, difference), passageText(row)]),
    ...difference.changed.map(row => ['~', ...endsText(row, difference), `${passageText(row.before)} → ${passageText(row.after)}`]),
    ...difference.removed.map(row => ['-', ...endsText(row, difference), passageText(row)]),
  ]);
}

const workloadLines = ({ workloads: { added, removed } }: Difference): string[] =>
  [...added.map(id => `+ workload ${id}`), ...removed.map(id => `- workload ${id}`)];

function endsText({ source, destination, replicas }: Pick<Connection, 'source' | 'destination' | 'replicas'>, difference: Difference): string[] {
  const [from, to] = [source, destination].map(id => endText(endOf(id, difference)));
  return [from, '→', replicas ? `${to} (between its pods)` : to];
}

const endText = ({ place, names }: End): string => place === undefined ? names.join(', ') : `${place} ${names.join(', ')}`;
