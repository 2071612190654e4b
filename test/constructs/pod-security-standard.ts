/** The parts of a pod that the Pod Security Standards look at. */
export interface PodSpec {
  readonly containers: readonly Container[];
  readonly initContainers?: readonly Container[];
  readonly hostNetwork?: boolean;
  readonly hostPID?: boolean;
  readonly hostIPC?: boolean;
  readonly automountServiceAccountToken?: boolean;
  readonly securityContext?: SecurityContext;
  readonly volumes?: readonly ({ readonly name: string } & Record<string, unknown>)[];
}

export interface Container {
  readonly name: string;
  readonly securityContext?: SecurityContext;
  readonly ports?: readonly { readonly hostPort?: number }[];
}

interface SecurityContext {
  readonly privileged?: boolean;
  readonly allowPrivilegeEscalation?: boolean;
  readonly runAsNonRoot?: boolean;
  readonly runAsUser?: number;
  readonly seccompProfile?: { readonly type: string };
  readonly capabilities?: { readonly add?: readonly string[]; readonly drop?: readonly string[] };
}

const ALLOWED_VOLUMES = ['configMap', 'csi', 'downwardAPI', 'emptyDir', 'ephemeral', 'persistentVolumeClaim', 'projected', 'secret'];

/** What a pod does that the level `restricted` forbids (https://kubernetes.io/docs/concepts/security/pod-security-standards/). */
export function violationsOf(pod: PodSpec): string[] {
  const containers = [...pod.containers, ...pod.initContainers ?? []];
  return [
    ...pod.hostNetwork || pod.hostPID || pod.hostIPC ? ['the pod shares a namespace of the host'] : [],
    ...(pod.volumes ?? []).filter(({ name, ...source }) => !Object.keys(source).every(key => ALLOWED_VOLUMES.includes(key)))
      .map(({ name }) => `volume ${name} is of a forbidden type`),
    ...containers.flatMap(container => containerViolations(pod.securityContext, container).map(what => `container ${container.name} ${what}`)),
  ];
}

/** What a container leaves unsaid, it takes from the pod; but capabilities and escalation it has to say itself. */
function containerViolations(pod: SecurityContext = {}, { ports = [], securityContext: own = {} }: Container): string[] {
  const { runAsNonRoot, runAsUser, seccompProfile } = { ...pod, ...own };
  const broken: Record<string, boolean> = {
    'is privileged': own.privileged === true,
    'may escalate privileges': own.allowPrivilegeEscalation !== false,
    'may run as root': runAsNonRoot !== true || runAsUser === 0,
    'has no seccomp profile': !['RuntimeDefault', 'Localhost'].includes(seccompProfile?.type ?? ''),
    'keeps capabilities': !own.capabilities?.drop?.includes('ALL'),
    'adds capabilities': (own.capabilities?.add ?? []).some(each => each !== 'NET_BIND_SERVICE'),
    'opens a port of the host': ports.some(({ hostPort }) => hostPort !== undefined && hostPort !== 0),
  };
  return Object.keys(broken).filter(what => broken[what]);
}
