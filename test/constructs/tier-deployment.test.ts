import { PodSpec, violationsOf } from './pod-security-standard';
import { addTier, manifest, shopFor } from './shop-chart';
import { Ports, Tier, TierOptions } from '../../src';

interface DeploymentSpec {
  readonly replicas: number;
  readonly selector: object;
  readonly template: { readonly metadata: { readonly labels: Record<string, string> }; readonly spec: PodSpec };
}

function deploymentOf(options: Partial<TierOptions> = {}, customize: (tier: Tier) => void = () => {}): DeploymentSpec {
  const { chart, store } = shopFor();
  customize(store.addTier('web', { image: 'registry.example.com/shop/web:1.4', ...options }));
  return manifest(chart, 'Deployment', 'web').spec as DeploymentSpec;
}

const podOf = (...about: Parameters<typeof deploymentOf>): PodSpec => deploymentOf(...about).template.spec;

describe('the Deployment of a tier', () => {
  test('is named after the tier and is in its namespace', () => {
    const { chart, store } = shopFor();
    addTier(store, 'web');
    expect(manifest(chart, 'Deployment', 'web').metadata).toEqual({
      name: 'web', namespace: 'shop', labels: { 'app.kubernetes.io/name': 'web' },
    });
  });
  test('selects its pods by a label that people can read and that never changes', () => {
    expect(deploymentOf().selector).toEqual({ matchLabels: { 'app.kubernetes.io/name': 'web' } });
  });
  test('labels its pods with what it selects', () => {
    expect(deploymentOf().template.metadata.labels).toMatchObject({ 'app.kubernetes.io/name': 'web' });
  });
  test('runs one pod unless told otherwise', () => {
    expect([deploymentOf().replicas, deploymentOf({ replicas: 3 }).replicas]).toEqual([1, 3]);
  });
  test('runs the image, with the ports the tier listens on', () => {
    expect(podOf({ ports: [Ports.tcp(53), Ports.udp(53)] }).containers).toMatchObject([{
      name: 'web',
      image: 'registry.example.com/shop/web:1.4',
      ports: [{ name: 'tcp-53', containerPort: 53, protocol: 'TCP' }, { name: 'udp-53', containerPort: 53, protocol: 'UDP' }],
    }]);
  });
  test('limits what the container takes', () => {
    expect(podOf().containers).toMatchObject([{
      resources: { requests: { cpu: '100m', memory: '128Mi' }, limits: { cpu: '1000m', memory: '512Mi' } },
    }]);
  });
  test('is ready when its first TCP port answers', () => {
    expect(podOf({ ports: [Ports.udp(53), Ports.tcp(8080), Ports.tcp(9090)] }).containers).toMatchObject([{
      readinessProbe: { tcpSocket: { port: 8080 } }, startupProbe: { tcpSocket: { port: 8080 } },
    }]);
  });
  test('has no probe when nothing answers over TCP, which is all the kubelet can ask', () => {
    const [container] = podOf({ ports: [Ports.udp(53)] }).containers;
    expect(Object.keys(container).filter(key => key.endsWith('Probe'))).toEqual([]);
  });
  test('may write to the folders it asked for, and they are empty', () => {
    expect(podOf({ writablePaths: ['/tmp', '/var/run'] })).toMatchObject({
      containers: [{ volumeMounts: [{ mountPath: '/tmp', name: 'writable-0' }, { mountPath: '/var/run', name: 'writable-1' }] }],
      volumes: [{ name: 'writable-0', emptyDir: {} }, { name: 'writable-1', emptyDir: {} }],
    });
  });
});

describe('the pods of a tier', () => {
  test('meet the restricted Pod Security Standard', () => {
    expect(violationsOf(podOf({ ports: [Ports.tcp(8080)], writablePaths: ['/tmp'] }))).toEqual([]);
  });
  test('meet it with containers that are added later, too', () => {
    const pod = podOf({}, ({ deployment }) => {
      deployment.addContainer({ name: 'sidecar', image: 'registry.example.com/sidecar:1.0' });
      deployment.addInitContainer({ name: 'prepare', image: 'registry.example.com/prepare:1.0' });
    });
    expect(pod.containers.map(({ name }) => name)).toEqual(['web', 'sidecar']);
    expect(pod.initContainers?.map(({ name }) => name)).toEqual(['prepare']);
    expect(violationsOf(pod)).toEqual([]);
  });
  test('get no token for the API server', () => {
    expect(podOf().automountServiceAccountToken).toBe(false);
  });
  test('cannot write to their own file system', () => {
    expect(podOf().containers).toMatchObject([{ securityContext: { readOnlyRootFilesystem: true } }]);
  });
  test.each([[undefined, 10001], [70, 70]])('asked to run as user %p, run as user %p and group, and own what they mount', (user, id) => {
    expect(podOf({ user })).toMatchObject({
      securityContext: { runAsUser: id, runAsGroup: id, fsGroup: id },
      containers: [{ securityContext: { runAsUser: id, runAsGroup: id } }],
    });
  });
});

describe('the measure of these tests finds', () => {
  const good = podOf();
  const [container] = good.containers;
  test.each<[string, PodSpec]>([
    ['the pod shares a namespace of the host', { ...good, hostNetwork: true }],
    ['volume host is of a forbidden type', { ...good, volumes: [{ name: 'host', hostPath: { path: '/' } }] }],
    ['container web may escalate privileges', { ...good, containers: [withSecurity({ allowPrivilegeEscalation: undefined })] }],
    ['container web may run as root', { ...good, containers: [withSecurity({ runAsUser: 0 })] }],
    ['container web has no seccomp profile', { ...good, securityContext: { runAsNonRoot: true } }],
    ['container web keeps capabilities', { ...good, containers: [withSecurity({ capabilities: {} })] }],
  ])('that %s', (violation, pod) => {
    expect(violationsOf(pod)).toEqual([violation]);
  });

  function withSecurity(more: object): PodSpec['containers'][number] {
    return { ...container, securityContext: { ...container.securityContext, ...more } };
  }
});
