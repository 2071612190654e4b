/* What is not in the manifests, as the second opinion sees it: answers to open questions, and matches that nobody can be sure of. */

/** What is not in the manifests. An assumption that is not stated has the value it has by default. */
export interface Setting {
  readonly assumptions: Readonly<Record<string, string>>;
  readonly podCidrs: readonly string[];
  readonly nodeCidrs: readonly string[];
}

const DEFAULTS = {
  'cidr-host-bits': 'mask',
  'completed-pods': 'excluded',
  'controller-labels': 'unknown',
  'duplicate-port-names': 'union',
  'end-port': 'supported',
  'equal-cnp-priority': 'ambiguous',
  'host-network': 'ignored',
  'namespace-selector-host-network': 'no',
  'node-addresses': 'unknown',
  'node-to-pod': 'own-node',
  'nodes-match-ip-block': 'unknown',
  'np-tier-scope': 'per-direction',
  'pod-ips': 'possible',
  'pods-match-ip-block': 'unknown',
  'policy-enforced': 'yes',
  'sctp': 'supported',
  'undeclared-namespace-labels': 'absent',
} as const;

export type Assumption = keyof typeof DEFAULTS;

export const assumed = ({ assumptions }: Setting, name: Assumption): string => assumptions[name] ?? DEFAULTS[name];

/** Whether something matches; `perhaps` when the input does not tell. */
export type Match = 'yes' | 'no' | 'perhaps';

export const matchIf = (condition: boolean): Match => condition ? 'yes' : 'no';

export function anyOf<T>(items: readonly T[], match: (item: T) => Match): Match {
  const matches = items.map(match);
  if (matches.includes('yes')) return 'yes';
  return matches.includes('perhaps') ? 'perhaps' : 'no';
}

export function allOf<T>(items: readonly T[], match: (item: T) => Match): Match {
  const matches = items.map(match);
  if (matches.includes('no')) return 'no';
  return matches.includes('perhaps') ? 'perhaps' : 'yes';
}

/**
 * What the network does, the same everywhere: the value that says yes. An open one is answered by `unknown`.
 *
 * A verdict is asked for under every combination of answers.
 */
const BEHAVIOURS = {
  'pods-match-ip-block': 'yes',
  'nodes-match-ip-block': 'yes',
  'host-network': 'selectable',
  'end-port': 'supported',
  'sctp': 'supported',
  'np-tier-scope': 'any-direction',
} as const;

/**
 * What is not known of single objects: the value that leaves it open.
 *
 * Of these each may be one way here and another way there. So that the combinations do not explode, every rule that asks is taken to
 * be answered on its own.
 */
const GAPS = {
  'pod-ips': 'possible',
  'node-addresses': 'unknown',
  'undeclared-namespace-labels': 'unknown',
  'controller-labels': 'unknown',
  'equal-cnp-priority': 'ambiguous',
} as const;

type Behaviour = keyof typeof BEHAVIOURS;
export type Gap = keyof typeof GAPS;
export type Question = Behaviour | Gap;

/** One way in which the open questions may be answered. A gap without an answer may be answered anew wherever it is asked. */
export type World = Readonly<Record<Behaviour, boolean> & Partial<Record<Gap, boolean>>>;

const behaviours = Object.keys(BEHAVIOURS) as Behaviour[];
const gaps = Object.keys(GAPS) as Gap[];

/** Every way in which the network may behave, where each gap is open on its own. */
export function worldsOf(setting: Setting): World[] {
  return combined([
    ...behaviours.map(name => answers(name, possible(setting, name))),
    ...gaps.map(name => answers(name, isOpen(setting, name) ? [undefined] : [false])),
  ]);
}

/** Every way in which all questions may be answered, where a gap has one answer for all that ask. */
export function settledWorldsOf(setting: Setting): World[] {
  return combined([
    ...behaviours.map(name => answers(name, possible(setting, name))),
    ...gaps.map(name => answers(name, isOpen(setting, name) ? [true, false] : [false])),
  ]);
}

export const openQuestions = (setting: Setting): Question[] =>
  [...behaviours.filter(name => assumed(setting, name) === 'unknown'), ...gaps.filter(name => isOpen(setting, name))];

const possible = (setting: Setting, name: Behaviour): boolean[] =>
  assumed(setting, name) === 'unknown' ? [true, false] : [assumed(setting, name) === BEHAVIOURS[name]];

export const isOpen = (setting: Setting, name: Gap): boolean => assumed(setting, name) === GAPS[name];

const answers = (name: Question, list: readonly (boolean | undefined)[]): Partial<World>[] => list.map(answer => ({ [name]: answer }));

const combined = (choices: readonly Partial<World>[][]): World[] =>
  choices.reduce((worlds, choice) => worlds.flatMap(world => choice.map(answer => ({ ...world, ...answer }))), [{}]) as World[];

/** What becomes of a match that a gap decides. */
export function perhaps(world: World, gap: Gap): Match {
  const answer = world[gap];
  return answer === undefined ? 'perhaps' : matchIf(answer);
}
