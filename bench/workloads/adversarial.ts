import { count, namespace, networkPolicy, pod, tcp } from './objects';

const NAMESPACE = 'lab';
const PODS = 3_000;
const POLICIES = 100;
const MARKS = 50;
const PLACES = 318;

/**
 * Everything that makes pieces small: 3,000 pods of which no two have equal labels, 1,276 pieces of IPv4, and 200 ranges of ports.
 *
 * Chosen here: the labels `a`, `b` and `c` have 15, 20 and 10 values, and every combination is one pod; a pod has one of 50 labels
 * `mark-…` too. Each policy governs the pods of one mark except those of two values of `a`, in both directions. It lets in all pods but
 * those of three values of `b` and one of `c`, and lets out to those of one mark but for two values of `c`. Blocks are 318 places
 * with or without a hole in them; every policy names three or four of them, and lets in all addresses but four of the blocks.
 * Ranges of ports are about 550 long and begin 37 apart, so that each overlaps with fourteen others on either side.
 */
export const adversarial = (): object[] => [
  namespace(NAMESPACE),
  ...count(PODS).map(podOf),
  ...count(POLICIES).map(policyOf),
];

const podOf = (index: number): object => pod({
  namespace: NAMESPACE,
  name: `pod-${index}`,
  labels: {
    a: `a${index % 15}`, b: `b${Math.floor(index / 15) % 20}`, c: `c${Math.floor(index / 300)}`, [`mark-${markOf(index)}`]: 'yes',
  },
  port: 8080,
  number: index,
});

/** Not in step with the other labels. */
const markOf = (index: number): number => (index * 7 + Math.floor(index / MARKS)) % MARKS;

function policyOf(index: number): object {
  const mark = index % MARKS;
  return networkPolicy(NAMESPACE, `policy-${index}`, {
    podSelector: { matchExpressions: [exists(mark), notIn('a', index, 15, 2)] },
    policyTypes: ['Ingress', 'Egress'],
    ingress: [
      { from: [{ podSelector: { matchExpressions: [notIn('b', index, 20, 3), notIn('c', index, 10, 1)] } }], ports: [range(2 * index), range(2 * index + 1)] },
      { from: [{ ipBlock: { cidr: '0.0.0.0/0', except: count(4).map(step => placeOf(index * 3 + step).cidr) } }], ports: [range(2 * index + 40)] },
    ],
    egress: [
      { to: [{ podSelector: { matchExpressions: [exists((mark + Math.floor(index / MARKS) + 1) % MARKS), notIn('c', index, 10, 2)] } }] },
      { to: placesOf(index).map(place => ({ ipBlock: placeOf(place) })), ports: [range(2 * index)] },
    ],
  });
}

const exists = (mark: number) => ({ key: `mark-${mark}`, operator: 'Exists' });

const notIn = (key: string, first: number, all: number, some: number) =>
  ({ key, operator: 'NotIn', values: count(some).map(step => `${key}${(first * 7 + step) % all}`) });

function range(number: number): object {
  const r = number % 200;
  return tcp(1_000 + 37 * r, 1_500 + 37 * r + 13 * r % 97);
}

/** Every place is named by one policy at least. */
const placesOf = (index: number): number[] => [index, index + 100, index + 200, index + 300].filter(place => place < PLACES + 2);

/** Four cuts for a block with a hole, two for one without, and the one behind the first of all addresses: 1,275, and so 1,276 pieces. */
function placeOf(place: number): { readonly cidr: string; readonly except?: readonly string[] } {
  const number = place % (PLACES + 2);
  if (number === PLACES) return { cidr: '0.0.0.0/8' };
  const block = `${20 + Math.floor(number / 100)}.${number % 100 * 2}`;
  return number === PLACES + 1 ? { cidr: '99.0.0.0/16' } : { cidr: `${block}.0.0/16`, except: [`${block}.128.0/24`] };
}
