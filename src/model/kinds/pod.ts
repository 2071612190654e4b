import { KubeObject, ResourceKind } from './kind';
import { Workload } from '../cluster';
import { readAddresses, readPods } from '../pod-template';

/** A pod that a controller owns counts as that controller; its siblings differ in nothing a policy could see. */
export const pod: ResourceKind = {
  kind: 'Pod',
  group: '',
  read: object => {
    const status = object.root.field('status');
    const { apiVersion, kind, name } = ownerOf(object) ?? object;
    const { labels, ports, hostNetwork, serviceAccount, node } = readPods(object.root);
    const { namespace, source } = object;
    // Written out, not spread: there may be a hundred thousand of these.
    const workload: Workload = {
      apiVersion,
      kind,
      name,
      namespace,
      source,
      labels,
      ports,
      hostNetwork,
      serviceAccount,
      addedLabels: NONE,
      replicated: false,
      addresses: readAddresses(status),
      node,
    };
    return ['Succeeded', 'Failed'].includes(status.field('phase').text() ?? '') ? { completed: [workload] } : { workloads: [workload] };
  },
};

/** A pod that exists has all the labels that it will have. */
const NONE: readonly string[] = [];

function ownerOf({ root }: KubeObject): Pick<Workload, 'apiVersion' | 'kind' | 'name'> | undefined {
  const owner = root.field('metadata').field('ownerReferences').items().find(reference => reference.field('controller').isTrue());
  const name = owner?.field('name').text();
  if (owner === undefined || name === undefined) return undefined;
  return { name, kind: owner.field('kind').text() ?? 'Pod', apiVersion: owner.field('apiVersion').text() ?? 'v1' };
}
