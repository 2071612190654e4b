import { ApiObject, App, Chart, DependencyGraph } from 'cdk8s';

/**
 * An `App` of cdk8s for many charts: the same files, byte for byte, in time that grows with the app and not with its square.
 *
 * `App` validates and orders the whole app anew for each of its charts. With a chart for each of a thousand teams that is where
 * nearly all of the time goes; here it is done once.
 *
 * @example new LinearApp({ outdir: 'dist', yamlOutputType: YamlOutputType.FILE_PER_CHART })
 */
export class LinearApp extends App {
  /** Writes the manifests, as `App.synth` does. What is invalid throws, and nothing is written. */
  public synth(): void {
    this.withOrderedCharts(() => super.synth());
  }

  /** The manifests as one text, as `App.synthYaml` returns it. */
  public synthYaml(): string {
    return this.withOrderedCharts(() => super.synthYaml());
  }

  // Whoever synthesizes an app asks its charts for their objects after the app was validated and its dependencies were found.
  private withOrderedCharts<Result>(synthesize: () => Result): Result {
    const charts = this.node.findAll().filter(Chart.isChart) as Chart[];
    for (const chart of charts) Object.defineProperty(chart, 'toJson', { configurable: true, value: () => objectsOf(chart) });
    try {
      return synthesize();
    } finally {
      for (const chart of charts) Reflect.deleteProperty(chart, 'toJson');
    }
  }
}

/** The objects of a chart in the order of their dependencies, without those of charts in it. */
const objectsOf = (chart: Chart): unknown[] => new DependencyGraph(chart.node).topology()
  .filter(construct => ApiObject.isApiObject(construct) && Chart.of(construct) === chart)
  .map(object => (object as ApiObject).toJson());
