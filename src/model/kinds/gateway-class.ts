import { ResourceKind } from './kind';

export const gatewayClass: ResourceKind = {
  kind: 'GatewayClass',
  group: 'gateway.networking.k8s.io',
  read: ({ name, root }) => ({
    gatewayClasses: [{ name, controllerName: root.field('spec').field('controllerName').text() ?? '' }],
  }),
};
