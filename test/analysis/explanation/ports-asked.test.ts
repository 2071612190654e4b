import { all, PODS, toDb, workload } from './shop';

describe('ports', () => {
  test.each(['tcp/5432', '5432', 'tcp/pg', 'pg', 'TCP/5432'])('may be written %s', port => {
    expect(toDb([], {}, port).ports).toEqual([{ protocol: 'TCP', first: 5432, last: 5432 }]);
  });

  test.each([['tcp/http', 'it names tcp/pg'], ['icmp/1', 'there is no protocol "icmp"'], ['icmp', 'ICMP is not covered'], ['0', '0 is no port'], ['80-90', 'no port of the name'], ['a b', 'is no port']])(
    'cannot be %s', (port, message) => {
      expect(() => toDb([], {}, port)).toThrow(new RegExp(message));
    });

  const withPorts = (ports: string, port: string) => all([PODS[0], workload('db', { spec: `{ containers: [{ ports: ${ports} }] }` })], { source: 'web', destination: 'db', port })
    .flatMap(each => each.ports === 'all' ? [] : each.ports.map(({ protocol, first, last }) => `${protocol} ${first} ${last}`)).sort();

  test('reach as far as there are any', () => {
    expect(toDb([], {}, '65535').port).toEqual({ protocol: 'TCP', port: 65535 });
    expect(toDb([], {}, 'udp/1').port).toEqual({ protocol: 'UDP', port: 1 });
    expect(() => toDb([], {}, '65536')).toThrow('65536 is no port');
  });

  const DNS = '[{ name: dns, containerPort: 53, protocol: UDP }, { name: dns, containerPort: 53 }, { name: dns, containerPort: 54 }, { name: dns, containerPort: 54 }, { containerPort: 9 }]';

  test('are all that go by a name, each once, or only those of the protocol', () => {
    expect(withPorts(DNS, 'dns')).toEqual(['TCP 53 53', 'TCP 54 54', 'UDP 53 53']);
    expect(withPorts(DNS, 'udp/dns')).toEqual(['UDP 53 53']);
  });

  test('of a name that nothing has are refused with the names that there are', () => {
    expect(() => withPorts('[{ name: web, containerPort: 80 }, { name: dns, containerPort: 53, protocol: UDP }, { containerPort: 9 }]', 'http')).toThrow('it names tcp/web, udp/dns');
    expect(() => withPorts('[{ containerPort: 9 }]', 'http')).toThrow('it names none; write it as tcp/5432');
    expect(() => withPorts('[]', 'an-icmp-port')).toThrow('no port of the name "an-icmp-port"');
  });

  test('go by no name outside the cluster', () => {
    expect(() => all(PODS, { source: 'web', destination: '8.8.8.8', port: 'http' })).toThrow('no port of the name "http"');
  });
});
