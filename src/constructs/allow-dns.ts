import { Construct } from 'constructs';
import { claimObject } from './claims';
import { ClusterProfile } from './cluster-profile';
import { kubeObject } from './kube-object';
import { dnsEgress, ownNodeDns } from '../policies';
import { DeclaredFlow, dnsEnd } from '../values';

const NAME = 'allow-dns';

/** Lets every pod of a namespace look up names wherever the cluster of the profile answers, and nowhere else. */
export function allowDns(scope: Construct, namespace: string): void {
  const { dns } = ClusterProfile._for(scope)._facts;
  const ownNode = dns.filter(({ kind }) => kind === 'own-node');
  define('NetworkPolicy', 'networking.k8s.io/v1', dnsEgress(dns));
  if (ownNode.length > 0) define('CiliumNetworkPolicy', 'cilium.io/v2', ownNodeDns(ownNode.flatMap(({ ports }) => ports)));

  function define(kind: string, apiVersion: string, spec: unknown): void {
    claimObject(scope, { kind, namespace, name: NAME });
    kubeObject(scope, kind === 'NetworkPolicy' ? NAME : `${NAME}-${kind}`, { apiVersion, kind, name: NAME, namespace, spec });
  }
}

/** What that declares. */
export const dnsFlows = (scope: Construct, namespace: string): DeclaredFlow[] => ClusterProfile._for(scope)._facts.dns
  .map(place => ({ source: { namespace, labels: {} }, destination: dnsEnd(place), ports: place.ports, declaredBy: scope.node.path }));
