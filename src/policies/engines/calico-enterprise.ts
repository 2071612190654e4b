import { groupBy } from '../../values';
import { Engine, namesAlone, namesRules, starName } from '../engine';
import { PolicyPort } from '../network-policy';

/** @see https://docs.tigera.io/calico-enterprise/latest/network-policy/domain-based-policy */
export const calicoEnterprise: Engine = {
  title: 'Calico Enterprise',
  apiVersion: 'projectcalico.org/v3',
  kind: 'NetworkPolicy',
  limitsLookups: false,
  refuses: namesAlone('Calico Enterprise', 'any'),
  specOf: ({ labels }, allowances) => ({
    tier: 'default',
    selector: Object.entries(labels).map(([key, value]) => `${key} == '${value}'`).sort().join(' && '),
    types: ['Egress'],
    // A rule is about one protocol.
    egress: namesRules(allowances, starName).flatMap(({ names, ports }) => [...groupBy(ports, ({ protocol }) => protocol)]
      .map(([protocol, each]) => ({ action: 'Allow', protocol, destination: { domains: names, ...portsOf(each) } }))),
  }),
};

/** Every port of a protocol is none that is named. */
function portsOf(ports: readonly PolicyPort[]) {
  if (ports.some(({ port }) => port === undefined)) return {};
  return { ports: ports.map(({ port, endPort }) => endPort === undefined ? port : `${port}:${endPort}`) };
}
