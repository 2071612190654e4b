import { BY_ACCOUNT, Mesh, mutualTlsBy } from '../mesh';
import { caveat, no } from '../support';

/** Connections between pods of the mesh arrive on port 15008, whatever port was called. */
export const istioAmbient: Mesh = {
  title: 'Istio ambient',
  supports: {
    mutualTls: mutualTlsBy('PeerAuthentication, mode `STRICT`'),
    identityAuthorization: caveat(`AuthorizationPolicy of Istio, enforced by ztunnel; ${BY_ACCOUNT}`),
    httpAuthorization: caveat('AuthorizationPolicy of Istio, with a waypoint'),
    portPolicies: no('connections between pods of the mesh arrive on port 15008, whatever port was called',
      'move the rules about ports into an AuthorizationPolicy of Istio'),
  },
};
