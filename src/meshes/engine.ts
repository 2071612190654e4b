import { ClusterFacts, FlowEnd, Labels, PodLocation, Ports } from '../values';

/** What a mesh asks of the namespaces in it, and how it is told who may connect to whom. */
export interface MeshEngine {
  /** What puts a namespace with these labels in the mesh. */
  readonly member: (labels: Labels) => NamespaceMarks;
  /** What keeps a namespace out of it. */
  readonly outside: NamespaceMarks;
  /** Labels of namespaces by which it decides, and which are not for anybody else to set. */
  readonly ownLabels: readonly string[];
  /** Where the connections between its pods arrive, whichever TCP port was called; where that itself, if left out. */
  readonly tunnel?: Ports;
  /** The CNI plugin without which each pod gets an init container that changes the network of the pod. */
  readonly plugin?: string;
  /** Whether a proxy in each pod looks up the control plane by its name. */
  readonly looksUpNames: boolean;
  /** What every pod has to be allowed for the mesh to work. */
  readonly needs: (facts: ClusterFacts) => readonly MeshNeed[];
  /** The objects of a namespace that insist on mutual TLS and authorize nobody. */
  readonly perNamespace: readonly NamespaceObject[];
  /** The objects that authorize the clients of a workload. */
  readonly perWorkload: readonly ObjectTemplate[];
  /** Whether such an object is about one port, so that there are some for each. */
  readonly onePort: boolean;
  /** Why it cannot authorize clients by a port, and what to do then; nothing if it can. */
  readonly refuses: (port: Ports) => Refusal | undefined;
}

/** What a Namespace says of the mesh. */
export interface NamespaceMarks {
  readonly labels?: Labels;
  readonly annotations?: Labels;
}

/** A connection that the mesh makes by itself, from the pods of a namespace (`egress`) or to them. */
export interface MeshNeed {
  readonly direction: 'ingress' | 'egress';
  readonly peer: FlowEnd;
  readonly ports: readonly Ports[];
}

export interface NamespaceObject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly name: string;
  readonly spec: unknown;
}

export interface ObjectTemplate {
  readonly apiVersion: string;
  readonly kind: string;
  readonly spec: (admission: Admission) => unknown;
}

/** Who may connect to the pods of a workload. */
export interface Admission {
  /** Name of the objects. */
  readonly name: string;
  readonly labels: Labels;
  readonly clients: readonly Client[];
}

/** Pods that may connect on certain TCP ports. */
export interface Client {
  readonly pods: PodLocation;
  readonly ports: readonly Ports[];
}

export interface Refusal {
  readonly what: string;
  readonly fix: string;
}
