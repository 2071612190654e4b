import { IngressTarget, ingressTargets } from '../ingress';
import { ControllerFacts } from '../values';

/** A controller installed the way its own documentation does. */
export const defaultController = ({ name, className, pods }: IngressTarget): ControllerFacts => ({ target: name, className, pods });

/** How the manifests of a controller are written. */
export const targetOf = ({ target }: ControllerFacts): IngressTarget => targets.find(({ name }) => name === target)!;

const targets: readonly IngressTarget[] = Object.values(ingressTargets);

/** Every controller we know, installed the default way: who to look for when no profile says. */
export const knownControllers: readonly ControllerFacts[] = targets.map(defaultController);
