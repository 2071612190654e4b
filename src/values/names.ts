import { UsageError } from '../errors';

const DNS_LABEL = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/;
const RFC_1035_LABEL = /^[a-z]([-a-z0-9]*[a-z0-9])?$/;

/** Whether a name is of the RFC 1123 label form. */
export const isDnsLabel = (text: string): boolean => DNS_LABEL.test(text) && text.length <= 63;

/** Checks a name of the RFC 1123 label form, such as that of a Namespace or a container. */
export function dnsLabel(where: string, what: string, name: string): string {
  return check({ where, what, name }, isDnsLabel,
    'at most 63 lower-case letters, digits and "-", beginning and ending with a letter or digit');
}

/** Checks a name of the stricter RFC 1035 label form, such as that of a Service. */
export function serviceName(where: string, what: string, name: string): string {
  return check({ where, what, name }, text => RFC_1035_LABEL.test(text) && text.length <= 63,
    'at most 63 lower-case letters, digits and "-", beginning with a letter and ending with a letter or digit');
}

/** Checks a name of the RFC 1123 subdomain form, such as that of most objects. */
export function dnsSubdomain(where: string, what: string, name: string): string {
  return check({ where, what, name }, isSubdomain,
    'at most 253 lower-case letters, digits, "-" and ".", each part beginning and ending with a letter or digit');
}

/** Checks the host of a route: a domain name, or one with `*` for its first label. */
export function checkedHost(where: string, host: string): string {
  return check({ where, what: 'host', name: host }, isHost, 'a lower-case domain name, such as "shop.example.com" or "*.example.com"');
}

/** Checks the name of a port (an IANA service name). */
export function portName(where: string, name: string): string {
  const isPortName = (text: string) => /^[a-z0-9]+(-[a-z0-9]+)*$/.test(text) && /[a-z]/.test(text) && text.length <= 15;
  return check({ where, what: 'port name', name }, isPortName, 'at most 15 lower-case letters, digits and single "-", with at least one letter');
}

const isSubdomain = (name: string): boolean =>
  name.length <= 253 && name.split('.').every(part => DNS_LABEL.test(part));

/** A host has more than one part, of which the last has a letter: with a number there, it would be read as an address. */
function isHost(host: string): boolean {
  const domain = host.startsWith('*.') ? host.slice(2) : host;
  return host.length <= 253 && isSubdomain(domain) && domain.includes('.') && domain.split('.').every(part => part.length <= 63)
    && /[a-z][^.]*$/.test(domain);
}

interface Name {
  readonly where: string;
  readonly what: string;
  readonly name: string;
}

function check({ where, what, name }: Name, isValid: (name: string) => boolean, form: string): string {
  if (isValid(name)) return name;
  // What the user probably meant, if a valid name is that near.
  const near = /[/:]/.test(name) ? '' : name.toLowerCase().replace(/[^a-z0-9.*]+/g, '-').replace(/^-|-$/g, '');
  throw new UsageError(where, `${JSON.stringify(name)} is not a valid ${what}`, `use ${form}${isValid(near) ? `; such as "${near}"` : ''}`);
}
