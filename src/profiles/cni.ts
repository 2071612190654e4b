import { CniIntent } from './intents';
import { no, SupportOf, yes } from './support';
import { Assumptions, CniFacts } from '../values';

/** What is known of a network plugin. To add one, add its file under `cnis` and a line to its index. */
export interface Cni {
  readonly title: string;
  readonly supports: Readonly<Record<CniIntent, SupportOf>>;
  /** How it answers the questions that Kubernetes leaves open, as far as somebody checked. */
  assumptions(facts: CniFacts): Partial<Assumptions>;
}

const only = (reason: string, ...waysOut: string[]) => no(`NetworkPolicy v1 ${reason}`, ...waysOut);

/** What a plugin can do that knows NetworkPolicy v1 and nothing else. */
export const networkPolicyOnly: Cni['supports'] = {
  defaultDeny: yes('NetworkPolicy'),
  clusterDns: yes('NetworkPolicy'),
  ingressControllerPeer: yes('NetworkPolicy'),
  hosts: only('knows addresses, not names', 'name the addresses of the host', 'send the requests through a proxy of your own'),
  wildcardHosts: only('knows addresses, not names', 'send the requests through a proxy of your own'),
  httpRules: only('ends at ports', 'let the ingress controller or a mesh decide'),
  dnsNames: only('ends at ports'),
  explicitDeny: only('can only allow', 'take back the policy that allows it'),
  adminTier: only('only adds up, so that a policy of the namespace can open what another closed',
    'let nobody in the namespace write NetworkPolicies'),
  overridableBaseline: only('has no order', 'write the default into each namespace'),
  metadataBlock: only('can only allow', 'leave its addresses out of every block that is allowed'),
  tenantPeer: only('compares no labels', 'write one policy for each tenant'),
  apiServerPeer: only('knows addresses, not parts of the cluster', 'state the addresses as apiServerCidrs of the ClusterProfile'),
  nodePeer: only('leaves open how it treats nodes', 'state the addresses as nodeCidrs of the ClusterProfile'),
  nodePolicy: only('governs pods with addresses of their own'),
  staticEgressAddress: only('says nothing about addresses outside', 'use a NAT gateway'),
  policyLogging: only('logs nothing'),
  dryRun: only('is enforced as soon as it exists', 'compare both versions with `palisade diff`'),
};
