import { read, rulesOf } from './read';
import { PolicyPort } from '../../../src/model';

const numbers = (protocol: string, first: number, last = first) => ({ kind: 'numbers', protocol, first, last });
const all = (...protocols: string[]) => protocols.map(protocol => ({ kind: 'all', protocol }));
const EVERY_PORT = all('TCP', 'UDP', 'SCTP');

/** The ports of each rule that one rule from everybody becomes, and what they hang on. */
const portsOf = (fields: string) => {
  const { rules, codes } = rulesOf(`{ fromEntities: [all], ${fields} }`);
  return { parts: rules.map(({ ports, hangsOn }): [readonly PolicyPort[] | undefined, string] => [ports, (hangsOn ?? []).join()]), codes };
};
const certain = (fields: string) => {
  const { parts, codes } = portsOf(fields);
  if (parts.length > 1 || parts[0][1] !== '' || codes.length > 0) throw new Error(`these ports are not certain: ${codes.join()}`);
  return parts[0][0];
};
const port = (entry: string) => `toPorts: [{ ports: [${entry}] }]`;

describe('the ports of a rule for Cilium', () => {
  test.each(['toPorts: []', 'toPorts: null', 'icmps: []'])('are all when it names none: { %s }', fields => {
    expect(certain(fields)).toBeUndefined();
  });

  test('are of one protocol when it is named', () => {
    expect(certain(port('{ port: "53", protocol: UDP }'))).toEqual([numbers('UDP', 53)]);
  });

  test.each(['{ port: "80" }', '{ port: "80", protocol: ANY }', '{ port: "80", protocol: "" }'])('are of every protocol that has ports when none is named: %s', entry => {
    expect(certain(port(entry))).toEqual([numbers('TCP', 80), numbers('UDP', 80), numbers('SCTP', 80)]);
  });

  test('are those of every entry', () => {
    expect(certain('toPorts: [{ ports: [{ port: "80", protocol: TCP }, { port: "81", protocol: TCP }] }, { ports: [{ port: "82", protocol: TCP }] }]'))
      .toEqual([numbers('TCP', 80), numbers('TCP', 81), numbers('TCP', 82)]);
  });

  test('may be a range', () => {
    expect(certain(port('{ port: "8000", endPort: 8999, protocol: TCP }'))).toEqual([numbers('TCP', 8000, 8999)]);
    expect(certain(port('{ port: "8000", endPort: 0, protocol: TCP }'))).toEqual([numbers('TCP', 8000)]);
  });

  test('may be the first and the last that there are', () => {
    expect(certain(port('{ port: "1", endPort: 65535, protocol: TCP }'))).toEqual([numbers('TCP', 1, 65535)]);
  });

  test('may be any when a range begins with 0, which is reported', () => {
    const { parts, codes } = portsOf(port('{ port: "0", endPort: 80, protocol: TCP }'));
    expect(parts).toEqual([[all('TCP'), 'not-understood']]);
    expect(codes).toEqual(['POL006']);
  });

  test('may have a name of 15 characters, as those of containers may', () => {
    expect(certain(port('{ port: fifteen-letters, protocol: TCP }'))).toEqual([{ kind: 'name', name: 'fifteen-letters', protocol: 'TCP' }]);
    expect(certain(port('{ port: 1-a, protocol: TCP }'))).toEqual([{ kind: 'name', name: '1-a', protocol: 'TCP' }]);
  });

  test.each(['sixteen-letters-', 'sixteen-letters1', '-http', 'http-', 'ht tp', '-'])('may be any when there is no such name as "%s", which is reported', name => {
    const { parts, codes } = portsOf(port(`{ port: "${name}", protocol: TCP }`));
    expect(parts).toEqual([[all('TCP'), 'not-understood']]);
    expect(codes).toEqual(['POL210']);
  });

  test('are all of a protocol when the number is 0', () => {
    expect(certain(port('{ port: "0", protocol: TCP }'))).toEqual(all('TCP'));
  });

  test('may have names, in either case', () => {
    expect(certain(port('{ port: HTTP-8080, protocol: TCP }'))).toEqual([{ kind: 'name', name: 'http-8080', protocol: 'TCP' }]);
  });

  test('with a name and no protocol are of that of the container port', () => {
    expect(certain(port('{ port: http }'))).toEqual([{ kind: 'name', name: 'http' }]);
  });

  test('are none for protocols that have none', () => {
    expect(certain(port('{ protocol: VRRP }, { port: "0", protocol: ICMP }'))).toEqual([]);
  });

  test('are none for ICMP', () => {
    expect(certain('icmps: [{ fields: [{ type: 8 }] }]')).toEqual([]);
  });

  test('are none when an entry names none', () => {
    expect(certain('toPorts: [{}]')).toEqual([]);
  });

  test('written as a number are reported, as the API server refuses them', () => {
    const { parts, codes } = portsOf(port('{ port: 80, protocol: TCP }'));
    expect(parts).toEqual([[[numbers('TCP', 80)], '']]);
    expect(codes).toEqual(['POL210']);
  });

  test('with a name and an end are reported, and the end is ignored', () => {
    const { parts, codes } = portsOf(port('{ port: http, endPort: 90, protocol: TCP }'));
    expect(parts).toEqual([[[{ kind: 'name', name: 'http', protocol: 'TCP' }], '']]);
    expect(codes).toEqual(['POL006']);
  });

  test.each([
    ['{ protocol: TCP }', all('TCP'), 'POL210'],
    ['{ port: "080", protocol: TCP }', all('TCP'), 'POL210'],
    ['{ port: "80-90" }', EVERY_PORT, 'POL210'],
    ['{ port: "70000", protocol: TCP }', all('TCP'), 'POL006'],
    ['{ port: "90", endPort: 80, protocol: TCP }', all('TCP'), 'POL006'],
    ['{ port: "80", protocol: QUIC }', undefined, 'POL004'],
    ['{ port: "80", protocol: 6 }', undefined, 'PAR004'],
    ['hello', undefined, 'PAR004'],
  ])('may be any when they are not understood, which is reported: %s', (entry, ports, code) => {
    const { parts, codes } = portsOf(port(entry));
    expect(parts).toEqual([[ports, 'not-understood']]);
    expect(codes).toEqual([code]);
  });

  test.each(['toPorts: {}', 'toPorts: [80]', 'toPorts: [{ ports: "80" }]', 'icmps: echo'])('may be any when they are no list, which is reported: { %s }', fields => {
    const { parts, codes } = portsOf(fields);
    expect(parts).toEqual([[undefined, 'not-understood']]);
    expect(codes).toEqual(['PAR004']);
  });

  test('are uncertain next to ICMP, which Cilium refuses and is reported', () => {
    const { parts, codes } = portsOf(`icmps: [{ fields: [{ type: 8 }] }], ${port('{ port: "80", protocol: TCP }')}`);
    expect(parts).toEqual([[[numbers('TCP', 80)], 'not-understood']]);
    expect(codes).toEqual(['POL211']);
  });
});

