import { portsJson } from './ports-json';
import { EntryPoint } from '../../analysis';

/** What the outside can reach; what the input does not tell is absent. */
export const entryPointJson = ({ ports, depends, ...row }: EntryPoint) => ({
  ...row,
  ports: portsJson(ports),
  ...row.verdict === 'depends' && { depends },
});
