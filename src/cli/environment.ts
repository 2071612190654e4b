import { profileNamed } from './profile';
import { Environment } from '../analysis';
import { UsageError } from '../errors';
import { knownControllers } from '../profiles';
import { answersTo, assumptions, checkedAssumptions, fallbackAssumptions } from '../values';

/** What the common options say about the cluster. */
export interface EnvironmentOptions {
  readonly profile?: string;
  readonly assume: readonly string[];
}

/** Without a profile nobody says which ingress controller runs, so every known one may serve a route. */
export function environmentOf({ profile, assume }: EnvironmentOptions): Environment {
  const facts = profileNamed(profile ?? 'vanilla');
  return {
    facts: { ...facts, assumptions: { ...facts.assumptions, ...statedAssumptions(assume) } },
    controllers: profile === undefined ? knownControllers : facts.ingressControllers,
  };
}

/** Name, value in force and where it came from, for each assumption. */
export function listAssumptions(options: EnvironmentOptions): string {
  const { facts } = environmentOf(options);
  const stated = statedAssumptions(options.assume);
  return assumptions.map(assumption => {
    const { name, question } = assumption;
    const origin = name in stated ? '--assume' : name in facts.assumptions ? 'profile' : 'default';
    return `${name}=${facts.assumptions[name] ?? fallbackAssumptions[name]} (${origin}; ${answersTo(assumption)})\n  ${question}\n`;
  }).join('');
}

function statedAssumptions(assume: readonly string[]) {
  const stated = assume.map(text => {
    const [name, value] = text.split(/=(.*)/s);
    if (value !== undefined) return [name, value];
    throw new UsageError('--assume', `"${text}" states no value`, 'write NAME=VALUE, such as pods-match-ip-block=no');
  });
  return checkedAssumptions('--assume', Object.fromEntries(stated));
}
