import { identityOf, ResourceKind } from './kind';
import { Cursor } from '../cursor';
import { readEndpointAddress, readEndpointPort } from '../read-endpoints';

const SERVICE_NAME = 'kubernetes.io/service-name';
const MANAGED_BY = 'endpointslice.kubernetes.io/managed-by';

/** @see https://kubernetes.io/docs/reference/kubernetes-api/service-resources/endpoint-slice-v1/ */
export const endpointSlice: ResourceKind = {
  kind: 'EndpointSlice',
  group: 'discovery.k8s.io',
  read: object => {
    const { root } = object;
    const labels = root.field('metadata').field('labels').labels();
    const service = labels[SERVICE_NAME];
    if (service === undefined) {
      // Those of other clusters belong to a ServiceImport.
      if (labels['multicluster.kubernetes.io/service-name'] === undefined) {
        root.field('metadata').warn('SVC005', `an EndpointSlice belongs to the Service in its label ${SERVICE_NAME}; this one has none, and is passed over`);
      }
      return {};
    }
    return {
      endpoints: [{
        ...identityOf(object),
        service,
        derived: labels[MANAGED_BY] === 'endpointslice-controller.k8s.io',
        addresses: root.field('endpoints').items().flatMap(readFirstAddress),
        ports: root.field('ports').items().flatMap(readEndpointPort),
      }],
    };
  },
};

/** An endpoint may have several addresses, but nobody reads more than the first. */
const readFirstAddress = (endpoint: Cursor) => endpoint.field('addresses').items().slice(0, 1).flatMap(readEndpointAddress);
