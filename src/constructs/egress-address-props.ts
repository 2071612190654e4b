import { IPeer } from './peer';
import { Cidr } from '../values';

/** Properties for `EgressAddress`. */
export interface EgressAddressProps {
  /** What its objects are called, in the whole cluster: at most 58 lower-case letters, digits and dashes. */
  readonly name: string;

  /** Whose connections these are: tiers, namespaces, or the pods of other constructs. */
  readonly pods: IPeer[];

  /** The addresses with which they arrive, such as `203.0.113.10`; at least one, and not more than the network plugin can give. */
  readonly addresses: string[];

  /**
   * Blocks of addresses outside of the cluster to which this applies. Only Cilium tells destinations apart.
   *
   * @default - everything outside of the cluster
   */
  readonly destinations?: Cidr[];

  /**
   * Labels of the nodes through which Cilium sends the connections. The addresses have to be on their interfaces.
   *
   * @default - as the network plugin chooses; Cilium cannot
   */
  readonly gatewayNodes?: { [key: string]: string };

  /**
   * Name of the ExternalIPPool of Antrea that the address is in.
   *
   * @default - none; somebody gives the address to a node
   */
  readonly pool?: string;
}
