import { End } from './end';
import { ExplainedPort } from './explanation';
import { Term } from './term';
import { PolicyPort } from '../../model';

/** Why a port of a rule is not this one. `receiver` is the end whose pods may name it. */
export function portTerms(listed: PolicyPort, asked: ExplainedPort, receiver: End): Term[] {
  const ofOther = listed.protocol !== undefined && listed.protocol !== asked.protocol;
  return [
    ...ofOther ? [{ term: 'protocol' as const, expected: listed.protocol, actual: asked.protocol }] : [],
    ...listed.kind === 'name' ? nameTerms(listed.name, asked, receiver) : numberTerms(listed, asked.port),
  ];
}

function numberTerms(listed: Exclude<PolicyPort, { kind: 'name' }>, port: number): Term[] {
  if (listed.kind === 'all' || (listed.first <= port && port <= listed.last)) return [];
  const isSingle = listed.first === listed.last;
  return [{ term: isSingle ? 'port' : 'port-range', expected: isSingle ? `${listed.first}` : `${listed.first}-${listed.last}`, actual: `${port}` }];
}

function nameTerms(name: string, { protocol, port }: ExplainedPort, receiver: End): Term[] {
  const declared = receiver.kind === 'pods' ? receiver.peer.workload.ports.filter(each => each.port === port && each.protocol === protocol) : [];
  if (declared.some(each => each.name === name)) return [];
  const names = declared.flatMap(each => each.name ?? []);
  return [{ term: 'port-name', expected: name, actual: names.length > 0 ? names.join(', ') : `${port}, without a name` }];
}
