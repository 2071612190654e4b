import { Cluster } from '../cluster';
import { Cursor } from '../cursor';
import { Source } from '../source';

/** An object to be read: its fields, and who it is. */
export interface KubeObject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly name: string;
  /** Never empty: the default namespace is filled in. */
  readonly namespace: string;
  readonly root: Cursor;
  readonly source: Source;
}

/** What an object can give: parts of the cluster, and itself if it means something only together with others. */
export interface Parts extends Cluster {
  /** Policies of Calico, and the tiers and sets of networks that they speak of. */
  readonly calico: readonly KubeObject[];
}

/** Translates objects of one kind into the parts of the cluster that they define. */
export interface ResourceKind {
  readonly kind: string;
  /** API group, such as `apps`; empty for the core group. Several projects have a kind of one name. */
  readonly group: string;
  read(object: KubeObject): Partial<Parts>;
}

export const identityOf = ({ apiVersion, kind, name, namespace, source }: KubeObject) => ({ apiVersion, kind, name, namespace, source });
