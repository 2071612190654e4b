import { columns } from '../columns';
import { portsText } from './ports-text';
import { Exposure } from '../../analysis';
import { requirementText, Selector } from '../../model';

/** Whom the peers are exposed to, besides each other. */
export function exposureText(exposure: readonly Exposure[]): string[] {
  if (exposure.length === 0) return ['Pods that are not in the input may connect to nobody, and nobody to them.'];
  return ['Pods that are not in the input:', ...columns(exposure.map(row => {
    const ends = row.direction === 'ingress' ? [podsText(row), '→', row.peer] : [row.peer, '→', podsText(row)];
    return [...ends, portsText(row.ports), row.verdict === 'allowed' ? 'allowed' : `depends on ${row.depends.join(', ')}`];
  }))];
}

/** As `kubectl --selector` takes it. */
function podsText({ namespaces, pods }: Exposure): string {
  const who = pods.length === 0 ? 'any pod' : `pods with ${selectorText(pods)}`;
  return namespaces.length === 0 ? `${who} in any namespace` : `${who} in namespaces with ${selectorText(namespaces)}`;
}

const selectorText = (selector: Selector): string => selector.map(requirementText).join(',');
