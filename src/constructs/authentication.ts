import { UsageError } from '../errors';
import { annotationValue, BasicAuthIntent } from '../ingress';
import { dnsSubdomain } from '../values';

/** Options for `Authentication.basic`. */
export interface BasicAuthenticationOptions {
  /**
   * What the browser shows when it asks for the password.
   *
   * @default 'Restricted'
   */
  readonly realm?: string;
}

/** Who may use a `SecureIngress`. It has to be stated: nobody publishes an application by forgetting something. */
export class Authentication {
  /** Anybody. The reason, in at least ten characters, is for those who review it; without one a UsageError is thrown. */
  public static none(reason: string): Authentication {
    if (reason.trim().length >= 10) return new Authentication();
    throw new UsageError('Authentication.none', `"${reason}" does not say why nobody has to log in`,
      'give a reason of at least ten characters, such as "public shop window"');
  }

  /**
   * Those with a user name and password of a Secret in the same namespace.
   *
   * The Secret has a single key `auth` with lines of htpasswd (bcrypt); this form suits every controller we write for. The
   * library never holds a password.
   */
  public static basic(secretName: string, options: BasicAuthenticationOptions = {}): Authentication {
    const where = 'Authentication.basic';
    return new Authentication({
      secretName: dnsSubdomain(where, 'Secret name', secretName),
      realm: annotationValue(`${where} (realm)`, options.realm ?? 'Restricted'),
    });
  }

  private constructor(
    /** @internal */
    public readonly _basic?: BasicAuthIntent,
  ) {}
}
