import { groupBy } from '../values';

/** An object as it is synthesized. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [name: string]: Json };

/** The objects of one cluster. */
export interface ClusterObjects {
  readonly cluster: string;
  readonly objects: readonly Json[];
}

/** An object that is not in all clusters, or not the same in all. */
export interface ObjectDifference {
  /** Such as `NetworkPolicy shop/allow-dns`. */
  readonly object: string;
  readonly present: readonly string[];
  readonly absent: readonly string[];
  /** Where those that have it disagree, such as `spec.egress[0].to`. */
  readonly fields: readonly string[];
}

/** What differs between clusters, by the names of the objects. */
export function clusterDifferences(clusters: readonly ClusterObjects[]): ObjectDifference[] {
  const all = clusters.flatMap(({ cluster, objects }) => objects.map(object => ({ cluster, object, name: nameOf(object) })));
  return [...groupBy(all, ({ name }) => name)].sort(([a], [b]) => a < b ? -1 : 1).map(([name, found]) => {
    const present = new Set(found.map(({ cluster }) => cluster));
    return {
      object: name,
      present: [...present],
      absent: clusters.map(({ cluster }) => cluster).filter(cluster => !present.has(cluster)),
      fields: differingFields('', found.map(({ object }) => object)),
    };
  }).filter(({ absent, fields }) => absent.length + fields.length > 0);
}

function nameOf(object: Json): string {
  const { apiVersion, kind, metadata } = object as Readonly<Record<'apiVersion' | 'kind', string>> & { readonly metadata: Readonly<Record<string, string>> };
  const group = apiVersion.includes('/') ? `.${apiVersion.split('/')[0]}` : '';
  return `${kind}${group} ${metadata.namespace === undefined ? '' : `${metadata.namespace}/`}${metadata.name}`;
}

/** The deepest fields in which some values differ. */
function differingFields(path: string, values: readonly (Json | undefined)[]): string[] {
  if (new Set(values.map(value => JSON.stringify(value))).size === 1) return [];
  if (values.every(isObject)) {
    const names = [...new Set(values.flatMap(value => Object.keys(value)))].sort();
    return names.flatMap(name => differingFields(path === '' ? name : `${path}.${name}`, values.map(value => value[name])));
  }
  if (values.every(isList) && new Set(values.map(({ length }) => length)).size === 1) {
    return values[0].flatMap((_, index) => differingFields(`${path}[${index}]`, values.map(value => value[index])));
  }
  return [path];
}

const isList = (value: Json | undefined): value is readonly Json[] => Array.isArray(value);
const isObject = (value: Json | undefined): value is { readonly [name: string]: Json } =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
