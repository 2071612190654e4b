import { StaticEgress } from './static-egress';

/** How a network plugin lets pods leave the cluster with addresses of their own. */
export interface EgressEngine {
  readonly apiVersion: string;
  readonly kind: string;
  /** What it cannot say, and how to go on; `undefined` if it can. */
  limit(egress: StaticEgress): EgressLimit | undefined;
  /** Its objects, which are of no namespace. */
  objects(egress: StaticEgress): EgressObject[];
}

export interface EgressLimit {
  readonly what: string;
  readonly fix: string;
}

export interface EgressObject {
  readonly name: string;
  readonly spec: unknown;
}

/** Refuses options that an engine has no words for, by what it does instead. */
export function unknownOptions(egress: StaticEgress, instead: Readonly<Partial<Record<'destinations' | 'gatewayNodes' | 'pool', string>>>): EgressLimit | undefined {
  const option = (['destinations', 'gatewayNodes', 'pool'] as const).find(each => egress[each] !== undefined && instead[each] !== undefined);
  return option && { what: instead[option]!, fix: `leave \`${option}\` out` };
}
