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
}

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
  /** Which addresses the nodes have. */
  | 'node-addresses'
  /** Which pods serve a route. */
  | 'ingress-controller'
  /** Whether a Gateway that is not in the input takes a route. */
  | 'gateway';

/** Anything that may have to be known before a verdict is certain. */
export type Question = AssumptionName | InputGap;

/** A chosen value for each assumption. */
export type Assumptions = Readonly<Record<AssumptionName, string>>;

/** The value of every assumption when nobody states one. */
export const fallbackAssumptions: Assumptions =
  Object.fromEntries(assumptions.map(({ name, fallback }) => [name, fallback])) as Assumptions;

/** Checks the names and values of stated assumptions. */
export function checkedAssumptions(where: string, stated: Readonly<Record<string, string>>): Partial<Assumptions> {
  for (const [name, value] of Object.entries(stated)) {
    const assumption = assumptions.find(each => each.name === name);
    if (assumption === undefined) {
      throw new UsageError(where, `there is no assumption "${name}"`, `use one of ${assumptions.map(each => each.name).join(', ')}`);
    }
    if (!(assumption.values as readonly string[]).includes(value)) {
      throw new UsageError(where, `assumption "${name}" cannot be "${value}"`, `use one of ${assumption.values.join(', ')}`);
    }
  }
  return stated as Partial<Assumptions>;
}
