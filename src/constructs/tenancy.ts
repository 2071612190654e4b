import { IConstruct } from 'constructs';
import { onNamespace } from './cluster-namespaces';
import { PeerFacts } from './peer-facts';
import { where } from './where';
import { BoundedNamespace, Side, SIDES } from '../boundaries';
import { UsageError } from '../errors';
import { FlowEnd, isPodLocation } from '../values';

/**
 * Refuses a flow between tenants, or between environments: neither ever mix.
 *
 * Where an end is in a namespace that is defined later, it is refused then.
 */
export function requireOneSide(construct: IConstruct, own: string, { end, what }: Pick<PeerFacts, 'end' | 'what'>): void {
  onNamespace(construct, own, here => {
    if (isPodLocation(end)) onNamespace(construct, end.namespace, there => compare(there));
    else compare(sidesOf(end));

    function compare(there: Partial<BoundedNamespace> | undefined): void {
      const crossed = there && (Object.keys(SIDES) as Side[]).find(side => here[side] !== there[side]);
      if (crossed !== undefined) throw crossing(construct, crossed, [here[crossed], there![crossed]], what);
    }
  });
}

/** What the labels of a peer say; nothing when they are not about sides, as those of the platform are not. */
function sidesOf(end: FlowEnd): Partial<BoundedNamespace> | undefined {
  if (!('kind' in end) || end.kind !== 'labelled') return undefined;
  const [tenant, environment] = [end.namespaceLabels[SIDES.tenant], end.namespaceLabels[SIDES.environment]];
  return tenant === undefined && environment === undefined ? undefined : { tenant, environment };
}

function crossing(construct: IConstruct, side: Side, [here, there]: readonly (string | undefined)[], what: string): UsageError {
  const named = (value: string | undefined): string => value === undefined ? `no ${side}` : `${side} "${value}"`;
  return new UsageError(where(construct), `a flow between it, of ${named(here)}, and ${what}, of ${named(there)}, would cross a boundary`,
    `put both namespaces into one ${side}, or leave the flow out`);
}
