import { portsJson } from './ports-json';
import { Exposure } from '../../analysis';
import { Selector } from '../../model';

/** Pods that are not in the input and may connect; an empty list of requirements means any. */
export const exposureJson = ({ peer, direction, ports, verdict, depends, namespaces, pods }: Exposure) => ({
  peer,
  direction,
  ports: portsJson(ports),
  verdict,
  ...verdict === 'depends' && { depends },
  namespaces: requirementsJson(namespaces),
  pods: requirementsJson(pods),
});

const requirementsJson = (selector: Selector) => selector.map(({ key, operator, values }) =>
  ({ key, operator, ...values.length > 0 && { values } }));
