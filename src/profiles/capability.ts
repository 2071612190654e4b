import { clouds } from './clouds';
import { cnis } from './cnis';
import { CloudIntent, cloudIntents, CniIntent, cniIntents, Intent, intents, MeshIntent } from './intents';
import { meshes } from './meshes';
import { Support, SupportOf } from './support';
import { UsageError } from '../errors';
import { ClusterFacts } from '../values';

/** Whether a cluster can do something, and by what. */
export function capability(facts: ClusterFacts, intent: Intent): Support {
  const support = decider(facts, intent).support;
  return typeof support === 'function' ? support(facts) : support;
}

/** Throws a UsageError, with the limit and every way out, unless the cluster can do that. Otherwise returns by what, or the caveat. */
export function required(where: string, facts: ClusterFacts, intent: Intent): Support {
  const support = capability(facts, intent);
  const what = `${decider(facts, intent).title} cannot ${intents[intent].to}`;
  if (support.kind === 'no') {
    throw new UsageError(where, `${what}: ${support.reason}`, [...support.waysOut, ...whoCan(facts, intent)].join('; or ') || 'do without');
  }
  if (support.kind === 'paid') {
    throw new UsageError(where, `${what} for free: ${support.text}`,
      [`pay for it, and say so: Cni.${facts.cni.name}({ paidFeatures: true })`, ...whoCan(facts, intent)].join('; or '));
  }
  return support;
}

interface Decider {
  readonly title: string;
  readonly support: SupportOf;
}

function decider({ cni, mesh, cloud }: ClusterFacts, intent: Intent): Decider {
  if (isCniIntent(intent)) return { title: cnis[cni.name].title, support: cnis[cni.name].supports[intent] };
  if (isCloudIntent(intent)) return { title: clouds[cloud].title, support: clouds[cloud].supports[intent] };
  return { title: meshes[mesh].title, support: meshes[mesh].supports[intent as MeshIntent] };
}

/** The engines and meshes that would do. Nobody changes the cloud for it. */
function whoCan(facts: ClusterFacts, intent: Intent): string[] {
  if (isCloudIntent(intent)) return [];
  const others: ClusterFacts[] = isCniIntent(intent)
    ? Object.keys(cnis).map(name => ({ ...facts, cni: { name: name as keyof typeof cnis } }))
    : Object.keys(meshes).map(name => ({ ...facts, mesh: name as keyof typeof meshes }));
  const able = others.filter(other => ['yes', 'caveat'].includes(capability(other, intent).kind)).map(other => decider(other, intent).title);
  return able.length === 0 ? [] : [`use one that can: ${able.join(', ')}`];
}

const isCniIntent = (intent: Intent): intent is CniIntent => intent in cniIntents;
const isCloudIntent = (intent: Intent): intent is CloudIntent => intent in cloudIntents;
