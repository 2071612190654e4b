import { workloadsOf } from './peer';
import { PodClass } from './pod-classes';
import { Workload } from '../model';

/** What a workload of the input is to the policies. */
export interface Place {
  readonly podClass: number;
  /** Of the peer that it is, or is a part of. */
  readonly id: string;
}

/** Finds each workload among the classes. Where policies tell the pods of a StatefulSet apart, each of them is a workload here. */
export const placesOf = (classes: readonly PodClass[]): ReadonlyMap<Workload, Place> =>
  new Map(classes.flatMap(({ index, members }) => members.filter(({ role }) => role === undefined)
    .flatMap(peer => workloadsOf(peer).map(workload => [workload, { podClass: index, id: peer.id }]))));
