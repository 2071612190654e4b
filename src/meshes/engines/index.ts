import { istioAmbient } from './istio-ambient';
import { istioSidecar } from './istio-sidecar';
import { linkerd } from './linkerd';
import { MeshName } from '../../values';
import { MeshEngine } from '../engine';

/** What each mesh asks for, by its name. To add one, add its file and a line here. */
export const meshEngines: Readonly<Record<Exclude<MeshName, 'none'>, MeshEngine>> = {
  'istio-sidecar': istioSidecar,
  'istio-ambient': istioAmbient,
  linkerd,
};
