import { AskedRule, matches } from './asked-rule';
import { AskedTier } from './asked-tier';
import { allowedWhen, decisionsAbout } from './decisions';
import { End, PodsEnd } from './end';
import { Decision } from './explanation';
import { ALWAYS, Condition, NEVER } from '../condition';
import { PortSet } from '../port-space';
import { Direction } from '../rule-context';
import { Universe } from '../universe';

/** Two ends, with what each of them is asked. */
export interface Pair {
  readonly source: End;
  readonly destination: End;
  readonly egress: Half;
  readonly ingress: Half;
}

/** One end of a pair, whose policies are asked about the other. */
export type Half = GovernedHalf | FreeHalf;

export interface GovernedHalf {
  readonly direction: Direction;
  readonly subject: PodsEnd;
  /** Narrowed to the other end. */
  readonly tiers: readonly AskedTier[];
}

/** An end that no policy can hold up. */
export interface FreeHalf {
  readonly direction: Direction;
  readonly by: Decision['by'];
}

/** When the two may connect. */
export const pairWhen = (universe: Universe, { egress, ingress }: Pair, atom: PortSet): Condition =>
  universe.answers.conditions.and(halfWhen(universe, egress, atom), halfWhen(universe, ingress, atom));

const halfWhen = (universe: Universe, half: Half, atom: PortSet): Condition =>
  'by' in half ? ALWAYS : allowedWhen(universe, decisionsAbout(universe, half.tiers, atom));

/** Text that is equal for ports with one explanation: what denies them, or else every rule that has a part in it. */
export function outcomeKey(universe: Universe, pair: Pair, atom: PortSet): string {
  const isDenied = pairWhen(universe, pair, atom) === NEVER;
  return [pair.egress, pair.ingress].map(half => 'by' in half ? half.by : isDenied ? decisionsKey(universe, half, atom) : rulesKey(universe, half, atom)).join(' / ');
}

function decisionsKey(universe: Universe, { tiers }: GovernedHalf, atom: PortSet): string {
  const rules = rulesOf(tiers);
  return decisionsAbout(universe, tiers, atom).decided.map(({ by, tier, rule, when }) =>
    `${by} ${tier?.tier.name} ${rule && rules.indexOf(rule)} ${when}`).join();
}

const rulesKey = (universe: Universe, { tiers }: GovernedHalf, atom: PortSet): string =>
  rulesOf(tiers).map(({ cells }) => matches(universe, cells, atom)).join();

const rulesOf = (tiers: readonly AskedTier[]): AskedRule[] => tiers.flatMap(({ ranks }) => ranks.flat().flatMap(({ rules }) => rules));
