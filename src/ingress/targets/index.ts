import { ingressNginx } from './ingress-nginx';
import { traefik } from './traefik';
import { IngressTarget } from '../target';

/** Every ingress controller that a SecureIngress can be written for. To support another, add its file and a line here. */
export const ingressTargets = { traefik, ingressNginx } as const satisfies Readonly<Record<string, IngressTarget>>;
