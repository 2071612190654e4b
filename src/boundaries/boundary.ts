import { Denial, DeniedBlock, NAMESPACE_NAME, NamespaceTerm } from './denial';

/** A namespace as a boundary sees it. */
export interface BoundedNamespace {
  readonly name: string;
  readonly tenant?: string;
  readonly environment?: string;
}

/** What a boundary protects, and how its objects are called. */
export interface Boundary {
  readonly name: string;
  readonly namespaces: readonly BoundedNamespace[];
  /** Namespaces of the platform, such as that of the DNS: a label must never cut everybody off from them. */
  readonly platform: readonly string[];
  readonly blocks: readonly DeniedBlock[];
  /** The priority of the first denial; the others follow. */
  readonly priority: number;
}

/** The labels by which namespaces are told apart, by what they stand for. */
export const SIDES = { tenant: 'cdk8s-palisade/tenant', environment: 'cdk8s-palisade/environment' } as const;

export type Side = keyof typeof SIDES;

/** The name of the denial that keeps pods from addresses. */
export const addressDenial = (boundary: string): string => `${boundary}-addresses`;

/** The name of the denial that keeps a tenant from all others, or an environment. */
export const sideDenial = (boundary: string, side: Side, value: string): string => `${boundary}-${side}-${value}`;

/** Everything that a boundary denies, sorted by name, each with a priority of its own: APIs leave open what two with one mean. */
export function denialsOf(boundary: Boundary): Denial[] {
  const { name, namespaces, blocks, priority } = boundary;
  const names = namespaces.map(namespace => namespace.name).sort();
  const addresses = blocks.length === 0 ? [] : [{
    name: addressDenial(name), subject: [{ key: NAMESPACE_NAME, operator: 'In' as const, values: names }], others: [], blocks,
  }];
  const sides = (Object.keys(SIDES) as Side[]).flatMap(side => valuesOf(namespaces, side).map(value => sideDenialOf(boundary, side, value)));
  return [...addresses, ...sides].sort((a, b) => a.name < b.name ? -1 : 1).map((denial, index) => ({ ...denial, priority: priority + index }));
}

function sideDenialOf({ name, namespaces, platform }: Boundary, side: Side, value: string): Omit<Denial, 'priority'> {
  const key = SIDES[side];
  const free = platform.filter(each => !namespaces.some(namespace => namespace.name === each));
  const others: NamespaceTerm[] = [
    { key, operator: 'Exists' },
    { key, operator: 'NotIn', values: [value] },
    ...free.length > 0 ? [{ key: NAMESPACE_NAME, operator: 'NotIn' as const, values: free }] : [],
  ];
  const names = namespaces.filter(namespace => namespace[side] === value).map(namespace => namespace.name);
  return { name: sideDenial(name, side, value), subject: [{ key, operator: 'In', values: [value] }], others: [others], own: { label: key, value, names }, blocks: [] };
}

const valuesOf = (namespaces: readonly BoundedNamespace[], side: Side): string[] =>
  [...new Set(namespaces.flatMap(namespace => namespace[side] ?? []))];