describe('a rule for some of the requests on a port', () => {
  const restricted = (entry: string) => portsOf(`toPorts: [{ ports: [{ port: "80", protocol: TCP }], ${entry} }]`);

  test.each([
    'rules: { http: [{ method: GET }] }',
    'rules: { http: [{}] }',
    'rules: { kafka: [{ role: consume }] }',
    'rules: { l7proto: cassandra }',
    'rules: { dns: [{ matchPattern: "*" }] }',
    'serverNames: [example.com]',
    'listener: { name: mine, envoyConfig: { name: config } }',
  ])('hangs on layer 7: { %s }', entry => {
    expect(restricted(entry)).toEqual({ parts: [[[numbers('TCP', 80)], 'layer-7']], codes: [] });
  });

  test.each(['rules: {}', 'rules: { http: [] }', 'originatingTLS: {}, terminatingTLS: {}'])('hangs on nothing when it names no requests: { %s }', entry => {
    expect(restricted(entry)).toEqual({ parts: [[[numbers('TCP', 80)], '']], codes: [] });
  });

  test.each(['rules: hello', 'rules: { http: hello }', 'serverNames: hello'])('hangs on what is not understood: { %s }', entry => {
    expect(restricted(entry)).toEqual({ parts: [[[numbers('TCP', 80)], 'not-understood']], codes: ['PAR004'] });
  });

  const dns = (rules: string) => {
    const { rules: named } = rulesOf(`{ toEntities: [all], toPorts: [{ ports: [{ port: "53", protocol: UDP }], rules: { dns: ${rules} } }] }`);
    return named.map(({ hangsOn }) => hangsOn);
  };

  test('hangs on nothing when it lets a DNS server be asked for any name', () => {
    expect(dns('[{ matchName: example.com }, { matchPattern: "*" }]')).toEqual([undefined]);
  });

  test('hangs on layer 7 when it lets a DNS server be asked for some names', () => {
    expect(dns('[{ matchPattern: "*.example.com" }]')).toEqual([['layer-7']]);
  });

  test('is another rule than that for its other ports', () => {
    const { parts } = portsOf('toPorts: [{ ports: [{ port: "80", protocol: TCP }], rules: { http: [{ path: / }] } }, { ports: [{ port: "81", protocol: TCP }] }]');
    expect(parts).toEqual([[[numbers('TCP', 81)], ''], [[numbers('TCP', 80)], 'layer-7']]);
  });

  test('refuses the other requests even where nothing else is refused', () => {
    const { allowing } = read(`spec:
      endpointSelector: {}
      enableDefaultDeny: { ingress: false }
      ingress: [{ toPorts: [{ ports: [{ port: "80", protocol: TCP }], rules: { http: [{ path: / }] } }] }]`);
    expect(allowing!.ingress).toEqual({
      isolates: false,
      rules: ['allow', 'deny'].map(action => expect.objectContaining({ action, ports: [numbers('TCP', 80)], hangsOn: ['layer-7'] })),
    });
  });

  test('cannot be one that denies, where what is said of requests is reported and passed over', () => {
    const { denying, codes } = read('spec: { endpointSelector: {}, ingressDeny: [{ toPorts: [{ ports: [{ port: "80" }], rules: { http: [{}] } }] }] }');
    expect(denying!.ingress!.rules.map(({ hangsOn }) => hangsOn)).toEqual([undefined]);
    expect(codes).toEqual(['PAR005']);
  });
});
