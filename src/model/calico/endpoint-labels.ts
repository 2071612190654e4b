import { Dialect, EVERYTHING, Expression } from './expression';
import { NAMESPACE_NAME_LABEL } from '../namespace-name-label';
import { meets, Requirement, Selector } from '../selector';

/* Calico asks an endpoint for more labels than its own: those of its namespace and of its service account, under longer names. */

export const NAMESPACE_PREFIX = 'pcns.';
export const NAMESPACE = 'projectcalico.org/namespace';
export const SERVICE_ACCOUNT = 'projectcalico.org/serviceaccount';

const SERVICE_ACCOUNT_PREFIX = 'pcsa.';
const NAME = 'projectcalico.org/name';
const ORCHESTRATOR = 'projectcalico.org/orchestrator';

const exists = (key: string): Expression => ({ kind: 'label', requirement: { key, operator: 'Exists', values: [] } });

export const endpoints: Dialect = { prefix: '', all: EVERYTHING };
export const namespaces: Dialect = { prefix: NAMESPACE_PREFIX, all: exists(NAMESPACE) };
/** In a rule, where sets of networks that belong to no namespace may be meant. */
export const namespacesOrGlobal: Dialect = { ...namespaces, global: { kind: 'not', part: exists(NAMESPACE) } };
export const serviceAccounts: Dialect = { prefix: SERVICE_ACCOUNT_PREFIX, all: exists(SERVICE_ACCOUNT) };

/** The pods among the endpoints that a selector selects. */
export interface SelectedPods {
  readonly namespaces: Selector;
  readonly pods: Selector;
  /** Whether no requirement had to be left out. */
  readonly isExact: boolean;
}

/** `undefined` when no pod has such labels. */
export function podsAmong(selector: Selector): SelectedPods | undefined {
  const [ofNamespace, ofPod]: Requirement[][] = [[], []];
  let isExact = true;
  for (const requirement of selector) {
    const { at, key, value } = placeOf(requirement);
    if (at === 'constant') {
      if (!meets(requirement, value)) return undefined;
    } else if (at === 'namespace') {
      ofNamespace.push({ ...requirement, key });
    } else if (at === 'pod') {
      ofPod.push({ ...requirement, key });
    } else {
      isExact = false;
    }
  }
  return { namespaces: ofNamespace, pods: ofPod, isExact };
}

/** Who has a label in our model, and under which name. */
interface Place {
  readonly at: 'constant' | 'namespace' | 'pod' | 'nowhere';
  readonly key: string;
  readonly value?: string;
}

function placeOf({ key, operator }: Requirement): Place {
  if (key === ORCHESTRATOR) return { at: 'constant', key, value: 'k8s' };
  if (key === NAMESPACE || key === `${NAMESPACE_PREFIX}${NAME}`) return onEveryPod(operator, { at: 'namespace', key: NAMESPACE_NAME_LABEL });
  if (key === SERVICE_ACCOUNT || key === `${SERVICE_ACCOUNT_PREFIX}${NAME}`) return onEveryPod(operator, { at: 'pod', key: SERVICE_ACCOUNT });
  if (key.startsWith(NAMESPACE_PREFIX)) return { at: 'namespace', key: key.slice(NAMESPACE_PREFIX.length) };
  return { at: key.startsWith(SERVICE_ACCOUNT_PREFIX) ? 'nowhere' : 'pod', key };
}

/** Whether there is such a label is no question then. */
const onEveryPod = (operator: Requirement['operator'], place: Place): Place =>
  operator === 'Exists' || operator === 'DoesNotExist' ? { ...place, at: 'constant', value: '' } : place;
