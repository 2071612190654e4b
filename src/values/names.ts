import { UsageError } from '../errors';

const DNS_LABEL = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/;
const RFC_1035_LABEL = /^[a-z]([-a-z0-9]*[a-z0-9])?$/;

/** Checks a name of the RFC 1123 label form, such as that of a Namespace or a container. */
export function dnsLabel(where: string, what: string, name: string): string {
  return check(where, what, name, DNS_LABEL.test(name) && name.length <= 63,
    'at most 63 lower-case letters, digits and "-", beginning and ending with a letter or digit');
}

/** Checks a name of the stricter RFC 1035 label form, such as that of a Service. */
export function serviceName(where: string, what: string, name: string): string {
  return check(where, what, name, RFC_1035_LABEL.test(name) && name.length <= 63,
    'at most 63 lower-case letters, digits and "-", beginning with a letter and ending with a letter or digit');
}

/** Checks a name of the RFC 1123 subdomain form, such as that of most objects. */
export function dnsSubdomain(where: string, what: string, name: string): string {
  return check(where, what, name, isSubdomain(name),
    'at most 253 lower-case letters, digits, "-" and ".", each part beginning and ending with a letter or digit');
}

/** Checks the host of a route: a domain name, or one with `*` for its first label. */
export function checkedHost(where: string, host: string): string {
  const domain = host.startsWith('*.') ? host.slice(2) : host;
  return check(where, 'host', host, isSubdomain(domain) && domain.includes('.') && domain.split('.').every(part => part.length <= 63),
    'a lower-case domain name, such as "shop.example.com" or "*.example.com"');
}

/** Checks the name of a port (an IANA service name). */
export function portName(where: string, name: string): string {
  const valid = /^[a-z0-9]+(-[a-z0-9]+)*$/.test(name) && /[a-z]/.test(name) && name.length <= 15;
  return check(where, 'port name', name, valid, 'at most 15 lower-case letters, digits and single "-", with at least one letter');
}

const isSubdomain = (name: string): boolean =>
  name.length <= 253 && name.split('.').every(part => DNS_LABEL.test(part));

function check(where: string, what: string, name: string, valid: boolean, form: string): string {
  if (valid) return name;
  const fix = /^\s*$/.test(name) ? `give ${form}` : `use ${form}${suggestion(name)}`;
  throw new UsageError(where, `"${name}" is not a valid ${what}`, fix);
}

/** What the user probably meant, if a valid label is that near. */
function suggestion(name: string): string {
  const near = name.toLowerCase().replace(/[^a-z0-9.*-]+/g, '-').replace(/^-+|-+$/g, '');
  return near !== '' && near !== name ? `; such as "${near}"` : '';
}
