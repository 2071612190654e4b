import { App, Chart } from 'cdk8s';
import { schemaErrors } from './schema-oracle';

/**
 * Holds every object that any test synthesizes to the schemas, whether the test thinks of it or not.
 *
 * All ways to synthesize a chart go through this one function of cdk8s.
 */
type Synthesizer = { _synthChart(chart: Chart): unknown[] };

const cdk8sApp = App as unknown as Synthesizer;
const original = cdk8sApp._synthChart.bind(App);
const errors = new Set<string>();

cdk8sApp._synthChart = chart => {
  const objects = original(chart);
  objects.flatMap(object => schemaErrors(object)).filter(error => !YOUNGER.test(error)).forEach(error => errors.add(error));
  return objects;
};

/** Kinds and fields that the oldest Kubernetes does not have: whoever writes them has to refuse it. */
const YOUNGER = new RegExp([
  /^Kubernetes 1\.27: .*: no schema for admissionregistration\.k8s\.io\/v1 ValidatingAdmissionPolicy(Binding)?$/,
  /^Kubernetes 1\.27: Service .*: \/spec\/trafficDistribution: is not a known field$/,
].map(({ source }) => source).join('|'));

afterEach(() => {
  const found = [...errors];
  errors.clear();
  expect(found).toEqual([]);
});
