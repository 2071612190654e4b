import { identityOf, ResourceKind } from './kind';

/** @see https://gateway-api.sigs.k8s.io/api-types/referencegrant/ */
export const referenceGrant: ResourceKind = {
  kind: 'ReferenceGrant',
  group: 'gateway.networking.k8s.io',
  read: object => {
    const spec = object.root.field('spec');
    return {
      referenceGrants: [{
        ...identityOf(object),
        from: spec.field('from').items().flatMap(from => {
          const [kind, namespace] = [from.field('kind').text(), from.field('namespace').text()];
          const isOfGroup = from.field('group').value === 'gateway.networking.k8s.io';
          return isOfGroup && kind !== undefined && namespace !== undefined ? [{ kind, namespace }] : [];
        }),
        services: spec.field('to').items().filter(to => to.field('kind').value === 'Service' && !to.field('group').value)
          .map(to => to.field('name').text()),
      }],
    };
  },
};
