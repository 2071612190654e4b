import { Edit, ObjectReference, PolicyReference, RuleReference, Term } from '../../analysis';

/** Such as `NetworkPolicy shop/db`. */
export const objectText = ({ kind, namespace, name }: ObjectReference): string => `${kind} ${namespace === '' ? name : `${namespace}/${name}`}`;

/** Such as `ingress[0]`. */
export const pathText = (path: RuleReference['path']): string =>
  path.map((step, index) => typeof step === 'number' ? `[${step}]` : `${index === 0 ? '' : '.'}${step}`).join('').replace(/^spec\./, '');

/** Such as `dist/shop.k8s.yaml:40:7`. */
export const placeText = ({ file, line, column }: PolicyReference | RuleReference): string => `${file}:${line}:${column}`;

/** Such as `ingress[0] of NetworkPolicy shop/db (dist/shop.k8s.yaml:40:7)`. */
export const ruleText = (rule: RuleReference): string => `${pathText(rule.path)} of ${objectText(rule.policy)} (${placeText(rule)})`;

const TERMS: Readonly<Record<Term['term'], string>> = {
  'pod-label': 'label of the pods',
  'namespace-label': 'label of the namespace',
  'namespace': 'namespace',
  'range': 'range of addresses',
  'exception': 'exception from a range',
  'family': 'family of addresses',
  'host-network': 'network of the pod',
  'peer': 'peer',
  'port': 'port',
  'port-range': 'range of ports',
  'port-name': 'name of the port',
  'protocol': 'protocol',
  'open-question': 'open question',
};

/** Such as `label of the pods: wants app=api, finds app=web`. */
export const termText = ({ term, expected, actual }: Term): string => `${TERMS[term]}: wants ${expected}, finds ${actual}`;

/** What an edit does, as one would say it. */
export function editText({ adds, object, patch, concernsEverybody }: Edit): string {
  const [{ path }] = patch;
  const values = patch.flatMap(({ value }) => Array.isArray(value) ? value : [value]).map(value => JSON.stringify(value)).join(', ');
  const everybody = concernsEverybody ? '; it names no peers, as no selector is certain to see this one, so that it concerns everybody' : '';
  return adds === 'policy' ? `add a NetworkPolicy ${object.namespace}/${object.name}: ${values}${everybody}`
    : `add the ${adds} ${values} to ${listText(path)} of ${objectText(object)}${everybody}`;
}

/** Such as `ingress[0].ports`. */
const listText = (path: string): string =>
  pathText(path.replace(/\/-$/, '').slice(1).split('/').map(step => /^\d+$/.test(step) ? Number(step) : step));
