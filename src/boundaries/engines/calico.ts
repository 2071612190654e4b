import { BlocksByPorts, blocksByPorts, PORTED } from '../blocks-by-ports';
import { Denial, NamespaceTerm } from '../denial';
import { BoundaryEngine } from '../engine';

const TIER = 'palisade';

/** Before the tiers of Kubernetes administrators, at 1000, in which others may allow what is denied here. */
const TIER_ORDER = 500;

/**
 * Tiers came to the open-source Calico with 3.30.
 *
 * @see https://docs.tigera.io/calico/latest/reference/resources/globalnetworkpolicy
 */
export const calico: BoundaryEngine = {
  shared: [{
    apiVersion: 'projectcalico.org/v3',
    kind: 'Tier',
    name: () => TIER,
    spec: () => ({ order: TIER_ORDER, defaultAction: 'Pass' }),
  }],
  perDenial: [{
    apiVersion: 'projectcalico.org/v3',
    kind: 'GlobalNetworkPolicy',
    name: denial => `${TIER}.${denial}`,
    spec: specOf,
  }],
};

function specOf({ priority, subject, others, blocks }: Denial): Record<string, unknown> {
  const selectors = others.map(terms => terms.map(written).join(' && '));
  const ingress = selectors.map(namespaceSelector => ({ action: 'Deny', source: { namespaceSelector } }));
  const egress = selectors.map(namespaceSelector => ({ action: 'Deny', destination: { namespaceSelector } }));
  return {
    tier: TIER,
    order: priority,
    namespaceSelector: subject.map(written).join(' && '),
    types: ingress.length > 0 ? ['Ingress', 'Egress'] : ['Egress'],
    ...ingress.length > 0 && { ingress },
    egress: [...egress, ...blocksByPorts(blocks).flatMap(toBlocks)],
  };
}

/** Whether a namespace meets a term, in the language of Calico. */
function written({ key, operator, values = [] }: NamespaceTerm): string {
  if (operator === 'Exists') return `has(${key})`;
  const list = values.map(value => `'${value}'`).join(', ');
  return operator === 'In' ? `${key} in { ${list} }` : `${key} not in { ${list} }`;
}

function toBlocks({ cidrs, ranges }: BlocksByPorts) {
  if (ranges === undefined) return [{ action: 'Deny', destination: { nets: cidrs } }];
  const ports = ranges.map(({ first, last }) => first === last ? first : `${first}:${last}`);
  return [
    ...PORTED.map(protocol => ({ action: 'Deny', protocol, destination: { nets: cidrs, ports } })),
    { action: 'Deny', protocol: 'SCTP', destination: { nets: cidrs } },
  ];
}
