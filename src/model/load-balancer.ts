import { Cursor } from './cursor';
import { LoadBalancer } from './service';
import { IpRange, Labels, parseCidr } from '../values';

/** What a Service of type LoadBalancer says about its load balancer. */
export function readLoadBalancer(root: Cursor): LoadBalancer {
  const spec = root.field('spec');
  const annotations = root.field('metadata').field('annotations');
  const internal = isInternal(annotations.labels(), spec.field('loadBalancerClass').value);
  return {
    internal,
    sourceRanges: readSourceRanges(spec.field('loadBalancerSourceRanges'), annotations, rangesAnnotation(annotations.labels(), internal)),
    hasNodePorts: spec.field('allocateLoadBalancerNodePorts').value !== false,
  };
}

const SOURCE_RANGES = 'service.beta.kubernetes.io/load-balancer-source-ranges';
const AZURE = 'service.beta.kubernetes.io/azure-';

/**
 * The annotation that holds clients to ranges. That of AKS does not, beside tags that let in others, or inside a network that is open by
 * itself unless a further annotation closes it.
 */
function rangesAnnotation(annotations: Labels, internal: boolean): string {
  const holds = annotations[`${AZURE}allowed-service-tags`] === undefined
    && (!internal || annotations[`${AZURE}deny-all-except-load-balancer-source-ranges`] === 'true');
  return holds && annotations[`${AZURE}allowed-ip-ranges`] !== undefined ? `${AZURE}allowed-ip-ranges` : SOURCE_RANGES;
}

/** Annotations with which the providers keep a load balancer inside, each with the value that does. */
const INTERNAL: Labels = {
  'service.beta.kubernetes.io/azure-load-balancer-internal': 'true',
  'service.beta.kubernetes.io/aws-load-balancer-internal': 'true',
  'service.beta.kubernetes.io/aws-load-balancer-scheme': 'internal',
  'service.beta.kubernetes.io/openstack-internal-load-balancer': 'true',
  'networking.gke.io/load-balancer-type': 'internal',
  'cloud.google.com/load-balancer-type': 'internal',
};

/** The classes of AWS, whose controllers stay inside unless told otherwise. */
const INTERNAL_CLASSES: readonly unknown[] = ['service.k8s.aws/nlb', 'eks.amazonaws.com/nlb'];
const AWS_SCHEME = 'service.beta.kubernetes.io/aws-load-balancer-scheme';

const isInternal = (annotations: Labels, loadBalancerClass: unknown): boolean =>
  Object.entries(INTERNAL).some(([key, value]) => annotations[key]?.toLowerCase() === value)
  || (INTERNAL_CLASSES.includes(loadBalancerClass) && annotations[AWS_SCHEME] !== 'internet-facing');

/** The field, or else the annotation that is older and that providers read too. */
function readSourceRanges(list: Cursor, annotations: Cursor, name: string): IpRange[] | undefined {
  const written = list.items();
  if (written.length > 0) return written.flatMap(cursor => readRange(cursor, cursor.text() ?? ''));
  if (!list.isAbsent && !Array.isArray(list.value)) return [];
  const annotation = annotations.field(name);
  const texts = (annotation.text() ?? '').split(',').filter(text => text.trim() !== '');
  return texts.length === 0 ? undefined : texts.flatMap(text => readRange(annotation, text));
}

/** Spaces around a range are put up with. A mistake must not open the load balancer to everybody. */
function readRange(cursor: Cursor, text: string): IpRange[] {
  const range = parseCidr(text.trim())?.range;
  if (range === undefined) cursor.error('SVC004', `"${text}" is not a CIDR; it is taken to let nobody in`);
  return range === undefined ? [] : [range];
}
