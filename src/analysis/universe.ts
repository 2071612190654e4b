import { AddressMatcher } from './address-match';
import { AllowedPorts } from './allowed';
import { Columns, Selection } from './columns';
import { blocksOf, portRangesOf } from './cuts';
import { Answers, Environment } from './environment';
import { IpSpace } from './ip-space';
import { NodeMatcher } from './node-match';
import { peersOf } from './peer';
import { classOf, podClasses } from './pod-classes';
import { PortSpace } from './port-space';
import { rulesOf } from './rules-of';
import { Selections } from './selection';
import { Cluster } from '../model';

/** Everything that rules are compiled against: the columns, the ports, and what is known about both. */
export interface Universe extends Columns {
  readonly selections: Selections;
  readonly ports: PortSpace;
  readonly allowedPorts: AllowedPorts;
  readonly answers: Answers;
  readonly matcher: AddressMatcher;
  readonly nodeMatcher: NodeMatcher;
  /** All pods and all addresses. */
  readonly everyone: Selection;
  /** With the domain names, which stand for addresses, too. */
  readonly everyColumn: Selection;
  /** The class of the pod of which nothing is known, if the question needs one. */
  readonly unknownPod?: number;
}

export function universeOf(cluster: Cluster, environment: Environment, answers: Answers): Universe {
  const { peers, namespaces } = peersOf(cluster, environment, answers);
  const addresses = new IpSpace([...blocksOf(cluster, environment)], familiesOf(environment, answers));
  const classes = podClasses(cluster, peers, addresses);
  const ports = new PortSpace(portRangesOf(cluster, environment));
  const firstName = classes.length + addresses.atoms.length;
  const names = new Map([...namesOf(cluster)].sort().map((name, index) => [name, firstName + index]));
  const columns = { classes, addresses, names };
  return {
    ...columns,
    selections: new Selections(classes, namespaces, answers),
    ports,
    allowedPorts: new AllowedPorts(ports, answers.conditions),
    answers,
    matcher: new AddressMatcher(columns, answers, environment.facts),
    nodeMatcher: new NodeMatcher(columns, cluster.nodes, answers),
    everyone: numbersBelow(firstName),
    everyColumn: numbersBelow(firstName + names.size),
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

const numbersBelow = (end: number): number[] => Array.from({ length: end }, (_, index) => index);
