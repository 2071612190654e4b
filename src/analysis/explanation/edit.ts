import { ObjectReference } from './reference';
import { Policy } from '../../model';

/** A change to one object of the input. */
export interface Edit {
  /** What is added: a peer or a port to a rule, a rule to a policy, or a whole policy. */
  readonly adds: 'peer' | 'port' | 'rule' | 'policy';
  readonly object: ObjectReference;
  /** As JSON Patch (RFC 6902); a new policy is what is added to the empty path. */
  readonly patch: readonly PatchOperation[];
  /** Whether it concerns everybody at the other end, as no selector is certain to see whom it is meant for. */
  readonly concernsEverybody: boolean;
}

export interface PatchOperation {
  readonly op: 'add';
  readonly path: string;
  readonly value: unknown;
}

/** Adds values to a list of a policy. A list of which nothing was understood is replaced. */
export function addToList({ apiVersion, kind, namespace, name }: Policy, adds: Edit['adds'], list: PatchedList, concernsEverybody = false): Edit {
  const { path, isEmpty, values } = list;
  const patch = isEmpty ? [{ op: 'add' as const, path, value: values }] : values.map(value => ({ op: 'add' as const, path: `${path}/-`, value }));
  return { adds, object: { apiVersion, kind, namespace, name }, patch, concernsEverybody };
}

export interface PatchedList {
  readonly path: string;
  readonly isEmpty: boolean;
  readonly values: readonly object[];
}
