import { UsageError } from '../errors';
import { IngressTarget, ingressTargets } from '../ingress';
import { checkedPodLabels, ControllerFacts, dnsLabel, dnsSubdomain } from '../values';

/** Options for an `IngressController`: where it runs, when that is not where its own documentation puts it. */
export interface IngressControllerOptions {
  /**
   * Namespace of the controller's pods.
   *
   * @default - the one its documentation installs it in: `traefik` or `ingress-nginx`
   */
  readonly namespace?: string;

  /**
   * Labels of the controller's pods. Only pods that carry all of them may reach a backend.
   *
   * @default - those of its Helm chart
   */
  readonly podLabels?: { [key: string]: string };

  /**
   * Name of its IngressClass.
   *
   * @default - `traefik` or `nginx`
   */
  readonly className?: string;
}

/** Options for `IngressController.ingressNginx`. */
export interface IngressNginxOptions extends IngressControllerOptions {
  /**
   * Confirms that you know that ingress-nginx was retired in March 2026 and gets no security fixes any more.
   */
  readonly acknowledgeRetired: boolean;
}

/**
 * The ingress controller that runs in the cluster.
 *
 * @see https://kubernetes.io/docs/concepts/services-networking/ingress-controllers/
 */
export class IngressController {
  /** Traefik Proxy, version 3, with its own resources (IngressRoute, Middleware). */
  public static traefik(options: IngressControllerOptions = {}): IngressController {
    return IngressController.create('IngressController.traefik', ingressTargets.traefik, options);
  }

  /**
   * The ingress-nginx controller of the Kubernetes project, version 1.15, its last.
   *
   * Throws a UsageError unless you acknowledge that it is retired.
   */
  public static ingressNginx(options: IngressNginxOptions): IngressController {
    if (!options?.acknowledgeRetired) {
      throw new UsageError('IngressController.ingressNginx', 'ingress-nginx is retired; holes found after March 2026 stay open',
        'move to IngressController.traefik(), or pass acknowledgeRetired: true');
    }
    return IngressController.create('IngressController.ingressNginx', ingressTargets.ingressNginx, options);
  }

  private static create(where: string, target: IngressTarget, options: IngressControllerOptions): IngressController {
    const { namespace = target.pods.namespace, podLabels = target.pods.labels, className = target.className } = options;
    return new IngressController({
      target: target.name,
      className: dnsSubdomain(where, 'className', className),
      pods: { namespace: dnsLabel(where, 'namespace', namespace), labels: checkedPodLabels(where, podLabels) },
    });
  }

  private constructor(
    /** @internal */
    public readonly _facts: ControllerFacts,
  ) {}
}
