/** How much it takes to write the shop down, and whether it works: this library against cdk8s-plus-27 alone. */
import { Testing, Yaml } from 'cdk8s';
import { plainShop } from './plain-shop';
import { shopApp } from '../examples/shop/main';
import { Network, proveFlows } from '../src/analysis';
import { intentOf } from '../src/constructs';
import { manifestsOf, readCluster } from '../src/model';
import { presets } from '../src/profiles';
import { ClusterProfile, IngressController } from 'cdk8s-palisade';

interface KubeObject {
  readonly kind: string;
}

const shop = shopApp(ClusterProfile.vanilla({ ingress: IngressController.ingressNginx({ acknowledgeRetired: true }) }), Testing.app());
const { flows } = intentOf(shop.node.findAll());

/** Policies and their bytes, all objects and theirs, and how many of the flows of the shop are possible. */
function row(name: string, objects: readonly KubeObject[]): string[] {
  const bytes = (some: readonly KubeObject[]) => some.reduce((sum, object) => sum + Yaml.stringify(object).length, 0);
  const policies = objects.filter(({ kind }) => kind === 'NetworkPolicy');
  const { cluster } = readCluster(manifestsOf(name, objects));
  const facts = { ...presets.vanilla, ingressControllers: ClusterProfile.of(shop)._facts.ingressControllers };
  const { proven, blocked } = proveFlows(new Network(cluster, { facts, controllers: facts.ingressControllers }), flows, []);
  return [name, `${policies.length}`, `${bytes(policies)}`, `${objects.length}`, `${bytes(objects)}`,
    `${proven.length} of ${proven.length + blocked.length}`];
}

const rows = [
  ['', 'policies', 'bytes', 'objects', 'bytes', 'flows that work'],
  row('cdk8s-palisade', Testing.synth(shop.charts[0])),
  row('cdk8s-plus-27 alone', Testing.synth(plainShop())),
];
const widths = rows[0].map((_, column) => Math.max(...rows.map(cells => cells[column].length)));
for (const cells of rows) process.stdout.write(`${cells.map((cell, column) => cell.padEnd(widths[column])).join('  ').trimEnd()}\n`);
