import { identityOf, ResourceKind } from './kind';
import { Cursor } from '../cursor';
import { PolicyPeer, PolicyRule } from '../policy';
import { readDomainName } from '../read-domain-name';
import { readPorts } from '../read-policy-ports';
import { readSelector } from '../read-selector';

/**
 * Counts among the NetworkPolicies: what either allows is allowed.
 *
 * @see https://cloud.google.com/kubernetes-engine/docs/how-to/fqdn-network-policies
 */
export const fqdnNetworkPolicy: ResourceKind = {
  kind: 'FQDNNetworkPolicy',
  group: 'networking.gke.io',
  read: object => {
    const spec = object.root.field('spec');
    if (spec.isMap()) spec.knows('podSelector', 'egress');
    const egress = spec.field('egress').items().map(readRule);
    return { policies: [{ ...identityOf(object), selects: readSelector(spec.field('podSelector')), egress, hasHostBits: false }] };
  },
};

function readRule(rule: Cursor): PolicyRule {
  if (!rule.isMap()) return { peers: [], ports: [], path: rule.path };
  rule.knows('matches', 'ports');
  return { peers: rule.field('matches').items().flatMap(readMatch), ports: readPorts(rule.field('ports')), path: rule.path };
}

function readMatch(match: Cursor): PolicyPeer[] {
  if (!match.isMap()) return [];
  match.knows('name', 'pattern');
  const names = ['name', 'pattern'].flatMap(key => readDomainName(match.field(key)));
  if (names.length === 0) match.error('POL010', 'a match is a name or a pattern, but this one is neither; it is taken to match nobody');
  return names.length === 0 ? [] : [{ kind: 'names', names }];
}
