import { Deployment, k8s } from 'cdk8s-plus-27';

/**
 * A cdk8s-plus Deployment whose pods meet the `restricted` Pod Security Standard.
 *
 * Hardened when it is synthesized, so that containers added later are too; cdk8s-plus-27 itself knows no seccomp profile and
 * drops no capability.
 *
 * @see https://kubernetes.io/docs/concepts/security/pod-security-standards/#restricted
 */
export class HardenedDeployment extends Deployment {
  /** @internal */
  public _toKube(): k8s.DeploymentSpec {
    const spec = super._toKube();
    const pod = spec.template.spec!;
    return {
      ...spec,
      template: {
        ...spec.template,
        spec: {
          ...pod,
          containers: pod.containers.map(withoutCapabilities),
          ...pod.initContainers && { initContainers: pod.initContainers.map(withoutCapabilities) },
          securityContext: { ...pod.securityContext, seccompProfile: { type: 'RuntimeDefault' } },
        },
      },
    };
  }
}

const withoutCapabilities = (container: k8s.Container): k8s.Container => ({
  ...container,
  securityContext: { ...container.securityContext, capabilities: { ...container.securityContext?.capabilities, drop: ['ALL'] } },
});
