import { Mesh, mutualTlsBy } from '../mesh';
import { yes } from '../support';

export const istioSidecar: Mesh = {
  title: 'Istio with sidecars',
  supports: {
    mutualTls: mutualTlsBy('PeerAuthentication, mode `STRICT`'),
    identityAuthorization: yes('AuthorizationPolicy of Istio'),
    httpAuthorization: yes('AuthorizationPolicy of Istio'),
    portPolicies: yes('NetworkPolicy'),
  },
};
