import { identityOf, KubeObject, ResourceKind } from './kind';
import { readAddresses, readPods } from '../pod-template';

/** A pod that a controller owns counts as that controller; its siblings differ in nothing a policy could see. */
export const pod: ResourceKind = {
  kind: 'Pod',
  group: '',
  read: object => {
    const status = object.root.field('status');
    // A completed pod talks to nobody, and its address may be somebody else's by now.
    if (['Succeeded', 'Failed'].includes(status.field('phase').text() ?? '')) return {};
    return {
      workloads: [{ ...identityOf(object), ...ownerOf(object), ...readPods(object.root), replicated: false, addresses: readAddresses(status) }],
    };
  },
};

function ownerOf({ root }: KubeObject): { readonly kind?: string; readonly name?: string } {
  const owner = root.field('metadata').field('ownerReferences').items().find(reference => reference.field('controller').isTrue());
  const name = owner?.field('name').text();
  return owner === undefined || name === undefined ? {} : { name, kind: owner.field('kind').text() ?? 'Pod' };
}
