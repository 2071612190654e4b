import * as fs from 'node:fs';
import * as path from 'node:path';
import { ApiObject, App, YamlOutputType } from 'cdk8s';
import { clusterDifferences } from './cluster-differences';
import { sessionOf } from './synth-session';
import { ClusterProfile } from '../constructs';
import { UsageError } from '../errors';
import { dnsLabel } from '../values';

/** Properties for `Fleet`. */
export interface FleetProps {
  /**
   * The folder in which each cluster gets one of its own.
   *
   * @default - the one that `cdk8s synth` says, or `dist`
   */
  readonly outdir?: string;

  /**
   * How the objects of a cluster are divided into files.
   *
   * @default YamlOutputType.FILE_PER_CHART
   */
  readonly yamlOutputType?: YamlOutputType;
}

/** An object that is not the same in all clusters of a fleet. */
export interface FleetDifference {
  /** Which object, such as `NetworkPolicy.networking.k8s.io shop/allow-dns`. */
  readonly object: string;
  /** The clusters that have it. */
  readonly present: string[];
  /** The clusters that do not. */
  readonly absent: string[];
  /** Where those that have it disagree, such as `spec.egress[0].to`. */
  readonly fields: string[];
}

/**
 * Many clusters that get the same charts, each in the words of its own.
 *
 * There is one app for each cluster, so that what is defined in it is written for the profile of that cluster. All are synthesized in one
 * run, or none if one fails.
 */
export class Fleet {
  private readonly apps = new Map<string, App>();
  private readonly outdir: string;

  constructor(private readonly props: FleetProps = {}) {
    this.outdir = props.outdir ?? process.env.CDK8S_OUTDIR ?? 'dist';
  }

  /**
   * Adds a cluster, and returns the app to define its charts in. Its objects go to the folder `name`.
   *
   * A name that is none, or that another cluster has, throws a UsageError.
   */
  public addCluster(name: string, profile: ClusterProfile): App {
    const cluster = dnsLabel('Fleet.addCluster', 'name of a cluster', name);
    if (this.apps.has(cluster)) throw new UsageError('Fleet.addCluster', `there are two clusters "${cluster}"`, 'give each a name of its own');
    const app = new App({ outdir: path.join(this.outdir, cluster), yamlOutputType: this.props.yamlOutputType });
    ClusterProfile.attach(app, profile);
    this.apps.set(cluster, app);
    return app;
  }

  /** Writes the objects of every cluster, and what differs between them to `differences.txt`; nothing if anything is invalid. */
  public synth(): void {
    const synthesize = () => {
      this.refuseInvalid();
      for (const app of this.apps.values()) app.synth();
    };
    [...this.apps.values()].reduce((run, app) => () => sessionOf(app).during(run), synthesize)();
    fs.mkdirSync(this.outdir, { recursive: true });
    fs.writeFileSync(path.join(this.outdir, 'differences.txt'), this.report());
  }

  /** The objects that are not the same in all clusters, sorted by kind and name. */
  public differences(): FleetDifference[] {
    return clusterDifferences([...this.apps].map(([cluster, app]) =>
      ({ cluster, objects: app.node.findAll().filter(ApiObject.isApiObject).map(object => object.toJson()) })))
      .map(({ object, present, absent, fields }) => ({ object, present: [...present], absent: [...absent], fields: [...fields] }));
  }

  /** The same as text, for people to read. */
  public report(): string {
    const lines = this.differences().flatMap(({ object, present, absent, fields }) => [
      object,
      ...absent.length === 0 ? [] : [`  only in ${present.join(', ')}; not in ${absent.join(', ')}`],
      ...fields.map(field => `  differs in ${field}`),
    ]);
    const clusters = [...this.apps.keys()].join(', ');
    return `${lines.length === 0 ? `nothing differs between ${clusters}` : `what differs between ${clusters}:\n\n${lines.join('\n')}`}\n`;
  }

  /** Before anything is written, so that no cluster is left behind the others. */
  private refuseInvalid(): void {
    const faults = [...this.apps].flatMap(([cluster, app]) => app.node.findAll()
      .flatMap(({ node }) => node.validate().map(fault => `${cluster}: [${node.path}] ${fault}`)));
    // Several lines in the words of cdk8s, as those who validate put their fixes on lines of their own.
    // eslint-disable-next-line no-restricted-syntax
    if (faults.length > 0) throw new Error(`Validation failed with the following errors:\n  ${faults.join('\n  ')}`);
  }
}
