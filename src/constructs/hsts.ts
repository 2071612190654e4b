import { Duration } from 'cdk8s';
import { UsageError } from '../errors';
import { HstsIntent } from '../ingress';

const YEAR_SECONDS = 365 * 24 * 60 * 60;

/**
 * Tells browsers to use nothing but HTTPS for a host (HTTP Strict Transport Security).
 *
 * Browsers remember it: it cannot be taken back before `maxAge` has passed.
 *
 * @example Hsts.maxAge(Duration.days(365)).withSubdomains()
 * @see https://www.rfc-editor.org/rfc/rfc6797
 */
export class Hsts {
  /** For this host, for this long; a whole number of seconds, at least one, else a UsageError is thrown. */
  public static maxAge(maxAge: Duration): Hsts {
    const seconds = maxAge.toSeconds({ integral: false });
    if (Number.isInteger(seconds) && seconds > 0) return new Hsts({ maxAgeSeconds: seconds, includeSubdomains: false, preload: false });
    throw new UsageError('Hsts.maxAge', `a maximum age of ${seconds} seconds is not possible`, 'give a whole number of seconds, at least 1');
  }

  private constructor(
    /** @internal */
    public readonly _intent: HstsIntent,
  ) {}

  /** For all hosts below this one too. */
  public withSubdomains(): Hsts {
    return new Hsts({ ...this._intent, includeSubdomains: true });
  }

  /**
   * Allows browsers to ship the rule, which is close to irreversible.
   *
   * Browsers require the subdomains and at least a year; without either a UsageError is thrown.
   *
   * @see https://hstspreload.org
   */
  public withPreload(): Hsts {
    if (this._intent.includeSubdomains && this._intent.maxAgeSeconds >= YEAR_SECONDS) return new Hsts({ ...this._intent, preload: true });
    throw new UsageError('Hsts.withPreload', `browsers refuse to preload a rule for ${this._intent.maxAgeSeconds} seconds`
      + `${this._intent.includeSubdomains ? '' : ' without subdomains'}`, 'use Hsts.maxAge(Duration.days(365)).withSubdomains().withPreload()');
  }
}
