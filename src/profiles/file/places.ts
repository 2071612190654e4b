import { Field } from './field';
import { ingressTargets } from '../../ingress';
import { checkedPodLabels, checkedPort, Cidr, ControllerFacts, DnsPlace, dnsLabel, dnsSubdomain, PodLocation } from '../../values';
import { autoModeDns, cloudDns, dnsAt, dnsPorts, KUBE_DNS_PODS, kubeDns, localDns, nodeLocalDns, openShiftDns } from '../dns';

const targets = Object.values(ingressTargets);

/** The usual arrangements of DNS, by the names that a file calls them. */
const ARRANGEMENTS: Readonly<Record<string, () => readonly DnsPlace[]>> = {
  kubeDns: () => [kubeDns], nodeLocal: nodeLocalDns, localDns, cloudDns, openShift: openShiftDns, autoMode: autoModeDns,
};

export const readCidr = (field: Field): Cidr => field.checked(() => Cidr.of(field.text()));

export const readCidrs = (field: Field): Cidr[] => field.items().map(readCidr);

export const readPort = (field: Field): number => field.checked(where => checkedPort(where, field.number()));

/** Such as `{ target: traefik, namespace: edge }`, or just `traefik`. */
export function readController(field: Field): ControllerFacts {
  const stated = field.isText ? { target: field } : field.fields(['target', 'className', 'namespace', 'podLabels']);
  const names = targets.map(({ name }) => name);
  if (stated.target === undefined) return field.refuse('has no target', `state one of ${names.join(', ')}`);
  const name = stated.target.oneOf(names);
  const { className, pods } = targets.find(target => target.name === name)!;
  return { target: name, className: stated.className?.checked(where => dnsSubdomain(where, 'className', stated.className!.text())) ?? className, pods: podsAt(stated, pods) };
}

/** Such as `{ namespace: monitoring, podLabels: { app: prometheus } }`. */
export const readPods = (field: Field, usual: PodLocation): PodLocation => podsAt(field.fields(['namespace', 'podLabels']), usual);

/** An arrangement by its name, or a list of places. */
export const readDns = (field: Field): readonly DnsPlace[] =>
  field.isText ? ARRANGEMENTS[field.oneOf(Object.keys(ARRANGEMENTS))]() : field.items().map(readDnsPlace);

function readDnsPlace(field: Field): DnsPlace {
  const { cidr, port, ...pods } = field.fields(['cidr', 'port', 'namespace', 'podLabels']);
  const number = port === undefined ? 53 : readPort(port);
  if (cidr === undefined) return { kind: 'pods', pods: podsAt(pods, KUBE_DNS_PODS), ports: dnsPorts(number) };
  if (pods.namespace ?? pods.podLabels) field.refuse('is both addresses and pods', 'make two items of it');
  return dnsAt(readCidr(cidr), number);
}

function podsAt({ namespace, podLabels }: { readonly namespace?: Field; readonly podLabels?: Field }, usual: PodLocation): PodLocation {
  return {
    namespace: namespace?.checked(where => dnsLabel(where, 'namespace', namespace.text())) ?? usual.namespace,
    labels: podLabels?.checked(where => checkedPodLabels(where, podLabels.texts())) ?? usual.labels,
  };
}
