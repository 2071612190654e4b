import { identityOf, ResourceKind } from './kind';
import { ServicePort } from '../cluster';
import { Cursor } from '../cursor';
import { readPortNumber, readProtocol } from '../pod-template';
import { Selector } from '../selector';

export const service: ResourceKind = {
  kind: 'Service',
  group: '',
  read: object => {
    const spec = object.root.field('spec');
    return {
      services: [{ ...identityOf(object), selects: readSelector(spec), ports: spec.field('ports').items().flatMap(readPort) }],
    };
  },
};

/** An ExternalName is an alias for a name elsewhere; an empty selector, unlike that of a policy, selects nothing. */
function readSelector(spec: Cursor): Selector | undefined {
  const labels = Object.entries(spec.field('selector').labels());
  if (spec.field('type').value === 'ExternalName' || labels.length === 0) return undefined;
  return labels.map(([key, value]) => ({ key, operator: 'In', values: [value] }));
}

function readPort(cursor: Cursor): ServicePort[] {
  const port = readPortNumber(cursor.field('port'));
  const protocol = readProtocol(cursor.field('protocol'));
  if (port === undefined || protocol === undefined) return [];
  return [{ name: cursor.field('name').text(), port, protocol, targetPort: readTargetPort(cursor.field('targetPort')) ?? port }];
}

const readTargetPort = (cursor: Cursor): number | string | undefined =>
  typeof cursor.value === 'number' ? readPortNumber(cursor) : cursor.numberOrText();
