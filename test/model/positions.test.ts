import { readManifests } from '../../src/model';
import { dedent } from '../dsl';

/** Line and column of a path in each object of a text. */
const at = (text: string, ...path: (string | number)[]): string[] =>
  readManifests('in.yaml', text).manifests.map(({ source }) => source.position(path)).map(({ line, column }) => `${line}:${column}`);

const POLICY = dedent(`
  # A comment
  kind: NetworkPolicy
  metadata:
    name: policy
  spec:
    ingress:
    - from:
      - podSelector: {}
      - ipBlock: { cidr: 10.0.0.0/8, except: [10.1.0.0/16, 10.2.0.0/16] }
    - ports:
      - port: 80`);

describe('the position of a value', () => {
  test.each([
    [[], '2:1'],
    [['kind'], '2:1'],
    [['metadata', 'name'], '4:3'],
    [['spec', 'ingress', 0], '7:5'],
    [['spec', 'ingress', 0, 'from', 1], '9:7'],
    [['spec', 'ingress', 0, 'from', 1, 'ipBlock', 'cidr'], '9:18'],
    [['spec', 'ingress', 0, 'from', 1, 'ipBlock', 'except', 1], '9:58'],
    [['spec', 'ingress', 1, 'ports', 0, 'port'], '11:7'],
  ])('is that of its key, or of the element of a list: %j is at %s', (path, expected) => {
    expect(at(POLICY, ...path)).toEqual([expected]);
  });

  test('that is not there is that of the nearest one around it', () => {
    expect(at(POLICY, 'spec', 'ingress', 1, 'from', 0)).toEqual(['10:5']);
    expect(at(POLICY, 'spec', 'egress')).toEqual(['5:1']);
    expect(at(POLICY, 'metadata', 'name', 'first', 'letter')).toEqual(['4:3']);
  });

  test('counts the lines of the documents before it', () => {
    expect(at(`${POLICY}\n---\n\n${POLICY}`, 'metadata', 'name')).toEqual(['4:3', '17:3']);
  });

  test('counts from the document that is on the line of its separator', () => {
    expect(at('--- { kind: Pod, metadata: { name: a } }\n', 'metadata', 'name')).toEqual(['1:30']);
  });

  test('is the same with the line ends of Windows', () => {
    expect(at(`${POLICY}\n---\n${POLICY}`.replace(/\n/g, '\r\n'), 'spec', 'ingress', 0, 'from', 1)).toEqual(['9:7', '21:7']);
  });

  test('is found in each item of a list, and of a list in a list', () => {
    expect(at('kind: List\nitems:\n- kind: Pod\n  metadata: { name: a }\n- kind: PodList\n  items:\n  - metadata: { name: b }\n', 'metadata', 'name'))
      .toEqual(['4:15', '7:17']);
  });

  test('is found in each element of a plain array', () => {
    expect(at('[{ kind: Pod,\n metadata: { name: a } }, { kind: Pod, metadata: { name: b } }]', 'metadata', 'name')).toEqual(['2:14', '2:52']);
  });

  test('is found in JSON', () => {
    expect(at('{\n  "kind": "Pod",\n  "metadata": { "name": "a" }\n}', 'metadata', 'name')).toEqual(['3:17']);
  });

  test('is found in JSON within lists, behind strings of any kind', () => {
    const text = '{ "kind": "List", "items": [\n{ "kind": "Pod", "a\\"}": ["]", -1.5e3, true, {}, []],\n  "metadata": { "name": "a" } },\n{ "kind": "Pod", "metadata": { "name": "b" } } ] }';
    expect(at(text, 'metadata', 'name')).toEqual(['3:17', '4:32']);
    expect(at(text, 'a"}', 3)).toEqual(['2:46', '4:1']);
  });

  test('is where the document was, when the file is gone by the time that somebody asks', () => {
    let bytes: Buffer = Buffer.from(`${POLICY}\n---\n${POLICY}`);
    const { manifests } = readManifests('in.yaml', { slice: (start: number, end: number) => bytes.subarray(start, end) });
    bytes = Buffer.alloc(0);
    expect(manifests[1].source.position(['spec', 'ingress', 0])).toEqual({ line: 12, column: 1 });
  });

  test('of what an alias stands for is that of the alias', () => {
    expect(at('kind: Pod\nbase: &base { labels: { app: web } }\nmetadata: *base\n', 'metadata', 'labels', 'app')).toEqual(['3:1']);
  });
});
