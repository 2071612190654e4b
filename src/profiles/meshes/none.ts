import { Mesh } from '../mesh';
import { no, yes } from '../support';

const without = no('there is no service mesh', 'install one, and name it as the mesh of the ClusterProfile');

export const none: Mesh = {
  title: 'A cluster without a mesh',
  supports: {
    mutualTls: without, identityAuthorization: without, httpAuthorization: without, portPolicies: yes('NetworkPolicy'),
  },
};
