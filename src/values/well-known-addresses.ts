import { containsRange, IpRange, parseCidr } from './ip-range';

/** What one address is in nearly every cluster that has it. */
interface WellKnownAddress {
  readonly name: string;
  readonly range: IpRange;
}

const METADATA = 'the metadata service of the cloud';
const POD_IDENTITY = 'the service that gives pods the credentials of their cloud identity';

const named = (name: string, addresses: readonly string[]): WellKnownAddress[] =>
  addresses.map(address => ({ name, range: parseCidr(`${address}/${address.includes(':') ? 128 : 32}`)!.range }));

const wellKnownAddresses: readonly WellKnownAddress[] = [
  ...named(METADATA, ['169.254.169.254', 'fd00:ec2::254', '100.100.100.200', '168.63.129.16']),
  ...named(POD_IDENTITY, ['169.254.170.2', '169.254.170.23', 'fd00:ec2::23']),
  ...named('the DNS cache of the own node', ['169.254.20.10']),
];

/** What an address mostly is, if it is one that everybody knows. */
export const wellKnownName = (address: IpRange): string | undefined => wellKnownAddresses.find(({ range }) => containsRange(range, address))?.name;
