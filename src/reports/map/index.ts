import { json } from './json';
import { MapFormat } from './map-report';
import { text } from './text';

export { MapFormat, MapReport } from './map-report';
export { LISTED_CONNECTIONS } from './text';

/** Every format of `palisade map`; the first is the default. To add one, add its file and a line here. */
export const mapFormats: readonly MapFormat[] = [
  text,
  json,
];
