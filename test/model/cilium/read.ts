import { TieredPolicy, TieredRule } from '../../../src/model';
import { CILIUM_DENY_TIER } from '../../../src/model/cilium/policy';
import { readFrom } from '../../dsl';

export interface Read {
  readonly policies: readonly TieredPolicy[];
  /** What denies. */
  readonly denying?: TieredPolicy;
  /** What allows and isolates. */
  readonly allowing?: TieredPolicy;
  /** Codes of what the user is told. */
  readonly codes: readonly string[];
  readonly messages: string;
}

/** Reads a policy of the namespace `shop`, or of the whole cluster. */
export function read(body: string, kind: 'CiliumNetworkPolicy' | 'CiliumClusterwideNetworkPolicy' = 'CiliumNetworkPolicy'): Read {
  const { cluster: { tieredPolicies: policies }, diagnostics } = readFrom(`
    apiVersion: cilium.io/v2
    kind: ${kind}
    metadata: { name: policy${kind === 'CiliumNetworkPolicy' ? ', namespace: shop' : ''} }
    ${body}`);
  return {
    policies,
    denying: policies.find(({ tier }) => tier === CILIUM_DENY_TIER),
    allowing: policies.find(({ tier }) => tier !== CILIUM_DENY_TIER),
    codes: diagnostics.map(({ code }) => code),
    messages: diagnostics.map(({ message }) => message).join('\n'),
  };
}

export const readClusterwide = (body: string): Read => read(body, 'CiliumClusterwideNetworkPolicy');

/** The rules read from one rule that allows, in the direction in which its fields make sense. */
export function rulesOf(rule: string, reader = read): { readonly rules: readonly TieredRule[]; readonly codes: readonly string[] } {
  const direction = /\bto(Endpoints|CIDR|Entities|Nodes|Groups|Services|FQDNs)/.test(rule) ? 'egress' : 'ingress';
  const { allowing, codes } = reader(`spec: { endpointSelector: {}, ${direction}: [${rule}] }`);
  return { rules: allowing![direction]!.rules, codes };
}

/** Whom a rule that hangs on no question names, of which nothing is to be told. */
export function peersOf(rule: string, reader = read) {
  const { rules: [only, ...others], codes } = rulesOf(rule, reader);
  if (others.length > 0 || only.hangsOn !== undefined || codes.length > 0) throw new Error(`this rule is not certain: ${rule} ${codes.join()}`);
  return only.peers;
}
