import { ExplainFormat } from './explain-report';
import { json } from './json';
import { text } from './text';

export { ExplainFormat, ExplainReport } from './explain-report';

/** Every format of `palisade explain`; the first is the default. To add one, add its file and a line here. */
export const explainFormats: readonly ExplainFormat[] = [
  text,
  json,
];
