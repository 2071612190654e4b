import { ClientChecks } from './route';
import { IpRange, Labels, parseAddress, parseCidr } from '../values';

const PREFIX = 'nginx.ingress.kubernetes.io';

/**
 * What the annotations of an Ingress tell ingress-nginx to ask of clients, as far as it is certain.
 *
 * @see https://kubernetes.github.io/ingress-nginx/user-guide/nginx-configuration/annotations/
 */
export function readIngressNginx(annotations: Labels): ClientChecks | undefined {
  const note = (key: string): string | undefined => annotations[`${PREFIX}/${key}`];
  const authentication = authenticationOf(note);
  const list = note('allowlist-source-range') ?? note('whitelist-source-range');
  // Who is on the list need not log in then, and who logs in need not be on the list: nothing is asked of everybody.
  if (list !== undefined && note('satisfy') === 'any') return undefined;
  const clients = list?.split(',').flatMap(readClient);
  return authentication === undefined && clients === undefined ? undefined : { authentication, clients };
}

/** Without a type the controller passes a secret over, and serves everybody. */
function authenticationOf(note: (key: string) => string | undefined): string | undefined {
  const type = note('auth-type');
  if ((type === 'basic' || type === 'digest') && note('auth-secret')) return type;
  return note('auth-url') ? 'external' : undefined;
}

/** The controller serves nobody when it cannot read its list. */
function readClient(text: string): IpRange[] {
  const address = parseAddress(text.trim());
  if (address !== undefined) return [{ family: address.family, first: address.value, last: address.value }];
  const range = parseCidr(text.trim())?.range;
  return range === undefined ? [] : [range];
}
