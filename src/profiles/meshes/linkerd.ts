import { BY_ACCOUNT, Mesh, mutualTlsBy } from '../mesh';
import { caveat, no, yes } from '../support';

/** From 2.18, connections between pods of the mesh arrive on port 4143, whatever port was called. */
export const linkerd: Mesh = {
  title: 'Linkerd',
  supports: {
    mutualTls: mutualTlsBy('the annotation `config.linkerd.io/default-inbound-policy: deny`, and MeshTLSAuthentication for who may connect'),
    identityAuthorization: caveat(`Server, AuthorizationPolicy and MeshTLSAuthentication of Linkerd, for each port; ${BY_ACCOUNT}`),
    httpAuthorization: yes('AuthorizationPolicy of Linkerd for an HTTPRoute'),
    portPolicies: no('from Linkerd 2.18, connections between pods of the mesh arrive on port 4143, whatever port was called',
      'move the rules about ports into a Server and an AuthorizationPolicy of Linkerd'),
  },
};
