import { blocksOfRule, portRangesOfRule } from './cuts';
import { Inhabited } from './inhabited';
import { distinctionsOf } from './pod-classes';
import { rulesOf } from './rules-of';
import { Universe } from './universe';
import { Policy } from '../model';

/** Whether policies tell no pods apart that are one class. */
export function suits({ distinctions, addresses }: Universe, inhabited: Inhabited, policies: readonly Policy[]): boolean {
  const { labels, portNames } = distinctionsOf({ policies, tieredPolicies: [] });
  const known = new Set(distinctions.labels);
  return labels.every(label => known.has(label)) && [...portNames].every(name => distinctions.portNames.has(name))
    && !addresses.cutsBy(blocksOf(policies)).some(cut => inhabited.isDividedBy(cut));
}

/** Cuts ports and addresses where policies begin and end. */
export function refine({ ports, addresses }: Universe, inhabited: Inhabited, policies: readonly Policy[]): void {
  for (const rule of rulesOf({ policies, tieredPolicies: [] })) ports.refine(portRangesOfRule(rule));
  addresses.refine(blocksOf(policies), cut => inhabited.isAbove(cut));
}

const blocksOf = (policies: readonly Policy[]) => rulesOf({ policies, tieredPolicies: [] }).flatMap(blocksOfRule);
