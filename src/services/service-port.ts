import { UsageError } from '../errors';

/** A port as the `spec` of a Service writes it. */
export interface ServicePort {
  readonly name: string;
  readonly protocol: string;
  readonly appProtocol?: string;
  readonly port: number;
  /** A number: a name would have to be looked up on each pod, which not everything that enforces policies does right. */
  readonly targetPort?: number;
  readonly nodePort?: number;
}

/** Checks what no two ports of a Service may share. */
export function checkDistinct(where: string, ports: readonly Pick<ServicePort, 'name' | 'protocol' | 'port'>[]): void {
  const repeated = (keyOf: (port: typeof ports[number]) => string) =>
    ports.map(keyOf).find((key, index, keys) => keys.indexOf(key) < index);
  const name = repeated(port => port.name);
  if (name !== undefined) throw new UsageError(where, `two ports are called "${name}"`, 'give each port its own name');
  const number = repeated(({ protocol, port }) => `${protocol} ${port}`);
  if (number !== undefined) throw new UsageError(where, `the port "${number.toLowerCase()}" is published twice`, 'publish each port once');
}

const KUBERNETES_PROTOCOLS = ['kubernetes.io/h2c', 'kubernetes.io/ws', 'kubernetes.io/wss'];

/** Checks what is spoken on a port: a name that IANA knows, one of Kubernetes, or one with a domain of its own. */
export function checkedAppProtocol(where: string, text: string): string {
  const isOwn = /^([a-z0-9]([-a-z0-9]*[a-z0-9])?\.)+[a-z]+\/[A-Za-z0-9]([-A-Za-z0-9_.]*[A-Za-z0-9])?$/.test(text);
  const isIana = /^[a-z0-9]+(-[a-z0-9]+)*$/.test(text) && text.length <= 15;
  if (isIana || (text.startsWith('kubernetes.io/') ? KUBERNETES_PROTOCOLS.includes(text) : isOwn)) return text;
  throw new UsageError(where, `${JSON.stringify(text)} is no appProtocol`,
    `use a name that IANA knows, such as "https"; one of ${KUBERNETES_PROTOCOLS.join(', ')}; or "your.domain/name"`);
}
