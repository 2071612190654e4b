import { DiffFormat } from './diff-report';
import { json } from './json';
import { markdown } from './markdown';
import { text } from './text';

export { DiffFormat, DiffReport } from './diff-report';

/** Every format of `palisade diff`; the first is the default. To add one, add its file and a line here. */
export const diffFormats: readonly DiffFormat[] = [
  text,
  markdown,
  json,
];
