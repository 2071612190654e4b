import { parseCidr } from './ip-range';
import { isDnsLabel } from './names';
import { UsageError } from '../errors';

/**
 * A question that the Kubernetes API leaves to the implementation.
 *
 * The analyzer never guesses an answer: a profile states it, the user overrides it, and a verdict that hangs on an open one
 * says so by name.
 */
export interface Assumption {
  readonly name: string;
  readonly question: string;
  readonly values: readonly string[];
  readonly fallback: string;
  /** Whether it takes answers besides those, where they cannot be listed. */
  readonly accepts?: { readonly form: string; readonly test: (value: string) => boolean };
}

const isCidrList = (value: string): boolean => value.split(',').every(text => parseCidr(text)?.hasHostBits === false);

/** Every assumption that a verdict may hang on. To add one, add it here and consult it where the analysis decides. */
export const assumptions = [
  {
    name: 'pods-match-ip-block',
    question: 'Does an ipBlock match pods by their address?',
    values: ['yes', 'no', 'unknown'],
    fallback: 'unknown',
  },
  {
    name: 'pod-ips',
    question: 'Which addresses can a pod have whose address is not in the input?',
    values: ['possible', 'never'],
    fallback: 'possible',
    accepts: { form: 'a list of CIDRs with commas between them', test: isCidrList },
  },
  {
    name: 'host-network',
    question: 'Do selectors see pods on the host network?',
    values: ['ignored', 'selectable', 'unknown'],
    fallback: 'ignored',
  },
  {
    name: 'nodes-match-ip-block',
    question: 'Does an ipBlock match nodes, and so pods on the host network, by their address?',
    values: ['yes', 'no', 'unknown'],
    fallback: 'unknown',
  },
  {
    name: 'end-port',
    question: 'Does the CNI honour endPort, or does a rule cover only its first port?',
    values: ['supported', 'ignored', 'unknown'],
    fallback: 'supported',
  },
  {
    name: 'namespace-selector-host-network',
    question: 'Does a namespaceSelector see pods on the host network when a podSelector stands beside it?',
    values: ['no', 'only-with-pod-selector'],
    fallback: 'no',
  },
  {
    name: 'node-to-pod',
    question: 'From which nodes are connections to a pod allowed, whatever the policies say?',
    values: ['own-node', 'all-nodes', 'policy-applies'],
    fallback: 'own-node',
  },
  {
    name: 'replica-traffic',
    question: 'Does policy apply between the pods of one workload, or are those rows left out?',
    values: ['policy-applies', 'left-out'],
    fallback: 'policy-applies',
  },
  {
    name: 'sctp',
    question: 'Does the CNI know SCTP, or does a rule for it match nothing?',
    values: ['supported', 'unsupported', 'unknown'],
    fallback: 'supported',
  },
  {
    name: 'duplicate-port-names',
    question: 'Which ports does a name stand for that several containers of a pod use: all, or the first?',
    values: ['union', 'first'],
    fallback: 'union',
  },
  {
    name: 'equal-cnp-priority',
    question: 'Which of two admin policies with one priority is asked first?',
    values: ['ambiguous', 'by-name', 'error'],
    fallback: 'ambiguous',
  },
  {
    name: 'np-tier-scope',
    question: 'Does a NetworkPolicy for one direction keep the Baseline tier from being asked about the other?',
    values: ['per-direction', 'any-direction', 'unknown'],
    fallback: 'per-direction',
  },
  {
    name: 'fqdn',
    question: 'Does the CNI honour rules for domain names, or do they match nothing?',
    values: ['symbolic', 'unsupported'],
    fallback: 'symbolic',
  },
  {
    name: 'controller-labels',
    question: 'What is known of the labels that controllers put on their pods?',
    values: ['unknown', 'absent', 'expanded'],
    fallback: 'unknown',
  },
  {
    name: 'undeclared-namespace-labels',
    question: 'What labels has a namespace that the input only mentions, besides its name?',
    values: ['absent', 'unknown'],
    fallback: 'absent',
  },
  {
    name: 'default-namespace',
    question: 'In which namespace is an object that names none?',
    values: ['default'],
    fallback: 'default',
    accepts: { form: 'the name of a namespace', test: isDnsLabel },
  },
  {
    name: 'completed-pods',
    question: 'Do pods that have ended still count?',
    values: ['excluded', 'included'],
    fallback: 'excluded',
  },
  {
    name: 'cidr-host-bits',
    question: 'Does the API server mask bits after the prefix of a CIDR, or refuse the policy?',
    values: ['mask', 'reject'],
    fallback: 'mask',
  },
  {
    name: 'ip-families',
    question: 'Which families of addresses does the network have?',
    values: ['both', 'IPv4', 'IPv6'],
    fallback: 'both',
  },
  {
    name: 'policy-enforced',
    question: 'Does the CNI enforce policies?',
    values: ['yes', 'no', 'late-at-pod-start'],
    fallback: 'yes',
  },
  {
    name: 'self-traffic',
    question: 'May a pod connect to its own address, which reports leave out?',
    values: ['allowed', 'policy-applies'],
    fallback: 'allowed',
  },
  {
    name: 'service-hairpin',
    question: 'May a pod connect to itself through its Service, which reports leave out?',
    values: ['allowed', 'policy-applies', 'unknown'],
    fallback: 'unknown',
  },
  {
    name: 'other-protocols',
    question: 'What becomes of ICMP and other protocols, of which verdicts do not speak?',
    values: ['not-covered', 'allowed', 'denied'],
    fallback: 'not-covered',
  },
  {
    name: 'established-connections',
    question: 'Does a new policy cut connections, where verdicts are about new ones?',
    values: ['kept', 'cut'],
    fallback: 'kept',
  },
  {
    name: 'service-dnat',
    question: 'Is the address of a Service rewritten before a policy looks, which then sees the port of the pod, or after?',
    values: ['before-policy', 'after-policy', 'unknown'],
    fallback: 'before-policy',
  },
  {
    name: 'external-source',
    question: 'Which source does a policy see behind a load balancer or a NodePort (derived: what externalTrafficPolicy leaves possible)?',
    values: ['derived', 'client', 'node', 'load-balancer', 'unknown'],
    fallback: 'derived',
  },
] as const satisfies readonly Assumption[];

