import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { Labels } from '../values';

/** An object to define. Its name and namespace are always ours: a generated one would hide in a hash what it belongs to. */
export interface KubeObject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly name: string;
  /** Left out for objects of the whole cluster. */
  readonly namespace?: string;
  readonly labels?: Labels;
  readonly annotations?: Labels;
  readonly spec?: unknown;
  /** What the object says outside a `spec`, such as the `rules` of a Role. */
  readonly fields?: Readonly<Record<string, unknown>>;
}

/** Defines a Kubernetes object. Every object that this library writes itself goes through here. */
export function kubeObject(scope: Construct, id: string, object: KubeObject): ApiObject {
  const { apiVersion, kind, name, namespace, labels, annotations, spec, fields } = object;
  return new ApiObject(scope, id, {
    apiVersion,
    kind,
    // cdk8s takes a key with the value `undefined` for a wish to write none, so absent things must be absent keys.
    metadata: { name, ...namespace && { namespace }, ...labels && { labels }, ...annotations && { annotations } },
    ...spec !== undefined && { spec },
    ...fields,
  });
}
