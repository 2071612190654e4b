import * as fc from 'fast-check';
import {
  labels, maybe, named, NAMESPACE_LABELS, NODE_ADDRESSES, NODE_LABELS, NODES, POD_ADDRESSES, POD_LABELS, PORT_NAMES, PORTS, PROTOCOLS, sometimes,
  WORKLOADS,
} from './alphabet';
import { RawObject } from './naive-evaluator';

/* What random clusters are made of, besides their policies. */

/** Within a container the names of ports are unique; several containers may use one. */
const container = fc.record({
  ports: maybe(fc.uniqueArray(fc.record({
    name: sometimes(7, fc.constantFrom(...PORT_NAMES)),
    containerPort: fc.constantFrom(...PORTS),
    protocol: maybe(fc.constantFrom(...PROTOCOLS)),
  }), { maxLength: 2, selector: ({ name, containerPort }) => name ?? containerPort })),
  restartPolicy: sometimes(5, fc.constant('Always')),
});

const template = fc.record({
  metadata: fc.record({ labels: maybe(labels(POD_LABELS)) }),
  spec: fc.record({
    hostNetwork: sometimes(3, fc.boolean()),
    nodeName: sometimes(3, fc.constantFrom(...NODES)),
    containers: fc.array(container, { minLength: 1, maxLength: 2 }),
    initContainers: sometimes(3, fc.array(container, { maxLength: 2 })),
  }),
});

/** The address of a pod, or one of each family, of which the first is written twice. */
const podStatus = fc.record({
  phase: sometimes(4, fc.constantFrom('Running', 'Pending', 'Succeeded', 'Failed')),
  podIPs: sometimes(7, fc.oneof(
    fc.constantFrom(...POD_ADDRESSES).map(ip => [{ ip }]),
    fc.constantFrom([{ ip: '10.1.2.3' }, { ip: 'fd00:1:2::9' }], [{ ip: 'fd00:1::3' }, { ip: '10.2.0.0' }]),
  )),
}).map(status => ({ ...status, podIP: status.podIPs?.[0].ip }));

const workload = (name: string, namespaces: readonly string[]): fc.Arbitrary<RawObject> => {
  const metadata = fc.record({ name: fc.constant(name), namespace: fc.constantFrom(...namespaces) });
  const lone = fc.tuple(metadata, template, sometimes(7, podStatus))
    .map(([itsMetadata, pod, status]) => ({ apiVersion: 'v1', kind: 'Pod', metadata: { ...itsMetadata, ...pod.metadata }, spec: pod.spec, status }));
  const controlled = (apiVersion: string, kind: string, spec: (pod: unknown, count?: number) => unknown) =>
    fc.tuple(metadata, template, sometimes(4, fc.constantFrom(1, 3)))
      .map(([itsMetadata, pod, count]) => ({ apiVersion, kind, metadata: itsMetadata, spec: spec(pod, count) }));
  return fc.oneof(
    { weight: 4, arbitrary: lone },
    { weight: 3, arbitrary: controlled('apps/v1', 'Deployment', (pod, replicas) => ({ replicas, template: pod })) },
    { weight: 1, arbitrary: controlled('apps/v1', 'StatefulSet', (pod, replicas) => ({ replicas, template: pod })) },
    { weight: 1, arbitrary: controlled('apps/v1', 'DaemonSet', pod => ({ template: pod })) },
    { weight: 1, arbitrary: controlled('batch/v1', 'Job', (pod, parallelism) => ({ parallelism, template: pod })) },
    { weight: 1, arbitrary: controlled('batch/v1', 'CronJob', (pod, parallelism) => ({ jobTemplate: { spec: { parallelism, template: pod } } })) },
  );
};

/** A namespace may be known by its mention alone, as when its manifest is kept elsewhere. */
const namespaceObject = (name: string): fc.Arbitrary<RawObject | undefined> =>
  sometimes(7, fc.record({ labels: maybe(labels(NAMESPACE_LABELS).map(stated => ({ ...stated, 'kubernetes.io/metadata.name': name }))) })
    .map(({ labels: itsLabels }) => ({ apiVersion: 'v1', kind: 'Namespace', metadata: { name, labels: itsLabels } })));

/** A node has a name besides its addresses, and may be known by those of its pods alone. */
const node = (name: string): fc.Arbitrary<RawObject | undefined> =>
  sometimes(4, fc.record({ labels: maybe(labels(NODE_LABELS)), addresses: fc.subarray(NODE_ADDRESSES, { maxLength: 2 }) })
    .map(({ labels: itsLabels, addresses }) => ({
      apiVersion: 'v1',
      kind: 'Node',
      metadata: { name, labels: itsLabels },
      status: { addresses: [{ type: 'Hostname', address: name }, ...addresses.map(address => ({ type: 'InternalIP', address }))] },
    })));

/** Namespaces, the workloads in them, and some of the nodes they run on. */
export const inhabitants = (namespaces: readonly string[]): fc.Arbitrary<RawObject[]> =>
  fc.integer({ min: 2, max: WORKLOADS.length }).chain(count => fc.tuple(
    named(namespaces, namespaceObject),
    named(WORKLOADS.slice(0, count), name => workload(name, namespaces)),
    named(NODES, node),
  )).map(parts => parts.flat().filter(object => object !== undefined));
