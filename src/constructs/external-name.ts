import { Construct } from 'constructs';
import { claimObject } from './claims';
import { IsolatedNamespace } from './isolated-namespace';
import { kubeObject } from './kube-object';
import { IPeer, Peer } from './peer';
import { where } from './where';
import { checkedExternalName } from '../services';
import { serviceName } from '../values';

/** Properties for `ExternalName`. */
export interface ExternalNameProps {
  /** Where its clients find it by its name alone. */
  readonly namespace: IsolatedNamespace;

  /** Its name inside. */
  readonly name: string;

  /** The host outside that it stands for. */
  readonly externalName: string;
}

/**
 * A name inside the cluster for a host outside.
 *
 * Clients that speak TLS or HTTP will ask the host for the name inside, which it may not know: prefer its own name, and
 * `Peer.host(…)`. Where its addresses are fixed, prefer an `ExternalService`.
 *
 * @see https://kubernetes.io/docs/concepts/services-networking/service/#externalname
 */
export class ExternalName extends Construct implements IPeer {
  private readonly host: string;

  /** Throws a UsageError for `localhost`, for an address, and for a name inside a cluster. */
  constructor(scope: Construct, id: string, props: ExternalNameProps) {
    super(scope, id);
    const name = serviceName(where(this), 'Service', props.name);
    this.host = checkedExternalName(where(this), props.externalName);
    claimObject(this, { kind: 'Service', namespace: props.namespace.name, name });
    // Neither ports nor a selector: controllers would make EndpointSlices of them.
    kubeObject(this, 'Service', {
      apiVersion: 'v1', kind: 'Service', name, namespace: props.namespace.name, spec: { type: 'ExternalName', externalName: this.host },
    });
  }

  /** The host, for the policies of whoever may connect. Those need a network plugin that knows names. */
  public toPeer(): Peer {
    return Peer.host(this.host);
  }
}
