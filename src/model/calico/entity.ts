import { RuleContext } from './context';
import { endpoints, NAMESPACE, namespacesOrGlobal, podsAmong, SERVICE_ACCOUNT, serviceAccounts } from './endpoint-labels';
import { Expression } from './expression';
import { addressesIn, EVERY_ADDRESS, readNets } from './nets';
import { alternatives, isStated, readExpressions } from './selectors';
import { Cursor } from '../cursor';
import { NAMESPACE_NAME_LABEL } from '../namespace-name-label';
import { AddressesPeer, DomainNamesPeer, PodsPeer, PolicyPeer } from '../policy';
import { Requirement, Selector } from '../selector';

const LABELS = ['selector', 'namespaceSelector', 'serviceAccounts', 'notSelector'];
const NETS = ['nets', 'notNets'];

/** Every field of one end of a rule that says who is there. */
export const PEER_FIELDS = [...LABELS, ...NETS, 'services', 'domains'];

/** Who is at the other end of a rule, by labels, addresses or names; `undefined` is everybody, and what is not understood. */
export function readPeers(entity: Cursor, context: RuleContext): readonly PolicyPeer[] | undefined {
  const has = (fields: readonly string[]) => fields.some(field => isStated(entity.field(field)));
  const ways = [has(LABELS), has(NETS), has(['domains'])].filter(Boolean);
  if (ways.length > 1) {
    context.doubts.warn(entity, 'POL304', `${entity.path.join('.')} asks for labels, addresses or domains together, of which only one is read`);
  }
  if (has(LABELS)) return byLabels(entity, context);
  if (has(NETS)) return byAddress(entity, context);
  return has(['domains']) ? byName(entity.field('domains'), context) : undefined;
}

function byAddress(entity: Cursor, { doubts }: RuleContext): AddressesPeer[] | undefined {
  const nets = isStated(entity.field('nets')) ? readNets(entity.field('nets'), doubts) : EVERY_ADDRESS;
  const notNets = readNets(entity.field('notNets'), doubts);
  return nets && addressesIn(nets, notNets ?? []);
}

function byName(domains: Cursor, { direction, doubts }: RuleContext): DomainNamesPeer[] | undefined {
  if (direction === 'ingress') return doubts.error(domains, 'POL304', 'domains name destinations only');
  const names = doubts.texts(domains);
  return names && [{ kind: 'names', names }];
}

function byLabels(entity: Cursor, context: RuleContext): PolicyPeer[] | undefined {
  const { doubts, namespace } = context;
  const positive = [
    ...readExpressions([
      [entity.field('selector'), endpoints],
      [entity.field('namespaceSelector'), namespacesOrGlobal],
      [entity.field('serviceAccounts').field('selector'), serviceAccounts],
    ], doubts),
    ...readNames(entity.field('serviceAccounts'), context),
  ];
  const negative = readExpressions([[entity.field('notSelector'), endpoints]], doubts);
  // A namespaced policy that says no more still means its namespace alone.
  if (positive.length === 0 && (negative.length === 0 || namespace === undefined)) {
    if (negative.length > 0) doubts.warn(entity, 'POL304', `${entity.path.join('.')} says only whom it does not select, which is not understood`);
    doubts.about('not-understood');
    return undefined;
  }
  const isAnywhere = namespace === undefined || isStated(entity.field('namespaceSelector'));
  const selectors = alternatives(entity, [...positive, ...negative.map((part): Expression => ({ kind: 'not', part }))], doubts);
  const peers = [
    ...selectors.flatMap(selector => podsPeers(entity, selector, isAnywhere, context)),
    ...inSets(selectors, isAnywhere, context),
  ];
  if (negative.length > 0 && peers.some(({ kind }) => kind !== 'pods')) {
    doubts.warn(entity.field('notSelector'), 'POL304', 'a notSelector is understood only for pods, but here are sets of networks too');
  }
  return peers;
}

function readNames(accounts: Cursor, { doubts }: RuleContext): Expression[] {
  if (!accounts.isMap()) doubts.about('not-understood');
  accounts.knows('names', 'selector');
  const values = doubts.texts(accounts.field('names')) ?? [];
  return values.length === 0 ? [] : [{ kind: 'label', requirement: { key: SERVICE_ACCOUNT, operator: 'In', values } }];
}

function podsPeers(entity: Cursor, selector: Selector, isAnywhere: boolean, { doubts, namespace }: RuleContext): PodsPeer[] {
  const found = podsAmong(selector);
  if (found === undefined) return [];
  if (!found.isExact) doubts.warn(entity, 'POL314', 'labels of service accounts are not read, only their names');
  const { namespaces, pods } = found;
  if (isAnywhere) return [{ kind: 'pods', namespaces, pods }];
  const own: Requirement = { key: NAMESPACE_NAME_LABEL, operator: 'In', values: [namespace!] };
  return [{ kind: 'pods', namespaces: namespaces.length === 0 ? undefined : [...namespaces, own], pods }];
}

/** Selectors select sets of networks as they select pods. */
function inSets(selectors: readonly Selector[], isAnywhere: boolean, { sets, direction, doubts, namespace }: RuleContext): PolicyPeer[] {
  const own: Selector = isAnywhere ? [] : [{ key: NAMESPACE, operator: 'In', values: [namespace!] }];
  const selected = [...new Set(selectors.flatMap(selector => sets.selectedBy([...selector, ...own])))];
  if (selected.some(({ isUnderstood }) => !isUnderstood)) doubts.about('not-understood');
  const names = direction === 'egress' ? selected.flatMap(({ domainNames }) => domainNames) : [];
  return [
    ...selected.flatMap(({ addresses }) => addresses),
    ...names.length > 0 ? [{ kind: 'names' as const, names }] : [],
  ];
}
