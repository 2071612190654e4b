import { IConstruct } from 'constructs';
import { DeclaredFlow } from '../values';

/**
 * What the constructs of one scope declare about the network, for whoever proves it of the manifests.
 *
 * Only declarations cross over, never the policies that were made of them: a proof that read those would prove nothing.
 */
export interface Intent {
  readonly flows: readonly DeclaredFlow[];
  /** Namespaces in which nothing but the declared flows may be possible. */
  readonly isolated: readonly string[];
}

interface Declaring {
  readonly _isolates?: string;
  _flows(): readonly DeclaredFlow[];
}

const DECLARES = Symbol.for('cdk8s-palisade.declares');

/** Marks a construct as one whose declarations `intentOf` collects, late, when everything has been declared. */
export function declares(construct: IConstruct & Declaring): void {
  Object.defineProperty(construct, DECLARES, { value: true });
}

/** Collects what constructs declare, such as all of an app: `intentOf(app.node.findAll())`. */
export function intentOf(constructs: readonly IConstruct[]): Intent {
  const declaring = constructs.filter(isDeclaring);
  return {
    flows: declaring.flatMap(construct => construct._flows()),
    isolated: declaring.flatMap(construct => construct._isolates ?? []),
  };
}

const isDeclaring = (construct: IConstruct): construct is IConstruct & Declaring => Object.hasOwn(construct, DECLARES);
