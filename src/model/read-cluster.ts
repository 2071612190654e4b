import { anyPodTemplate, hasPodTemplate } from './any-pod-template';
import { attachRoutes } from './attach-routes';
import { withCalico } from './calico/with-calico';
import { Cluster, Namespace, Workload } from './cluster';
import { Cursor, Report } from './cursor';
import { DefinedObjects } from './defined-objects';
import { Diagnostic } from './diagnostic';
import { equalPriorities } from './equal-priorities';
import { kinds } from './kinds';
import { KubeObject, Parts, ResourceKind } from './kinds/kind';
import { Manifest } from './manifest';
import { NAMESPACE_NAME_LABEL } from './namespace-name-label';
import { sameLabels } from './pod-template';

export interface ReadCluster {
  readonly cluster: Cluster;
  readonly diagnostics: readonly Diagnostic[];
}

const kindsByName = new Map(kinds.map(kind => [`${kind.group}/${kind.kind}`, kind]));

/** Reads what matters to the network; objects of other kinds are passed over. */
export function readCluster(manifests: readonly Manifest[], defaultNamespace = 'default'): ReadCluster {
  const diagnostics: Diagnostic[] = [];
  const all = noParts();
  const defined = new DefinedObjects();
  for (const manifest of manifests) readObject(manifest, defaultNamespace, diagnostics, defined);
  for (const part of defined.parts()) {
    for (const kind in part) all[kind as keyof Parts].push(...part[kind as keyof Parts] as never[]);
  }
  diagnostics.push(...equalPriorities(all.tieredPolicies));
  const { calico, ...found } = all;
  const workloads = withoutRepeatedPods(found.workloads);
  const namespaced = [
    ...calico.filter(({ kind }) => kind === 'NetworkPolicy'),
    ...found.tieredPolicies.filter(({ subjects }) => subjects.some(({ namespaces }) => namespaces === undefined)),
  ];
  const namespaces = withMentioned(found.namespaces, [workloads, found.completed, found.policies, namespaced, found.services]);
  const attached = attachRoutes({ ...found, namespaces });
  diagnostics.push(...attached.diagnostics);
  const routes = [...found.routes, ...attached.routes];
  return { cluster: withCalico({ ...found, workloads, namespaces, routes }, calico), diagnostics };
}

type MutableParts = { -readonly [Kind in keyof Parts]: Parts[Kind][number][] };

const noParts = (): MutableParts => ({
  namespaces: [],
  workloads: [],
  completed: [],
  policies: [],
  tieredPolicies: [],
  nodes: [],
  services: [],
  endpoints: [],
  routes: [],
  gateways: [],
  gatewayClasses: [],
  gatewayRoutes: [],
  referenceGrants: [],
  calico: [],
});

function readObject(manifest: Manifest, defaultNamespace: string, diagnostics: Diagnostic[], into: DefinedObjects): void {
  const { source } = manifest;
  const report: Report = (severity, code, path, message) =>
    diagnostics.push({ severity, code, file: source.file, ...source.position(path), message });
  const root = Cursor.at(manifest.value, report);
  const kind = root.field('kind').text();
  if (kind === undefined) return root.error('PAR003', 'an object needs a kind; this one has none, and is passed over');
  const apiVersion = root.field('apiVersion').text() ?? '';
  const type = `${groupOf(apiVersion)}/${kind}`;
  const reader = readerOf(type, root);
  if (reader === undefined) return;
  const metadata = root.field('metadata');
  const name = metadata.field('name').text() ?? metadata.field('generateName').text();
  if (name === undefined) return root.error('PAR003', `a ${kind} needs a metadata.name; this one has none, and is passed over`);
  const object: KubeObject = { apiVersion, kind, name, namespace: metadata.field('namespace').text() || defaultNamespace, root, source };
  into.add(type, object, reader.read(object));
}

const readerOf = (type: string, root: Cursor): Pick<ResourceKind, 'read'> | undefined =>
  kindsByName.get(type) ?? (hasPodTemplate(root) ? anyPodTemplate : undefined);

/** The API group, such as `apps`; empty for the core group. */
const groupOf = (apiVersion: string): string => apiVersion.includes('/') ? apiVersion.slice(0, apiVersion.indexOf('/')) : '';

/** Pods of one controller that differ in nothing a policy or a Service could see are one workload with several pods. */
function withoutRepeatedPods(workloads: readonly Workload[]): Workload[] {
  const groups = new Map<string, Workload[]>();
  for (const workload of workloads) {
    const key = `${workload.namespace}/${workload.name}[${workload.kind}]`;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [workload]);
    else if (areSiblings(group[0], workload)) group.push(workload);
    else addTo(groups, `${key} ${appearanceOf(workload)}`, workload);
  }
  return [...groups.values()].map(asOne);
}

/** Only of those that are not like the first of their controller, as it takes long to write out. */
const appearanceOf = ({ hostNetwork, serviceAccount, labels }: Workload): string =>
  JSON.stringify([hostNetwork, serviceAccount, Object.entries(labels).sort(([a], [b]) => a < b ? -1 : 1)]);

function addTo(groups: Map<string, Workload[]>, key: string, workload: Workload): void {
  const group = groups.get(key);
  if (group === undefined) groups.set(key, [workload]);
  else group.push(workload);
}

const areSiblings = (one: Workload, other: Workload): boolean =>
  one.hostNetwork === other.hostNetwork && one.serviceAccount === other.serviceAccount && sameLabels(one.labels, other.labels);

function asOne(pods: readonly Workload[]): Workload {
  if (pods.length === 1) return pods[0];
  const areKnown = pods.every(({ addresses }) => addresses !== undefined);
  const [{ node }] = pods;
  return {
    ...pods[0],
    replicated: true,
    addresses: areKnown ? pods.flatMap(({ addresses }) => addresses ?? []) : undefined,
    node: pods.every(pod => pod.node === node) ? node : undefined,
  };
}

/** Adds the namespaces that objects live in but nothing defines; all that is known of those is their name. */
function withMentioned(defined: readonly Namespace[], inhabitants: readonly (readonly { readonly namespace: string }[])[]): Namespace[] {
  const byName = new Map<string, Namespace>();
  for (const list of inhabitants) {
    for (const { namespace: name } of list) if (!byName.has(name)) byName.set(name, { name, labels: { [NAMESPACE_NAME_LABEL]: name } });
  }
  for (const namespace of defined) {
    byName.set(namespace.name, { ...namespace, labels: { ...namespace.labels, [NAMESPACE_NAME_LABEL]: namespace.name } });
  }
  return [...byName.values()].sort((a, b) => a.name < b.name ? -1 : 1);
}
