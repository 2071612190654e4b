import { UsageError } from '../errors';

/**
 * How many requests one client address may make.
 *
 * The rate is the long-run average; the burst is how far a client may run ahead of it. Every ingress controller counts for
 * each of its replicas on its own, so the total is the rate times the number of replicas.
 *
 * @example RateLimit.perSecond(10).withBurst(20)
 */
export class RateLimit {
  /** At most `requests` each second: a whole number, at least 1; else a UsageError is thrown. */
  public static perSecond(requests: number): RateLimit {
    return new RateLimit(count('RateLimit.perSecond', requests), 1, requests);
  }

  /** At most `requests` each minute: a whole number, at least 1; else a UsageError is thrown. */
  public static perMinute(requests: number): RateLimit {
    return new RateLimit(count('RateLimit.perMinute', requests), 60, requests);
  }

  private constructor(
    /** Requests allowed in each period. */
    public readonly requests: number,
    /** Length of the period, in seconds. */
    public readonly periodSeconds: number,
    /** Requests a client may make at once before the rate applies; as many as the rate, unless `withBurst` says otherwise. */
    public readonly burst: number,
  ) {}

  /** The same rate, letting a client make `requests` at once: a whole number, at least 1; else a UsageError is thrown. */
  public withBurst(requests: number): RateLimit {
    return new RateLimit(this.requests, this.periodSeconds, count('RateLimit.withBurst', requests));
  }

  /** Such as `10 requests per second, 20 at once`. */
  public toString(): string {
    return `${this.requests} requests per ${this.periodSeconds === 1 ? 'second' : 'minute'}, ${this.burst} at once`;
  }
}

function count(where: string, requests: number): number {
  if (Number.isInteger(requests) && requests >= 1) return requests;
  throw new UsageError(where, `a rate is a whole number of requests, at least 1; got ${requests}`,
    'to allow any rate, leave the rate limit out');
}
