import { describeError } from './describe-error';
import { DESCRIBED_KINDS } from './described-kinds';
import { findSchema } from './find-schema';
import { isLostField } from './lost-fields';
import { ReadRecorder } from './read-recorder';
import { SchemaSet, schemaSetsFor } from './schema-set';
import { Validate } from './validate';

interface KubernetesObject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata?: { readonly name?: unknown; readonly namespace?: unknown } | null;
}

/**
 * Checks one object the way the API servers of the oldest and the newest supported Kubernetes would.
 *
 * Stricter than they are in two ways: a field they do not know is an error, and so is an object that
 * no schema describes.
 *
 * @returns one line per finding; none when the object is valid everywhere.
 */
export function schemaErrors(manifest: unknown): string[] {
  if (!isKubernetesObject(manifest)) return [`no Kubernetes object: ${JSON.stringify(manifest)}`];

  const described = DESCRIBED_KINDS[`${manifest.apiVersion} ${manifest.kind}`];
  if (described !== undefined) return violations(described, manifest).map(finding => `${nameOf(manifest)}: ${finding}`);
  return schemaSetsFor(manifest.apiVersion)
    .flatMap(set => findingsIn(set, manifest).map(finding => `${set.label}: ${nameOf(manifest)}: ${finding}`));
}

/** Fails the test with everything that is wrong with `manifests`. */
export function expectValidSchemas(manifests: readonly unknown[]): void {
  expect(manifests.flatMap(schemaErrors)).toEqual([]);
}

function findingsIn(set: SchemaSet, manifest: KubernetesObject): string[] {
  const schema = findSchema(set, manifest.apiVersion, manifest.kind);
  return schema === undefined ? [`no schema for ${manifest.apiVersion} ${manifest.kind}`] : violations(schema, manifest);
}

function violations(schema: Validate, manifest: KubernetesObject): string[] {
  const recorder = new ReadRecorder();
  const errors = schema(recorder.view(manifest)) ? [] : schema.errors ?? [];
  return [
    ...new Set(errors.map(error => describeError(manifest, error))),
    ...recorder.unreadFields.filter(pointer => !isLostField(manifest.kind, pointer)).map(pointer => `${pointer}: is not a known field`),
  ];
}

function isKubernetesObject(manifest: unknown): manifest is KubernetesObject {
  const { apiVersion, kind } = (manifest ?? {}) as Partial<Record<string, unknown>>;
  return typeof apiVersion === 'string' && typeof kind === 'string';
}

function nameOf({ kind, metadata }: KubernetesObject): string {
  const names = [metadata?.namespace, metadata?.name].filter(name => name !== undefined);
  return `${kind} ${names.join('/') || '(unnamed)'}`;
}
