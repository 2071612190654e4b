import { Testing } from 'cdk8s';
import { Shop, shopApp } from './main';
import { connectivityMap, Network } from '../../src/analysis';
import { manifestsOf, readCluster } from '../../src/model';
import { knownControllers, presets } from '../../src/profiles';
import { portsText } from '../../src/reports';
import { expectValidSchemas } from '../../test/schemas/schema-oracle';
import { ClusterProfile, IngressController } from 'cdk8s-palisade';

const synthesize = (ingress: IngressController): object[] => {
  const app = shopApp(ClusterProfile.vanilla({ ingress }), Testing.app());
  return Testing.synth(app.node.findChild('shop') as Shop);
};

/** Everything that is possible, as the analyzer reads it back from the manifests. */
const flowsOf = (manifests: readonly object[]): string[] => {
  const { cluster } = readCluster(manifestsOf('shop', manifests));
  const { connections } = connectivityMap(new Network(cluster, { facts: presets.vanilla, controllers: knownControllers }));
  return connections.map(({ source, destination, ports, verdict }) => `${source} → ${destination}: ${portsText(ports)} ${verdict}`);
};

describe.each([
  ['Traefik', IngressController.traefik()],
  ['ingress-nginx', IngressController.ingressNginx({ acknowledgeRetired: true })],
])('the shop behind %s', (_, ingress) => {
  const manifests = synthesize(ingress);

  test('allows the declared flows, DNS and the way in, and nothing else', () => {
    expect(flowsOf(manifests)).toEqual([
      'shop/api[Deployment] → shop/db[Deployment]: tcp 5432 allowed',
      'shop/api[Deployment] → {cluster-dns}: tcp 53; udp 53 allowed',
      'shop/db[Deployment] → {cluster-dns}: tcp 53; udp 53 allowed',
      'shop/web[Deployment] → shop/api[Deployment]: tcp 8081 allowed',
      'shop/web[Deployment] → {cluster-dns}: tcp 53; udp 53 allowed',
      '{ingress-controller} → shop/web[Deployment]: tcp 8080 allowed',
    ]);
  });

  test('is valid for the oldest and the newest Kubernetes that is supported', () => {
    expectValidSchemas(manifests);
    expect(manifests).not.toHaveLength(0);
  });
});

test('only the way in differs between the controllers', () => {
  const withoutWayIn = (manifests: readonly object[]) => JSON.parse(JSON.stringify(manifests)
    .replaceAll('ingress-nginx', 'traefik')
    .replaceAll('"app.kubernetes.io/component":"controller",', ''))
    .filter(({ kind }: { kind: string }) => !['Ingress', 'IngressRoute', 'Middleware', 'Certificate'].includes(kind));

  expect(withoutWayIn(synthesize(IngressController.traefik())))
    .toEqual(withoutWayIn(synthesize(IngressController.ingressNginx({ acknowledgeRetired: true }))));
});
