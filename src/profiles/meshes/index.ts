import { istioAmbient } from './istio-ambient';
import { istioSidecar } from './istio-sidecar';
import { linkerd } from './linkerd';
import { none } from './none';
import { MeshName } from '../../values';
import { Mesh } from '../mesh';

/** Every service mesh we know. To add one, add its file, a line here, and its name to `meshNames`. */
export const meshes: Readonly<Record<MeshName, Mesh>> = {
  none,
  'istio-sidecar': istioSidecar,
  'istio-ambient': istioAmbient,
  linkerd,
};
