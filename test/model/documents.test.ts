import { manifestsOf, readManifests } from '../../src/model';
import { dedent } from '../dsl';

const names = (text: string): unknown[] => readManifests('in.yaml', text).manifests.map(({ value }) => (value.metadata as { name?: string })?.name);

const problems = (text: string): string[] =>
  readManifests('in.yaml', text).diagnostics.map(({ severity, code, file, line, column, message }) => `${file}:${line}:${column} ${severity} ${code} ${message}`);

const pod = (name: string): string => `apiVersion: v1\nkind: Pod\nmetadata: { name: ${name} }\n`;

describe('a file of several documents', () => {
  test.each(['---\n', '---   \n', '--- # the next\n', '---\n---\n', '---\n# nothing here\n---\n'])('is all its objects, whatever stands between them: %j', between => {
    expect(names(`${pod('a')}${between}${pod('b')}`)).toEqual(['a', 'b']);
  });

  test('may begin and end with a separator, and write an object on its line', () => {
    expect(names(`---\n${pod('a')}--- { kind: Pod, metadata: { name: b } }\n---\n`)).toEqual(['a', 'b']);
  });

  test('is not separated by dashes that are indented, as in a block of text', () => {
    expect(names(dedent(`
      kind: ConfigMap
      metadata: { name: text }
      data:
        manifest: |
          ---
          kind: Pod
      ---
      kind: Pod
      metadata: { name: b }`))).toEqual(['text', 'b']);
  });

  test('is read in spite of a broken document in the middle, which is reported where it breaks', () => {
    const text = `${pod('a')}---\nkind: Pod\nmetadata: { name: broken\n---\n${pod('c')}`;
    expect(names(text)).toEqual(['a', 'c']);
    expect(problems(text)).toEqual(['in.yaml:7:1 error PAR001 deficient indentation']);
  });

  test('reports every broken document', () => {
    const text = `kind: Pod\n metadata: {}\n---\n${pod('b')}---\nkind: *nobody\n`;
    expect(problems(text)).toEqual([
      'in.yaml:2:10 error PAR001 bad indentation of a mapping entry',
      'in.yaml:8:8 error PAR001 unidentified alias "nobody"',
    ]);
    expect(names(text)).toEqual(['b']);
  });
});

describe('a text without objects', () => {
  test.each(['', '\n\n', '# a comment\n', '# one\n---\n# two\n', '---\n---\n', 'null\n', '~'])('has none, and no problem: %j', text => {
    expect(readManifests('in.yaml', text)).toEqual({ manifests: [], diagnostics: [] });
  });

  test.each(['hello', '3', 'true'])('is reported when it says something else: %j', text => {
    expect(problems(`${pod('a')}---\n${text}\n`)).toEqual(['in.yaml:4:1 error PAR002 this document is not a Kubernetes object']);
  });
});

describe('the same objects', () => {
  test('come from JSON, indented by spaces or tabs or not at all', () => {
    const object = { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'a', labels: { app: 'web' } } };
    for (const indent of ['', '  ', '\t']) {
      expect(readManifests('in.json', JSON.stringify(object, null, indent)).manifests.map(({ value }) => value)).toEqual([object]);
    }
  });

  test('come from lines that end as Windows ends them', () => {
    expect(readManifests('in.yaml', `${pod('a')}---\n${pod('b')}`.replace(/\n/g, '\r\n')).manifests.map(({ value }) => value))
      .toEqual(readManifests('in.yaml', `${pod('a')}---\n${pod('b')}`).manifests.map(({ value }) => value));
  });

  test('come from a text that begins with a byte order mark', () => {
    expect(names(`\uFEFF${pod('a')}`)).toEqual(['a']);
    expect(names(`\uFEFF---\n${pod('a')}---\n${pod('b')}`)).toEqual(['a', 'b']);
  });

  test('come from anchors and merge keys', () => {
    const [first] = readManifests('in.yaml', dedent(`
      kind: Pod
      metadata:
        name: a
        labels: &labels { app: web }
        annotations: *labels
      spec:
        nodeSelector: { <<: *labels, zone: a }`)).manifests;
    expect(first.value).toEqual({
      kind: 'Pod', metadata: { name: 'a', labels: { app: 'web' }, annotations: { app: 'web' } }, spec: { nodeSelector: { app: 'web', zone: 'a' } },
    });
  });
});

