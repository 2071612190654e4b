import { UsageError } from '../errors';
import { dnsLabel, dnsSubdomain } from '../values';

const RBAC = 'rbac.authorization.k8s.io';

/**
 * Whom a role is granted to.
 *
 * @see https://kubernetes.io/docs/reference/access-authn-authz/rbac/#referring-to-subjects
 */
export class Subject {
  /** A group as the API server learns it when somebody signs in, such as `team-shop`. One of Kubernetes itself throws a UsageError. */
  public static group(name: string): Subject {
    return new Subject({ apiGroup: RBAC, kind: 'Group', name: person('Subject.group', 'group', name) });
  }

  /** A user as the API server learns it when somebody signs in. One of Kubernetes itself throws a UsageError. */
  public static user(name: string): Subject {
    return new Subject({ apiGroup: RBAC, kind: 'User', name: person('Subject.user', 'user', name) });
  }

  /** A ServiceAccount, such as that of a deployment controller in another namespace. An invalid name throws a UsageError. */
  public static serviceAccount(name: string, namespace: string): Subject {
    const where = 'Subject.serviceAccount';
    return new Subject({
      kind: 'ServiceAccount',
      name: dnsSubdomain(where, 'ServiceAccount', name),
      namespace: dnsLabel(where, 'namespace', namespace),
    });
  }

  private constructor(
    /**
     * As a RoleBinding writes it.
     *
     * @internal
     */
    public readonly _written: Readonly<Record<string, string>>,
  ) {}
}

/** Those that begin with `system:` stand for everybody, for nobody known, or for parts of the cluster, which have roles of their own. */
function person(where: string, what: string, name: string): string {
  if (name.startsWith('system:')) {
    throw new UsageError(where, `"${name}" is a ${what} of Kubernetes itself, and perhaps everybody`,
      `name a ${what} of people; for a ServiceAccount, use Subject.serviceAccount`);
  }
  if (name.trim() !== '' && name === name.trim()) return name;
  throw new UsageError(where, `${JSON.stringify(name)} is no ${what}`, `name the ${what} exactly as it signs in`);
}
