import { Engine, namesAlone, namesRules, starName } from '../engine';

/** @see https://cloud.google.com/kubernetes-engine/docs/how-to/fqdn-network-policies */
export const gkeDataplaneV2: Engine = {
  title: 'GKE Dataplane V2',
  apiVersion: 'networking.gke.io/v1alpha1',
  kind: 'FQDNNetworkPolicy',
  limitsLookups: false,
  refuses: (allowance, facts) => {
    const range = allowance.ports.find(({ isSingle }) => !isSingle);
    if (range === undefined) return namesAlone('GKE Dataplane V2', 'one')(allowance, facts);
    return { what: `FQDNNetworkPolicy has no words for the ports "${range}"`, fix: 'list single ports, such as Ports.tcp(443)' };
  },
  specOf: ({ labels }, allowances) => ({
    podSelector: { matchLabels: labels },
    egress: namesRules(allowances, starName).map(({ names, ports }) => ({
      matches: names.map(name => name.startsWith('*.') ? { pattern: name } : { name }), ports,
    })),
  }),
};
