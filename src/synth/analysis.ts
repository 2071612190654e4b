import { ApiObject } from 'cdk8s';
import { IConstruct } from 'constructs';
import { manifestOf } from './manifest-of';
import { connectivityMap, explain, Network } from '../analysis';
import { ClusterProfile } from '../constructs';
import { UsageError } from '../errors';
import { Diagnostic, Manifest, readCluster, readManifests } from '../model';
import { knownControllers, presets } from '../profiles';
import { explainFormats, portsText } from '../reports';
import { ClusterFacts } from '../values';

/** Whether a connection is possible. */
export enum Verdict {
  /** The policies allow it. */
  ALLOWED = 'allowed',
  /** A policy of either end keeps it from being made. */
  DENIED = 'denied',
  /** It hangs on something that Kubernetes leaves to the network plugin, or that the manifests do not tell. */
  DEPENDS = 'depends',
}

/** A connection that may be made. */
export interface AnalyzedConnection {
  /** Who may open it, such as `shop/web[Deployment]`, or a list of address ranges outside the cluster. */
  readonly source: string;
  /** To whom. */
  readonly destination: string;
  /** On which ports, such as `tcp 80, 8000-8099; udp 53` or `all ports`. */
  readonly ports: string;
  /** `ALLOWED` or `DEPENDS`; connections that are denied are not listed. */
  readonly verdict: Verdict;
  /** The open questions that decide, if the verdict is `DEPENDS`; `palisade map --list-assumptions` says what they mean. */
  readonly dependsOn: string[];
}

/** How an analysis is done. */
export interface AnalysisOptions {
  /**
   * What the cluster is like.
   *
   * @default - a cluster of which nothing is known, with any ingress controller that serves the routes
   */
  readonly profile?: ClusterProfile;
}

/**
 * Who may connect to whom in a cluster, according to its manifests, whoever wrote them.
 *
 * The command `palisade` shows the same; this class is for tests and tools.
 */
export class Analysis {
  /**
   * Analyzes manifests of YAML or JSON, with any number of documents.
   *
   * What cannot be read is in `problems`.
   */
  public static ofYaml(text: string, options: AnalysisOptions = {}): Analysis {
    const { manifests, diagnostics } = readManifests('<text>', text);
    return new Analysis(manifests, diagnostics, options.profile?._facts);
  }

  /** Analyzes the objects that an app, a chart or any other construct will write, for the cluster that its profile describes. */
  public static ofConstruct(scope: IConstruct): Analysis {
    const manifests = scope.node.findAll().filter(ApiObject.isApiObject).map(manifestOf);
    return new Analysis(manifests, [], ClusterProfile.of(scope)._facts);
  }

  /** What could not be read, and what it was taken to mean, such as `<text>:4:3: error POL003: …`. */
  public readonly problems: string[];

  private readonly network: Network;

  private constructor(manifests: readonly Manifest[], unreadable: readonly Diagnostic[], facts: ClusterFacts | undefined) {
    const { cluster, diagnostics } = readCluster(manifests);
    this.network = new Network(cluster, facts === undefined ? { facts: presets.vanilla, controllers: knownControllers }
      : { facts, controllers: facts.ingressControllers });
    this.problems = [...unreadable, ...diagnostics]
      .map(({ file, line, column, severity, code, message }) => `${file}:${line}:${column}: ${severity} ${code}: ${message}`);
  }

  /** Every connection that is possible, sorted by its ends. In a large cluster without policies these are many. */
  public connections(): AnalyzedConnection[] {
    return connectivityMap(this.network).connections.map(({ source, destination, ports, verdict, depends }) => ({
      source, destination, ports: portsText(ports), verdict: verdict === 'allowed' ? Verdict.ALLOWED : Verdict.DEPENDS, dependsOn: [...depends],
    }));
  }

  /**
   * Whether one peer may connect to another on a port, such as `tcp/5432`, `udp/53` or `tcp/http`.
   *
   * A peer is a workload, as `namespace/name` or `namespace/name[Kind]`, an address, or `internet`. Throws a UsageError for a peer
   * or a port that is none, and for several of which some may connect and others may not.
   */
  public verdict(source: string, destination: string, port: string): Verdict {
    const [{ verdict }, ...others] = explain(this.network, { source, destination, port });
    if (others.length > 0) {
      throw new UsageError('Analysis.verdict', `"${source}" and "${destination}" stand for several, which may not do the same`, 'name one of them');
    }
    return verdict as Verdict;
  }

  /** Why one peer may connect to another, or may not: which policies decide, where they stand, and what would change it. */
  public explain(source: string, destination: string, port: string): string {
    const explanations = explain(this.network, { source, destination, port });
    return explainFormats[0].render({ explanations, assumptions: this.network.universe.answers.consulted, diagnostics: [] });
  }
}
