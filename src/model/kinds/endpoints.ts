import { identityOf, KubeObject, ResourceKind } from './kind';
import { Cursor } from '../cursor';
import { readEndpointAddress, readEndpointPort } from '../read-endpoints';
import { Endpoints } from '../service';

/** Deprecated, but a cluster still turns those that somebody wrote into EndpointSlices. Each subset counts on its own. */
export const endpoints: ResourceKind = {
  kind: 'Endpoints',
  group: '',
  read: object => ({ endpoints: object.root.field('subsets').items().map(subset => readSubset(object, subset)) }),
};

const readSubset = (object: KubeObject, subset: Cursor): Endpoints => ({
  ...identityOf(object),
  service: object.name,
  // Those of a Service with a selector are made from it; the others are mirrored.
  derived: true,
  addresses: subset.field('addresses').items().flatMap(address => readEndpointAddress(address.field('ip'))),
  ports: subset.field('ports').items().flatMap(readEndpointPort),
});
