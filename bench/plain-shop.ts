import { Chart, Testing } from 'cdk8s';
import { Deployment, Ingress, IngressBackend, Namespace, Secret } from 'cdk8s-plus-27';

/** The shop as one would write it with cdk8s-plus-27 and nothing else, with the names and labels that the flows are looked up by. */
export function plainShop(): Chart {
  const chart = new Chart(Testing.app(), 'shop', { namespace: 'shop' });
  new Namespace(chart, 'Namespace', { metadata: { name: 'shop' } });
  const tier = (name: string, image: string, portNumber: number) => new Deployment(chart, name, {
    metadata: { name }, podMetadata: { labels: { 'app.kubernetes.io/name': name } }, isolate: true, containers: [{ image, portNumber }],
  });
  const web = tier('web', 'registry.example.com/shop/web:1.4', 8080);
  const api = tier('api', 'registry.example.com/shop/api:2.0', 8081);
  const db = tier('db', 'postgres:16', 5432);
  const [service] = [web, api, db].map(each => each.exposeViaService({ name: each.name }));
  web.connections.allowTo(api);
  api.connections.allowTo(db);

  const ingress = new Ingress(chart, 'Edge', { metadata: { name: 'edge' }, className: 'nginx' });
  ingress.addTls([{ hosts: ['shop.example.com'], secret: Secret.fromSecretName(chart, 'Tls', 'edge-tls') }]);
  ingress.addHostRule('shop.example.com', '/', IngressBackend.fromService(service));
  return chart;
}
