import { toDb } from './shop';

describe('ports', () => {
  test.each(['tcp/5432', '5432', 'tcp/pg', 'pg', 'TCP/5432'])('may be written %s', port => {
    expect(toDb([], {}, port).ports).toEqual([{ protocol: 'TCP', first: 5432, last: 5432 }]);
  });

  test.each([['tcp/http', 'it names tcp/pg'], ['icmp/1', 'there is no protocol "icmp"'], ['icmp', 'ICMP is not covered'], ['0', '0 is no port'], ['80-90', 'no port of the name'], ['a b', 'is no port']])(
    'cannot be %s', (port, message) => {
      expect(() => toDb([], {}, port)).toThrow(new RegExp(message));
    });
});
