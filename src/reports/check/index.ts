import { CheckFormat } from './check-report';
import { json } from './json';
import { text } from './text';

export { CheckFormat, CheckReport } from './check-report';

/** Every format of `palisade check`; the first is the default. To add one, add its file and a line here. */
export const checkFormats: readonly CheckFormat[] = [
  text,
  json,
];
