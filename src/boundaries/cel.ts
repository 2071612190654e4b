import { blocksByPorts } from './blocks-by-ports';
import { Denial, DeniedBlock, NAMESPACE_NAME, OwnNamespaces } from './denial';
import { groupBy } from '../values';

/** One thing a NetworkPolicy has to keep to, in the language of ValidatingAdmissionPolicy. */
export interface Validation {
  readonly expression: string;
  readonly message: string;
}

const DIRECTIONS = [{ rules: 'object.spec.ingress', peers: 'from' }, { rules: 'object.spec.egress', peers: 'to' }] as const;
type Direction = typeof DIRECTIONS[number];

/**
 * What a NetworkPolicy must not say in the namespaces of a denial.
 *
 * A policy can only be compared with names and labels that it spells out: what selects namespaces in any other way is refused.
 *
 * @see https://kubernetes.io/docs/reference/using-api/cel/
 */
export function validationsOf({ own, blocks }: Denial, platform: readonly string[]): Validation[] {
  const directions = own === undefined ? DIRECTIONS.slice(1) : DIRECTIONS;
  return [
    ...directions.map(direction => ({
      expression: inEveryRule(direction, `has(rule.${direction.peers}) && size(rule.${direction.peers}) > 0`),
      message: `a rule without \`${direction.peers}\` is for everybody: name the peers`,
    })),
    ...own === undefined ? [] : directions.map(direction => ({
      expression: ofEveryPeer(direction, ownNamespace(own, platform)),
      message: `a namespaceSelector in \`${direction.peers}\` needs the label ${own.label}=${own.value}, or the name of a namespace that has it`,
    })),
    ...blocksValidations(blocks),
  ];
}

/** Lets only those change a NetworkPolicy who may also delete its namespace, as those that clean up may. */
export const PROTECTION: Validation = {
  // By the old object: whoever deletes all policies at once names none.
  expression: "oldObject.metadata.name != 'default-deny' || (request.operation == 'UPDATE' && object.spec == oldObject.spec)"
    + " || authorizer.group('').resource('namespaces').name(request.namespace).check('delete').allowed()",
  message: 'this policy isolates the namespace, and only who may delete the namespace may change or delete it',
};

const inEveryRule = ({ rules }: Direction, claim: string): string => `!has(${rules}) || ${rules}.all(rule, ${claim})`;

const ofEveryPeer = (direction: Direction, claim: string): string =>
  inEveryRule(direction, `!has(rule.${direction.peers}) || rule.${direction.peers}.all(peer, ${claim})`);

function ownNamespace({ label, value, names }: OwnNamespaces, platform: readonly string[]): string {
  const labels = 'peer.namespaceSelector.matchLabels';
  const hasLabel = `(${quoted(label)} in ${labels} && ${labels}[${quoted(label)}] == ${quoted(value)})`;
  const name = quoted(NAMESPACE_NAME);
  const isKnown = `(${name} in ${labels} && ${labels}[${name}] in ${listed([...names, ...platform])})`;
  return `!has(peer.namespaceSelector) || (has(${labels}) && (${hasLabel} || ${isKnown}))`;
}

function blocksValidations(blocks: readonly DeniedBlock[]): Validation[] {
  return [...groupBy(blocks, ({ openPorts }) => [...openPorts].sort((a, b) => a - b).join(', '))].map(([openPorts, same]) => {
    const denied = listed(blocksByPorts(same).flatMap(({ cidrs }) => cidrs));
    const block = 'cidr(peer.ipBlock.cidr)';
    const isApart = `!${block}.containsCIDR(denied) && !cidr(denied).containsCIDR(${block})`;
    const isExcepted = 'has(peer.ipBlock.except) && peer.ipBlock.except.exists(except, cidr(except).containsCIDR(denied))';
    const isOpen = `has(rule.ports) && size(rule.ports) > 0 && rule.ports.all(port, has(port.port) && port.port in [${openPorts}] && !has(port.endPort))`;
    const ways = [isApart, isExcepted, ...openPorts === '' ? [] : [isOpen]].map(way => `(${way})`).join(' || ');
    return {
      expression: ofEveryPeer(DIRECTIONS[1], `!has(peer.ipBlock) || ${denied}.all(denied, ${ways})`),
      message: `an ipBlock in \`to\` has to leave out ${denied.replace(/[[\]']/g, '')}${openPorts && `, unless on port ${openPorts}`}`,
    };
  });
}

const quoted = (text: string): string => `'${text}'`;

const listed = (texts: readonly string[]): string => `[${[...new Set(texts)].sort().map(quoted).join(', ')}]`;
