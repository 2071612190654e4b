import { IConstruct } from 'constructs';
import { arePods, Connection, ExpectedPods, Flow, Network, proveFlows } from '../analysis';
import { intentOf } from '../constructs';
import { Cluster } from '../model';
import { portsText } from '../reports';
import { ClusterFacts, DeclaredFlow, podDns } from '../values';

export interface ProvenFlows {
  readonly proven: number;
  readonly problems: readonly string[];
}

/** Proves of the manifests for one cluster what its constructs declared. */
export function provenFlows(constructs: readonly IConstruct[], facts: ClusterFacts, cluster: Cluster): ProvenFlows {
  const { flows, isolated } = intentOf(constructs);
  const network = new Network(cluster, { facts, controllers: facts.ingressControllers, expected: expectedPods(flows, facts), namesApart: true });
  const { proven, blocked, undeclared } = proveFlows(network, flows, isolated);
  return { proven: proven.length, problems: [...blocked.map(blockedText), ...undeclared.map(undeclaredText)] };
}

/** The pods that flows speak of. Those of the DNS are in every cluster already, as long as they are asked for names and nothing else. */
function expectedPods(flows: readonly DeclaredFlow[], facts: ClusterFacts): ExpectedPods[] {
  const isLookup = ({ destination, ports }: DeclaredFlow) => podDns(facts)
    .some(dns => dns.pods === destination && ports.every(port => dns.ports.some(each => each.covers(port))));
  const others = flows.filter(flow => !isLookup(flow)).map(({ destination }) => destination);
  return [...flows.map(({ source }) => source), ...others].filter(arePods);
}

const blockedText = ({ source, destination, ports, declaredBy }: Flow): string =>
  `${declaredBy}: ${source} may not connect to ${destination} on ${ports.join(', ')}, although that was declared\n`
  + '  fix: look for a policy that governs one of them and was changed or written by hand; Analysis.ofConstruct(app).explain(…) names the rule that decides';

const undeclaredText = ({ source, destination, ports, verdict, depends }: Connection): string =>
  `${source} may connect to ${destination} on ${portsText(ports)}${verdict === 'depends' ? ` (depending on ${depends.join(', ')})` : ''}, `
  + 'although nobody declared it\n  fix: declare it with allowTo, or remove the NetworkPolicy that allows it';
