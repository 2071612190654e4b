import { Allowance, PolicySubject } from './allowance';
import { mergedRules } from './merged-rules';
import { PolicyPort } from './network-policy';
import { ClusterFacts, DomainNames, FlowEnd } from '../values';

/** What a CNI has beyond NetworkPolicy: one more policy for a workload, of a kind of its own. */
export interface Engine {
  /** What it is called in messages. */
  readonly title: string;
  readonly apiVersion: string;
  readonly kind: string;
  /** Whether it lets pods look up no other names than those that they may connect to. */
  readonly limitsLookups: boolean;
  /** Why it cannot say what an allowance says, and how to go on; `undefined` if it can. */
  refuses(allowance: Allowance, facts: ClusterFacts): Refusal | undefined;
  /** The `spec` of the policy. */
  specOf(subject: PolicySubject, allowances: readonly Allowance[], facts: ClusterFacts): unknown;
}

export interface Refusal {
  readonly what: string;
  readonly fix: string;
}

export const isNames = (peer: FlowEnd): peer is DomainNames => 'kind' in peer && peer.kind === 'names';

/** The names that pods may connect to, by their ports. */
export interface NamesRule {
  readonly names: readonly string[];
  readonly ports: readonly PolicyPort[];
}

/** Puts names with equal ports into one rule. `nameOf` writes a name the way the engine does. */
export const namesRules = (allowances: readonly Allowance[], nameOf: (end: DomainNames) => string): NamesRule[] =>
  mergedRules(allowances.flatMap(({ peer, ports }) => isNames(peer) ? [{ peer: nameOf(peer), ports }] : []))
    .map(({ peers, ports }) => ({ names: peers, ports }));

/** Such as `*.example.com`, for engines that mean something by that. */
export const starName = ({ pattern: { domain, below } }: DomainNames): string => below === undefined ? domain : `*.${domain}`;

/** Refuses whatever is no name, and names below another that an asterisk of the engine does not mean. */
export const namesAlone = (title: string, meant: 'one' | 'any'): Engine['refuses'] => ({ peer, requests }) => {
  if (requests !== undefined) return { what: `${title} cannot tell HTTP requests apart`, fix: 'leave `requests` out, or tell them apart in the application' };
  if (!isNames(peer)) return { what: `${title} does not know by itself where that is`, fix: 'state its addresses in the ClusterProfile' };
  const { domain, below } = peer.pattern;
  return below === undefined || below === meant ? undefined : otherDepth(title, domain, below);
};

function otherDepth(title: string, domain: string, below: 'one' | 'any'): Refusal {
  const [has, hasNot, other] = below === 'one' ? ['any depth', 'one label more', 'ANY'] : ['one label more', 'any depth', 'ONE'];
  return {
    what: `${title} takes "*.${domain}" for names of ${has}, and has no words for those of ${hasNot}`,
    fix: `name them one by one, or mean what it means: Peer.subdomainsOf('${domain}', SubdomainDepth.${other})`,
  };
}
