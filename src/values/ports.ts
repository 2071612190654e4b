import { portName } from './names';
import { Protocol } from './protocol';
import { UsageError } from '../errors';

const LOWEST = 1;
const HIGHEST = 65535;

/**
 * Ports of one protocol: a single one, a range, all of them, or one that the pods name themselves.
 *
 * @example Ports.tcp(8080)
 * @see https://kubernetes.io/docs/concepts/services-networking/network-policies/#targeting-a-range-of-ports
 */
export class Ports {
  /** One TCP port, 1 to 65535; another number throws a UsageError. */
  public static tcp(port: number): Ports {
    return Ports.numbered('Ports.tcp', Protocol.TCP, port, port);
  }

  /** One UDP port, 1 to 65535; another number throws a UsageError. */
  public static udp(port: number): Ports {
    return Ports.numbered('Ports.udp', Protocol.UDP, port, port);
  }

  /** One SCTP port, 1 to 65535; another number throws a UsageError. */
  public static sctp(port: number): Ports {
    return Ports.numbered('Ports.sctp', Protocol.SCTP, port, port);
  }

  /** TCP ports `first` to `last`, both included; a reversed range throws a UsageError. */
  public static tcpRange(first: number, last: number): Ports {
    return Ports.numbered('Ports.tcpRange', Protocol.TCP, first, last);
  }

  /** UDP ports `first` to `last`, both included; a reversed range throws a UsageError. */
  public static udpRange(first: number, last: number): Ports {
    return Ports.numbered('Ports.udpRange', Protocol.UDP, first, last);
  }

  /** SCTP ports `first` to `last`, both included; a reversed range throws a UsageError. */
  public static sctpRange(first: number, last: number): Ports {
    return Ports.numbered('Ports.sctpRange', Protocol.SCTP, first, last);
  }

  /** Every TCP port. */
  public static allTcp(): Ports {
    return new Ports(Protocol.TCP, LOWEST, HIGHEST);
  }

  /** Every UDP port. */
  public static allUdp(): Ports {
    return new Ports(Protocol.UDP, LOWEST, HIGHEST);
  }

  /** Every SCTP port. */
  public static allSctp(): Ports {
    return new Ports(Protocol.SCTP, LOWEST, HIGHEST);
  }

  /**
   * The port that the receiving pods call `name`, whatever its number.
   *
   * Kubernetes looks the name up on each receiving pod and compares the protocol too. An invalid name throws a UsageError.
   */
  public static named(name: string, protocol: Protocol = Protocol.TCP): Ports {
    return new Ports(protocol, 0, 0, portName('Ports.named', name));
  }

  private static numbered(where: string, protocol: Protocol, first: number, last: number): Ports {
    const everyPort = `; for every port, use Ports.all${protocol[0]}${protocol.slice(1).toLowerCase()}()`;
    for (const port of [first, last]) checkedPort(where, port, everyPort);
    if (first <= last) return new Ports(protocol, first, last);
    throw new UsageError(where, `the range ${first}-${last} is reversed`, `write ${last}, ${first}`);
  }

  private constructor(
    /** Protocol of every port. */
    public readonly protocol: Protocol,
    /** Lowest port; 0 when the pods name it. */
    public readonly first: number,
    /** Highest port; 0 when the pods name it. */
    public readonly last: number,
    /** The name to look up on the receiving pods; empty when the ports are numbers. */
    public readonly name: string = '',
  ) {}

  /** Whether this is one port with a number. */
  public get isSingle(): boolean {
    return this.name === '' && this.first === this.last;
  }

  /** Whether every port of `other` is one of these. A named port is covered by the same name only. */
  public covers(other: Ports): boolean {
    return this.protocol === other.protocol && this.name === other.name
      && this.first <= other.first && other.last <= this.last;
  }

  /** Such as `tcp 8080`, `udp 8000-8999`, `tcp http`. */
  public toString(): string {
    const range = this.isSingle ? `${this.first}` : `${this.first}-${this.last}`;
    return `${this.protocol.toLowerCase()} ${this.name || range}`;
  }
}

/** Checks the number of a port. */
export function checkedPort(where: string, port: number, otherwise = ''): number {
  if (Number.isInteger(port) && port >= LOWEST && port <= HIGHEST) return port;
  throw new UsageError(where, `a port is a whole number from ${LOWEST} to ${HIGHEST}; got ${port}`,
    `give a number from ${LOWEST} to ${HIGHEST}${otherwise}`);
}
