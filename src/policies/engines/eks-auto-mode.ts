import { Engine, namesAlone, namesRules, starName } from '../engine';

/** @see https://docs.aws.amazon.com/eks/latest/userguide/auto-net-pol.html */
export const eksAutoMode: Engine = {
  title: 'EKS Auto Mode',
  apiVersion: 'networking.k8s.aws/v1alpha1',
  kind: 'ApplicationNetworkPolicy',
  limitsLookups: false,
  refuses: namesAlone('EKS Auto Mode', 'any'),
  specOf: ({ labels }, allowances) => ({
    podSelector: { matchLabels: labels },
    policyTypes: ['Egress'],
    egress: namesRules(allowances, starName).map(({ names, ports }) => ({ to: [{ domainNames: names }], ports })),
  }),
};
