import { Allowed } from './allowed';
import { Network } from './network';
import { NO_PORTS } from './port-space';

/** The domain names that a class may connect to. What a name stands for is an address: where all of those are allowed, the name says no more. */
export function namesAllowed(network: Network, podClass: number): { readonly name: string; readonly allowed: Allowed }[] {
  const names = network.namesOf(podClass);
  if (names.length === 0) return [];
  const { ports, addresses } = network.universe;
  const everywhere = addresses.atoms.reduce((all, _, atom) =>
    ports.intersection(all, network.outside(podClass, 'egress', atom).certainly), ports.all);
  return names.map(name => ({ name, allowed: network.toName(podClass, name) })).filter(({ allowed: { certainly, perhaps } }) =>
    [certainly, ...perhaps.map(each => each.ports)].some(set => ports.difference(set, everywhere) !== NO_PORTS));
}
