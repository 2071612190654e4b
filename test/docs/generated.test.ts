import * as fs from 'node:fs';
import * as path from 'node:path';
import { Testing, Yaml } from 'cdk8s';
import { shopApp } from '../../examples/shop/main';
import { complaintsAbout } from '../../scripts/api-lint';
import { clustersMarkdown } from '../../scripts/clusters-md';
import { rulesMarkdown } from '../../scripts/rules-md';
import { folderWith, palisade } from '../cli/command-line';
import { ClusterProfile, IngressController } from 'cdk8s-palisade';

const read = (file: string) => fs.readFileSync(path.join(__dirname, '../..', file), 'utf8');

test('RULES.md is generated from the rules (else: npm run docs:rules)', () => {
  expect(read('RULES.md')).toBe(rulesMarkdown());
});

test('CLUSTERS.md is generated from the presets and capabilities (else: npm run docs:clusters)', () => {
  expect(read('CLUSTERS.md')).toBe(clustersMarkdown());
});

test('the README shows the objects, the policy and the map of the shop as they are', () => {
  const app = shopApp(ClusterProfile.vanilla({ ingress: IngressController.traefik() }), Testing.app());
  const manifests = Testing.synth(app.charts[0]);
  const policy = manifests.find(({ kind, metadata }) => kind === 'NetworkPolicy' && metadata.name === 'api');
  const file = path.join(folderWith({}), 'shop.k8s.yaml');
  Yaml.save(file, manifests);

  const readme = read('README.md');
  expect(readme).toContain(`\`\`\`yaml\n${Yaml.stringify(policy)}\`\`\``);
  expect(readme).toContain(`You get ${manifests.length} objects`);
  expect(readme).toContain(palisade('map', file).out.split('\n').slice(2).join('\n'));
});

describe('the API lint', () => {
  const documented = { summary: 'What it is for.' };

  test.each([
    ['a type without documentation', { name: 'Box' }, 'Box has no documentation'],
    ['a member without documentation', { name: 'Box', docs: documented, properties: [{ name: 'size' }] }, 'Box.size has no documentation'],
    [
      'an optional property without a default',
      { name: 'Box', docs: documented, datatype: true, properties: [{ name: 'size', optional: true, docs: documented }] },
      'Box.size is optional and has no @default',
    ],
    [
      'a union',
      { name: 'Box', docs: documented, properties: [{ name: 'size', docs: documented, type: { union: { types: [] } } }] },
      'Box.size is a union; use a class with static factories',
    ],
    [
      'an untyped value',
      { name: 'Box', docs: documented, properties: [{ name: 'size', docs: documented, type: { primitive: 'any' } }] },
      'Box.size is untyped; use a struct or a class',
    ],
  ])('complains about %s', (_, type, complaint) => {
    expect(complaintsAbout(type)).toEqual([complaint]);
  });

  test('has nothing against a type that every language can use', () => {
    expect(complaintsAbout({
      name: 'Box',
      docs: documented,
      datatype: true,
      properties: [{ name: 'size', optional: true, docs: { ...documented, default: '1' } }],
    })).toEqual([]);
  });
});
