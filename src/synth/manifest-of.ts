import { ApiObject } from 'cdk8s';
import { Manifest } from '../model';

/**
 * An object of a synthesis has no file; the construct that made it is the place to look.
 *
 * Not by chart.toJson(): that validates the chart first, which would call us again.
 */
export const manifestOf = (object: ApiObject): Manifest =>
  ({ value: object.toJson(), source: { file: object.node.path, position: () => ({ line: 1, column: 1 }) } });
