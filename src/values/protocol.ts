/**
 * Transport protocols that a NetworkPolicy, a Service and a container port can name.
 *
 * @see https://kubernetes.io/docs/reference/networking/service-protocols/
 */
export enum Protocol {
  /** Transmission Control Protocol. */
  TCP = 'TCP',
  /** User Datagram Protocol. */
  UDP = 'UDP',
  /** Stream Control Transmission Protocol; not every CNI carries it. */
  SCTP = 'SCTP',
}
