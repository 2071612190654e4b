import { Cursor } from './cursor';
import { LoadBalancer } from './service';
import { IpRange, Labels, parseCidr } from '../values';

/** What a Service of type LoadBalancer says about its load balancer. */
export function readLoadBalancer(root: Cursor): LoadBalancer {
  const spec = root.field('spec');
  const annotations = root.field('metadata').field('annotations');
  return {
    internal: isInternal(annotations.labels(), spec.field('loadBalancerClass').value),
    sourceRanges: readSourceRanges(spec.field('loadBalancerSourceRanges'), annotations),
    hasNodePorts: spec.field('allocateLoadBalancerNodePorts').value !== false,
  };
}

const SOURCE_RANGES = 'service.beta.kubernetes.io/load-balancer-source-ranges';

/** Annotations with which the providers keep a load balancer inside, each with the value that does. */
const INTERNAL: Labels = {
  'service.beta.kubernetes.io/azure-load-balancer-internal': 'true',
  'service.beta.kubernetes.io/aws-load-balancer-internal': 'true',
  'service.beta.kubernetes.io/aws-load-balancer-scheme': 'internal',
  'service.beta.kubernetes.io/openstack-internal-load-balancer': 'true',
  'networking.gke.io/load-balancer-type': 'internal',
  'cloud.google.com/load-balancer-type': 'internal',
};

/** The class of the AWS Load Balancer Controller, the one provider that stays inside unless told otherwise. */
const INTERNAL_CLASS = 'service.k8s.aws/nlb';
const AWS_SCHEME = 'service.beta.kubernetes.io/aws-load-balancer-scheme';

const isInternal = (annotations: Labels, loadBalancerClass: unknown): boolean =>
  Object.entries(INTERNAL).some(([key, value]) => annotations[key]?.toLowerCase() === value)
  || (loadBalancerClass === INTERNAL_CLASS && annotations[AWS_SCHEME] !== 'internet-facing');

/** The field, or else the annotation that is older and that providers read too. */
function readSourceRanges(list: Cursor, annotations: Cursor): IpRange[] | undefined {
  const written = list.items();
  if (written.length > 0) return written.flatMap(cursor => readRange(cursor, cursor.text() ?? ''));
  if (!list.isAbsent && !Array.isArray(list.value)) return [];
  const annotation = annotations.field(SOURCE_RANGES);
  const texts = (annotation.text() ?? '').split(',').filter(text => text.trim() !== '');
  return texts.length === 0 ? undefined : texts.flatMap(text => readRange(annotation, text));
}

/** Spaces around a range are put up with. A mistake must not open the load balancer to everybody. */
function readRange(cursor: Cursor, text: string): IpRange[] {
  const range = parseCidr(text.trim())?.range;
  if (range === undefined) cursor.error('SVC004', `"${text}" is not a CIDR; it is taken to let nobody in`);
  return range === undefined ? [] : [range];
}