/** The name of an assumption. */
export type AssumptionName = typeof assumptions[number]['name'];

/** What no assumption can settle, as the input itself leaves it open. */
export type InputGap =
  /** Some requests of the connection are allowed and others are not. */
  | 'layer-7'
  /** A part of a policy that the analyzer does not understand; a diagnostic says which. */
  | 'not-understood'
  /** Which addresses the nodes have, or which node it is. */
  | 'node-addresses'
  /** A block has the addresses of some pods of a workload and not of others. */
  | 'which-pod'
  /** Which pods serve a route. */
  | 'ingress-controller'
  /** Whether a Gateway that is not in the input takes a route. */
  | 'gateway'
  /** Which ports pods that are not in the input call by a name. */
  | 'port-names'
  /** Policies tell labels apart in more ways than are looked at. */
  | 'label-combinations';

/** Anything that may have to be known before a verdict is certain. */
export type Question = AssumptionName | InputGap;

/** A chosen value for each assumption. */
export type Assumptions = Readonly<Record<AssumptionName, string>>;

/** The value of every assumption when nobody states one. */
export const fallbackAssumptions: Assumptions =
  Object.fromEntries(assumptions.map(({ name, fallback }) => [name, fallback])) as Assumptions;

/** The answers that an assumption takes, such as `one of yes, no, unknown`. */
export const answersTo = ({ values, accepts }: Assumption): string => `one of ${[...values, ...accepts ? [accepts.form] : []].join(', ')}`;

/** Checks the names and values of stated assumptions. */
export function checkedAssumptions(where: string, stated: Readonly<Record<string, string>>): Partial<Assumptions> {
  for (const [name, value] of Object.entries(stated)) {
    const assumption = assumptions.find(each => each.name === name);
    if (assumption === undefined) {
      throw new UsageError(where, `there is no assumption "${name}"`, `use one of ${assumptions.map(each => each.name).join(', ')}`);
    }
    const { values, accepts }: Assumption = assumption;
    if (!values.includes(value) && accepts?.test(value) !== true) {
      throw new UsageError(where, `assumption "${name}" cannot be "${value}"`, `use ${answersTo(assumption)}`);
    }
  }
  return stated as Partial<Assumptions>;
}
