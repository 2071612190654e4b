import { CheckFormat } from './check-report';
import { Finding } from '../../guardrails';

/** For people: one finding after the other, each with its place and its fix. */
export const text: CheckFormat = {
  name: 'text',
  render: ({ findings }) => findings.length === 0
    ? 'No findings.\n'
    : `${findings.map(findingText).join('\n\n')}\n\n${findings.length} ${findings.length === 1 ? 'finding' : 'findings'}.\n`,
};

const findingText = ({ rule, object, file, line, column, message }: Finding): string => [
  `${file}:${line}:${column}  ${rule.severity}  ${rule.id} ${rule.name}`,
  `  ${object.kind} ${object.namespace}/${object.name}: ${message}`,
  `  fix: ${rule.fix}`,
].join('\n');
