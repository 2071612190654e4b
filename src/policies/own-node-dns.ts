import { policyPorts } from './policy-ports';
import { Ports } from '../values';

/**
 * The `spec` of a CiliumNetworkPolicy that lets every pod of a namespace look up names on the very node it runs on.
 *
 * Cilium takes whatever listens on the node for the node, so that no block of addresses names it.
 *
 * @see https://docs.cilium.io/en/stable/security/policy/language/#entities-based
 */
export const ownNodeDns = (ports: readonly Ports[]) => ({
  endpointSelector: {},
  egress: [{
    toEntities: ['host'],
    toPorts: [{ ports: policyPorts(ports).map(({ protocol, port }) => ({ protocol, port: `${port}` })) }],
  }],
});
