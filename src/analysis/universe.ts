import { AddressMatcher } from './address-match';
import { AllowedPorts } from './allowed';
import { Columns, Everybody, FIRST_NAME } from './columns';
import { blocksOf, portRangesOf } from './cuts';
import { Answers, Environment } from './environment';
import { IpSpace } from './ip-space';
import { NodeMatcher } from './node-match';
import { peersOf } from './peer';
import { classOf, Distinctions, distinctionsOf, podClasses } from './pod-classes';
import { PortSpace } from './port-space';
import { rulesOf } from './rules-of';
import { Selections } from './selection';
import { Cluster } from '../model';

/** Everything that rules are compiled against: the columns, the ports, and what is known about both. */
export interface Universe extends Columns {
  /** What the classes were told apart by. */
  readonly distinctions: Distinctions;
  readonly selections: Selections;
  readonly ports: PortSpace;
  readonly allowedPorts: AllowedPorts;
  readonly answers: Answers;
  readonly matcher: AddressMatcher;
  readonly nodeMatcher: NodeMatcher;
  readonly everybody: Everybody;
  /** The class of the pod of which nothing is known, if the question needs one. */
  readonly unknownPod?: number;
}

export function universeOf(cluster: Cluster, environment: Environment, answers: Answers): Universe {
  const { peers, namespaces } = peersOf(cluster, environment, answers);
  const addresses = new IpSpace([...blocksOf(cluster, environment)], familiesOf(environment, answers));
  const distinctions = distinctionsOf(cluster);
  const classes = podClasses(distinctions, peers, addresses);
  const ports = new PortSpace(portRangesOf(cluster, environment));
  const names = new Map([...namesOf(cluster)].sort().map((name, index) => [name, FIRST_NAME + index]));
  const columns = { classes, addresses, names };
  return {
    ...columns,
    distinctions,
    selections: new Selections(classes, namespaces, answers),
    ports,
    allowedPorts: new AllowedPorts(ports, answers.conditions),
    answers,
    matcher: new AddressMatcher(columns, answers, environment),
    nodeMatcher: new NodeMatcher(columns, cluster.nodes, answers, environment.facts),
    everybody: new Everybody(columns),
    unknownPod: classOf('unknown-pod', classes),
  };
}

/** Asked only where somebody states it: with both families nothing is left out. */
const familiesOf = ({ facts }: Environment, answers: Answers): string =>
  facts.assumptions['ip-families'] === undefined ? 'both' : answers.to('ip-families');

function namesOf(cluster: Cluster): Set<string> {
  const names = new Set<string>();
  for (const { peers = [] } of rulesOf(cluster)) {
    for (const peer of peers) if (peer.kind === 'names') peer.names.forEach(name => names.add(name));
  }
  return names;
}
