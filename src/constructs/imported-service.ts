import { IPeer, Peer } from './peer';
import { UsageError } from '../errors';
import { Cidr, dnsLabel, Ports, serviceName } from '../values';

/** Properties for `ImportedService`. */
export interface ImportedServiceProps {
  /** The namespace that exports it, which has the same name in all clusters of a set, and the same owner. */
  readonly namespace: string;

  /** Its name. */
  readonly name: string;

  /** The ports that its pods listen on. */
  readonly ports: Ports[];

  /**
   * Where policies see the pods behind it: the blocks that pods of the other clusters have, or those of the gateways between them. No
   * policy can tell pods of another cluster by their labels.
   */
  readonly cidrs: Cidr[];
}

/**
 * A Service that other clusters of a set export, to be allowed as a peer.
 *
 * What implements multi-cluster Services writes its ServiceImport; here is only what policies need to know.
 *
 * @example
 * const ledger = new ImportedService({
 *   namespace: 'bank', name: 'ledger', ports: [Ports.tcp(5432)], cidrs: [Cidr.of('10.72.0.0/14')],
 * });
 * @see https://multicluster.sigs.k8s.io/concepts/multicluster-services-api/
 */
export class ImportedService implements IPeer {
  private readonly peer: Peer;

  /** The name that clients look up. */
  public readonly dnsName: string;

  constructor(props: ImportedServiceProps) {
    const at = 'ImportedService';
    const [name, namespace] = [serviceName(at, 'Service', props.name), dnsLabel(at, 'namespace', props.namespace)];
    this.dnsName = `${name}.${namespace}.svc.clusterset.local`;
    if (props.cidrs.length === 0) {
      throw new UsageError(at, `nothing tells where the pods behind "${name}" are`, 'name the blocks of their addresses, or of the gateways before them');
    }
    const blocks = props.cidrs.map(block => ({ block, except: [] }));
    this.peer = Peer._of({ end: { kind: 'addresses', blocks }, what: `imported service "${name}"`, ports: [...props.ports] });
  }

  public toPeer(): Peer {
    return this.peer;
  }
}
