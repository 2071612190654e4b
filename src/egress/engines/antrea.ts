import { EgressEngine, unknownOptions } from '../engine';
import { oneSelector, SEVERAL_SELECTORS } from '../one-selector';

/** @see https://antrea.io/docs/main/docs/egress/ */
export const antrea: EgressEngine = {
  apiVersion: 'crd.antrea.io/v1beta1',
  kind: 'Egress',
  limit: egress => {
    if (egress.addresses.length > 1) {
      return { what: 'an Egress of Antrea has one address, and more are named', fix: 'name one: with several, pods leave with any of them' };
    }
    return unknownOptions(egress, {
      destinations: 'an Egress of Antrea is for everything that leaves the cluster, and not for single destinations',
      gatewayNodes: 'Antrea learns the nodes from the ExternalIPPool of the address',
    }) ?? (oneSelector(egress.pods) === undefined ? SEVERAL_SELECTORS : undefined);
  },
  objects: ({ name, pods, addresses: [egressIP], pool }) => [{
    name, spec: { appliedTo: oneSelector(pods), egressIP, ...pool !== undefined && { externalIPPool: pool } },
  }],
};