describe('a list', () => {
  test('of kind List stands for its items', () => {
    expect(names(dedent(`
      apiVersion: v1
      kind: List
      items:
      - kind: Pod
        metadata: { name: a }
      - kind: Service
        metadata: { name: b }`))).toEqual(['a', 'b']);
  });

  test('of one kind gives its items the kind that they lack', () => {
    const { manifests } = readManifests('in.yaml', dedent(`
      apiVersion: networking.k8s.io/v1
      kind: NetworkPolicyList
      items:
      - metadata: { name: a }`));
    expect(manifests.map(({ value }) => value)).toEqual([{ apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy', metadata: { name: 'a' } }]);
  });

  test('within a list stands for its items too', () => {
    expect(names('{ kind: List, items: [{ kind: PodList, items: [{ metadata: { name: a } }] }, { kind: Pod, metadata: { name: b } }] }')).toEqual(['a', 'b']);
  });

  test('without a kind, as a plain array, stands for its elements', () => {
    expect(names(`[{ kind: Pod, metadata: { name: a } }, { kind: Pod, metadata: { name: b } }]\n---\n${pod('c')}`)).toEqual(['a', 'b', 'c']);
  });

  test('without items is an object like any other', () => {
    expect(names('{ kind: AllowList, metadata: { name: a } }')).toEqual(['a']);
  });

  test('of things that are no objects is read without a fault', () => {
    expect(readManifests('in.yaml', '{ kind: PodList, items: [null, 3, text, [x]] }').manifests).toHaveLength(4);
  });
});

describe('a text that would grow out of all bounds', () => {
  const codes = (text: string): string[] => readManifests('in.yaml', text).diagnostics.map(({ code }) => code);

  /** Lists of lists of lists, each of which is nine of the one before. */
  const bomb = (before: string): string => ['a', 'b', 'c', 'd', 'e', 'f'].map((key, index) =>
    `${before.replace('KEY', key)}&${key} [${Array(9).fill(index === 0 ? 'x' : `*${'abcde'[index - 1]}`).join()}]`).join('\n');

  test('by aliases of aliases within an object stays as small as it is written', () => {
    expect(readManifests('in.yaml', `${bomb('KEY: ')}\n---\n${pod('a')}`).manifests).toHaveLength(2);
  });

  test('by aliases of aliases of lists of objects is read only so deep', () => {
    expect(new Set(codes(bomb('- ')))).toEqual(new Set(['PAR006']));
    expect(names(`${bomb('- ')}\n---\n${pod('a')}`)).toContain('a');
  });

  test('by more aliases than anybody needs is refused', () => {
    expect(codes(`a: &a x\nb: [${Array(101).fill('*a').join()}]`)).toEqual(['PAR001']);
  });

  test('by a list that contains itself is read only so deep', () => {
    expect(codes('&all\nkind: List\nitems: [*all]\n')).toEqual(['PAR006']);
  });

  test('by brackets within brackets becomes one diagnostic', () => {
    expect(codes(`${'['.repeat(20_000)}\n---\n${pod('a')}`)).toEqual(['PAR001']);
  });
});

test('objects of a synthesis are manifests at the beginning of a file that is called as one likes', () => {
  const [manifest] = manifestsOf('the chart', [{ kind: 'List', items: [{ kind: 'Pod', metadata: { name: 'a' } }] }]);
  expect(manifest.value).toEqual({ kind: 'Pod', metadata: { name: 'a' } });
  expect([manifest.source.file, manifest.source.position(['metadata', 'name'])]).toEqual(['the chart', { line: 1, column: 1 }]);
});
