/** One backend of a Service outside the cluster. */
export interface Endpoint {
  readonly address: string;
  /** The port that it listens on, by the name of the port of the Service, where it is another than that of the rest. */
  readonly targetPorts?: Readonly<Record<string, number>>;
  readonly hostname?: string;
  readonly nodeName?: string;
  readonly zone?: string;
  /** Zones whose clients should use it. */
  readonly forZones?: readonly string[];
  readonly state?: EndpointState;
}

export type EndpointState = 'ready' | 'draining' | 'not-ready';
