import { Manifest, manifest, Shop } from './shop-chart';
import { ExternalEndpoint, ExternalService, ExternalServiceProps, Ports, Tier, TierService } from '../../src';

/** A tier `web` that listens on 8080 and 9090, with a Service of its own. */
export const webWith = ({ store }: Shop, service: TierService): Tier =>
  store.addTier('web', { image: 'web:1', ports: [Ports.tcp(8080), Ports.tcp(9090)], service });

/** An ExternalService `ledger` on port 5432 with endpoints at these addresses. */
export const ledgerAt = ({ chart, namespace }: Shop, addresses: readonly string[], more: Partial<ExternalServiceProps> = {}): ExternalService =>
  new ExternalService(chart, 'Ledger', {
    namespace, name: 'ledger', ports: [{ port: Ports.tcp(5432) }], endpoints: addresses.map(address => ExternalEndpoint.at(address)), ...more,
  });

/** The `spec` of a Service, as far as a test looks at it. */
export const serviceSpec = ({ chart }: Shop, name = 'web') => manifest(chart, 'Service', name).spec as Record<string, unknown>;

/** An EndpointSlice as it is synthesized. */
export interface Slice extends Manifest {
  readonly addressType: string;
  readonly ports: readonly { readonly name: string; readonly port: number; readonly protocol: string; readonly appProtocol?: string }[];
  readonly endpoints: readonly { readonly addresses: readonly string[]; readonly [field: string]: unknown }[];
}

export const slicesOf = (manifests: readonly Manifest[]): Slice[] => manifests.filter(({ kind }) => kind === 'EndpointSlice') as Slice[];

/** As many addresses as that, one after the other. */
export const addresses = (count: number): string[] =>
  Array.from({ length: count }, (_, index) => `203.0.${Math.floor(index / 256)}.${index % 256}`);
