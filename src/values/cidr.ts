import { containsRange, IpRange, parseAddress, parseCidr } from './ip-range';
import { UsageError } from '../errors';

/**
 * A block of IPv4 or IPv6 addresses, in the canonical form that every Kubernetes version accepts.
 *
 * @example Cidr.of('203.0.113.0/24')
 * @see https://kubernetes.io/docs/reference/generated/kubernetes-api/v1.34/#ipblock-v1-networking-k8s-io
 */
export class Cidr {
  /**
   * The block that `text` writes.
   *
   * Host bits (`10.0.0.1/8`), leading zeros, prefixes that are too long and IPv4-mapped IPv6 addresses throw a UsageError.
   */
  public static of(text: string): Cidr {
    const parsed = parseCidr(text);
    if (parsed === undefined || parsed.hasLeadingZeros) {
      throw new UsageError('Cidr.of', `${JSON.stringify(text)} is not a block of addresses`, fixFor(text));
    }
    if (parsed.hasHostBits) {
      throw new UsageError('Cidr.of', `"${text}" has bits set after its prefix`,
        `write "${parsed.canonical}" for the block, or "${text.split('/')[0]}/${parsed.range.family === 'IPv4' ? 32 : 128}" for the one address`);
    }
    return new Cidr(parsed.canonical, parsed.range);
  }

  private constructor(
    private readonly text: string,
    /** @internal */
    public readonly _range: IpRange,
  ) {}

  /** Whether the block holds IPv6 addresses. */
  public get isIpv6(): boolean {
    return this._range.family === 'IPv6';
  }

  /** Whether every address of `other` is in this block. */
  public contains(other: Cidr): boolean {
    return containsRange(this._range, other._range);
  }

  /** The canonical form, such as `10.0.0.0/8` or `2001:db8::/32`. */
  public toString(): string {
    return this.text;
  }
}

function fixFor(text: string): string {
  const [address, prefix] = text.split('/');
  const parsed = parseAddress(address);
  if (parsed === undefined) {
    if (text.includes('%')) return 'leave out the zone, which means something on one machine only';
    return /^::ffff:/i.test(text) ? 'write the IPv4 block itself; an IPv4 address within IPv6 means different things to different CNIs'
      : 'write an address and a prefix length, such as "10.0.0.0/8" or "2001:db8::/32"';
  }
  const bits = parsed.family === 'IPv4' ? 32 : 128;
  return prefix === undefined ? `add the prefix length: "${text}/${bits}" for the one address`
    : `the prefix length of ${parsed.family} is a number from 0 to ${bits}, without a leading zero`;
}
