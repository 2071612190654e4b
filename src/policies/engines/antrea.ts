import { Engine, namesAlone, namesRules, starName } from '../engine';

/**
 * Asked before NetworkPolicies, which deny what it does not name.
 *
 * @see https://antrea.io/docs/main/docs/antrea-network-policy/#fqdn-based-filtering
 */
export const antrea: Engine = {
  title: 'Antrea',
  apiVersion: 'crd.antrea.io/v1beta1',
  kind: 'NetworkPolicy',
  limitsLookups: false,
  refuses: namesAlone('Antrea', 'any'),
  specOf: ({ labels }, allowances) => ({
    tier: 'application',
    priority: 10,
    appliedTo: [{ podSelector: { matchLabels: labels } }],
    egress: namesRules(allowances, starName).map(({ names, ports }) => ({ action: 'Allow', to: names.map(fqdn => ({ fqdn })), ports })),
  }),
};
