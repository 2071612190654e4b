import { bytesOf, manifestsOf, readManifests } from '../../src/model';
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

  test('may have directives, comments and empty lines alone before a separator, but nothing else that is no YAML', () => {
    expect(problems(`%YAML 1.2\n# of the shop\n\n  # and its guests\n---\n${pod('a')}`)).toEqual([]);
    expect(problems(`%YAML 1.2\r\n\r\n---\r\n${pod('a')}`)).toEqual([]);
    expect(problems(`%YAML 1.2\nkind: Pod\n---\n${pod('a')}`).map(problem => problem.split(' ')[2])).toEqual(['PAR001']);
    expect(problems(`${pod('a')}---\n  ---\n\n---\n`).length).toBeLessThan(2);
  });

  test('may use anchors in one, and stars in another, without a word', () => {
    const stars = 'kind: Pod\nmetadata: { name: stars, annotations: { pattern: "a*b", both: "a & b" } }\n';
    expect(names(`${stars}---\n${pod('b')}`)).toEqual(['stars', 'b']);
    expect(names(`kind: Pod\nmetadata: &meta { name: a }\n---\nkind: Pod\nmetadata: *meta\n---\n${pod('c')}`)).toEqual(['a', 'c']);
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

describe('documents that are parsed together', () => {
  test('are as many as there are, with comments, directives and dots between them', () => {
    expect(names(`# the first\n%YAML 1.1\n---\n${pod('a')}...\n---\n${pod('b')}...\n${pod('c')}---\n# nothing\n---\n${pod('d')}`)).toEqual(['a', 'b', 'c', 'd']);
  });

  test('know their own positions, however many there are and whatever characters are in them', () => {
    const many = Array.from({ length: 3_000 }, (_, index) => `# ${'ä€😀'.repeat(index % 3)}\n${pod(`pod-${index}`)}`).join('---\n');
    const { manifests } = readManifests('in.yaml', many);
    expect(manifests.map(({ value }) => (value.metadata as { name: string }).name)).toEqual(Array.from({ length: 3_000 }, (_, index) => `pod-${index}`));
    for (const index of [0, 1, 1_499, 2_999]) {
      expect(manifests[index].source.position(['metadata', 'name'])).toEqual({ line: 5 * index + 4, column: 13 });
    }
  });

  test('are all read but the broken one, even where a hundred are parsed at once', () => {
    const many = Array.from({ length: 100 }, (_, index) => index === 50 ? 'kind: [\n' : pod(`pod-${index}`)).join('---\n');
    expect(names(many)).toHaveLength(99);
    expect(problems(many)).toEqual([expect.stringMatching(/^in.yaml:20\d:1 error PAR001/)]);
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

  test('come from lines that end as very old computers ended them', () => {
    const text = `${pod('a')}---\n${pod('b')}---\nkind: [`;
    expect(names(text.replace(/\n/g, '\r'))).toEqual(['a', 'b']);
    expect(problems(text.replace(/\n/g, '\r'))).toEqual(problems(text));
  });

  test.each(['utf-16le', 'utf-16be'])('come from what PowerShell writes, in %s', encoding => {
    const text = Buffer.from(`\uFEFF${pod('a')}---\n${pod('b')}`, 'utf16le');
    const { manifests, diagnostics } = readManifests('in.yaml', bytesOf(encoding === 'utf-16le' ? text : text.swap16()));
    expect(manifests.map(({ value, source }) => [value.kind, source.position(['metadata']).line])).toEqual([['Pod', 3], ['Pod', 7]]);
    expect(diagnostics).toEqual([]);
  });

  test('come from a text that begins with a byte order mark', () => {
    expect(names(`\uFEFF${pod('a')}`)).toEqual(['a']);
    expect(names(`\uFEFF---\n${pod('a')}---\n${pod('b')}`)).toEqual(['a', 'b']);
  });

  test('come from JSON texts one after another, each with its own positions', () => {
    const object = (name: string) => ({ kind: 'Pod', metadata: { name, note: 'braces } in "strings" \\ ü' } });
    const text = `${JSON.stringify(object('a'))}\n${JSON.stringify(object('b'), null, 2)}${JSON.stringify(object('c'))}\n`;
    const { manifests, diagnostics } = readManifests('in.json', text);
    expect(manifests.map(({ value }) => value)).toEqual(['a', 'b', 'c'].map(object));
    expect(manifests.map(({ source }) => source.position(['metadata', 'name']))).toEqual([{ line: 1, column: 27 }, { line: 5, column: 5 }, { line: 8, column: 28 }]);
    expect(diagnostics).toEqual([]);
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

describe('a text that is not quite one', () => {
  test('of JSON with something behind it is read as far as it is JSON, and reported from there', () => {
    const text = '{ "kind": "Pod", "metadata": { "name": "a" } }\n{ "kind": "Pod" }\n} oops';
    expect(readManifests('in.json', text).manifests).toHaveLength(2);
    expect(problems(text)).toEqual(['in.yaml:3:1 error PAR001 from here on this is no JSON; it is passed over']);
  });

  test('with bytes that are no UTF-8 is read, and reported where they are', () => {
    const text = Buffer.concat([Buffer.from(`${pod('a')}---\n# Gr`), Buffer.from([0xfc, 0xdf]), Buffer.from(`e\n${pod('b')}`)]);
    const { manifests, diagnostics } = readManifests('in.yaml', bytesOf(text));
    expect(manifests).toHaveLength(2);
    expect(diagnostics.map(({ code, line, column }) => `${code} ${line}:${column}`)).toEqual(['PAR010 5:5']);
  });

  test('with the character that stands for broken ones is as good as any other', () => {
    expect(problems(`# \uFFFD\n${pod('a')}`)).toEqual([]);
  });

  test.each(['\0', '\0\0\0\0', `kind: Pod\0${'\0'.repeat(100_000)}`])('with zero bytes is one diagnostic, and the next document is read', text => {
    expect(problems(`${text}\n---\n${pod('a')}`)).toEqual([expect.stringContaining('error PAR001 null byte')]);
    expect(names(`${text}\n---\n${pod('a')}`)).toEqual(['a']);
  });

  test('with a key that is written twice is reported there', () => {
    expect(problems('kind: Pod\nmetadata: { name: a }\nkind: Service\n')).toEqual(['in.yaml:3:1 error PAR001 duplicated mapping key']);
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

  test('by aliases of aliases within an object is refused before anybody walks through it', () => {
    const wide = `a: &a [${Array(50_000).fill('x').join()}]\nb: &b [${Array(40).fill('*a').join()}]\nc: [${Array(40).fill('*b').join()}]\n`;
    expect(codes(wide)).toEqual(['PAR006']);
    expect(codes('kind: Pod\nmetadata: &m { name: a, labels: *m }\n')).toEqual(['PAR006']);
  });

  test('by brackets within brackets of JSON becomes one diagnostic', () => {
    expect(codes(`${'['.repeat(100_000)}${']'.repeat(100_000)}`)).toEqual(['PAR006']);
    expect(codes(`${'{"a":'.repeat(100_000)}1${'}'.repeat(100_000)}`)).toEqual([]);
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
