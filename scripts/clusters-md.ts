import * as fs from 'node:fs';
import { Yaml } from 'cdk8s';
import { meshEngineOf, NamespaceMarks } from '../src/meshes';
import { dnsEgress, ownNodeDns, workloadPolicy } from '../src/policies';
import {
  capability, CloudIntent, cloudIntents, clouds, clusterFacts, CniIntent, cniIntents, cnis, Intent, intents, MeshIntent, meshes, meshIntents,
  PresetName, presets, Support,
} from '../src/profiles';
import { assumptions, CloudName, ClusterFacts, CniName, groupBy, MeshName } from '../src/values';

const WORDS = { yes: 'yes', caveat: 'but', paid: 'paid', no: 'no' } as const;

function textOf(support: Support): string {
  switch (support.kind) {
    case 'yes': return support.by;
    case 'no': return [support.reason, ...support.waysOut.map(way => `instead, ${way}`)].join('; ');
    default: return support.text;
  }
}

interface Column {
  readonly title: string;
  readonly facts: ClusterFacts;
}

const table = (rows: readonly Intent[], columns: readonly Column[]): string[] => [
  `| | ${columns.map(({ title }) => title).join(' | ')} |`,
  `| --- |${' --- |'.repeat(columns.length)}`,
  ...rows.map(intent => `| [${intents[intent].to}](#${anchorOf(intent)}) | ${columns.map(({ facts }) => WORDS[capability(facts, intent).kind]).join(' | ')} |`),
  '',
  ...rows.flatMap(intent => detailsOf(intent, columns)),
];

const anchorOf = (intent: Intent): string => intents[intent].to.toLowerCase().replace(/[^a-z0-9 ]/g, '').replace(/ /g, '-');

/** By what, or why not: those of whom the same can be said share a line. */
function detailsOf(intent: Intent, columns: readonly Column[]): string[] {
  const lines = groupBy(columns, ({ facts }) => {
    const support = capability(facts, intent);
    return `${WORDS[support.kind]}: ${textOf(support)}`;
  });
  return [`### ${intents[intent].to}`, '', ...[...lines].map(([text, same]) => `- ${same.map(({ title }) => title).join(', ')}: **${text.replace(': ', '**: ')}`), ''];
}

type Titled<Name extends string> = Readonly<Record<Name, { readonly title: string }>>;

const columnsOf = <Name extends string>(all: Titled<Name>, stated: (name: Name) => Partial<ClusterFacts>): Column[] =>
  (Object.keys(all) as Name[]).map(name => ({ title: all[name].title, facts: clusterFacts(presets.vanilla, stated(name)) }));

const engineColumns = (): Column[] => [
  ...columnsOf<CniName>(cnis, name => ({ cni: { name } })),
  { title: 'Cilium on AKS', facts: presets.aks },
];

const meshColumns = (): Column[] => columnsOf<MeshName>(meshes, mesh => ({ mesh }));

const yaml = (value: object): string[] => ['```yaml', Yaml.stringify(value).trimEnd(), '```'];

const list = (items: readonly string[], none: string): string => items.length === 0 ? none : items.map(item => `\`${item}\``).join(', ');

const podsText = ({ namespace, labels }: { namespace: string; labels: Readonly<Record<string, string>> }): string =>
  `pods labelled ${list(Object.entries(labels).map(([key, value]) => `${key}: ${value}`), 'anyhow')} in \`${namespace}\``;

function section(name: PresetName): string[] {
  const facts = presets[name];
  const refused = (Object.keys(intents) as Intent[]).filter(intent => ['no', 'paid'].includes(capability(facts, intent).kind));
  const ownNode = facts.dns.filter(({ kind }) => kind === 'own-node').flatMap(({ ports }) => ports);
  return [
    `## ${name}`, '',
    `\`ClusterProfile.${name}()\`: ${cnis[facts.cni.name].title}, ${clouds[facts.cloud].title}, Kubernetes 1.${facts.kubernetesMinor}.`, '',
    `- Ingress: ${facts.ingressControllers.map(({ className, pods }) => `class \`${className}\`, ${podsText(pods)}`).join('; ')}`,
    `- Monitoring: ${facts.monitoring ? podsText(facts.monitoring) : 'none'}`,
    `- API server: port ${facts.apiServer.port} of the addresses that you state`,
    `- Metadata service: ${list(facts.metadataCidrs.map(String), 'none')}`,
    `- Open questions: ${answersOf(facts)}`,
    `- Refused: ${refused.map(intent => `${intents[intent].to} (${capability(facts, intent).kind})`).join('; ')}`, '',
    'The policy `allow-dns` of each IsolatedNamespace:', '', ...yaml(dnsEgress(facts.dns)), '',
    ...ownNode.length === 0 ? [] : ['and, as a CiliumNetworkPolicy:', '', ...yaml(ownNodeDns(ownNode)), ''],
  ];
}

const answersOf = (facts: ClusterFacts): string => list(
  assumptions.flatMap(({ name }) => facts.assumptions[name] === undefined ? [] : [`${name}=${facts.assumptions[name]}`]), 'as Kubernetes leaves them');

const marksText = ({ labels = {}, annotations = {} }: NamespaceMarks): string =>
  list(Object.entries({ ...labels, ...annotations }).map(([key, value]) => `${key}: ${value}`), 'nothing');

/** What is written for the namespaces in a mesh. */
function meshSection({ title, facts }: Column): string[] {
  const mesh = meshEngineOf(facts);
  if (mesh === undefined) return [];
  const { member, outside, tunnel, plugin, perNamespace, perWorkload, onePort, needs } = mesh;
  return [
    `### ${title}`, '',
    `- An IsolatedNamespace says: ${marksText(member({}))}; or, with a reason as \`outsideMesh\`: ${marksText(outside)}`,
    `- Objects of each namespace: ${list(perNamespace.map(({ kind, name }) => `${kind} ${name}`), 'none')}`,
    `- Objects of each ${onePort ? 'port of a workload' : 'workload'} that somebody may connect to: ${list(perWorkload.map(({ kind }) => kind), 'none')}`,
    `- Between pods that may talk, NetworkPolicies open, besides the ports that were declared: ${list(tunnel ? [`${tunnel}`] : [], 'nothing')}`,
    `- Refused, unless the profile says \`meshPlugin: true\`: ${plugin === undefined ? 'nothing' : `the Pod Security levels \`restricted\` and \`baseline\`, without \`${plugin}\``}`,
    '',
    'The policy `allow-mesh` of each namespace:', '', ...yaml(workloadPolicy('shop', {}, needs(facts))), '',
  ];
}

/** The page of what clusters can do, and what is written for each. A test holds CLUSTERS.md to it. */
export function clustersMarkdown(): string {
  const tables = [
    '## What network plugins can do', '', ...table(Object.keys(cniIntents) as CniIntent[], engineColumns()),
    '## What meshes can do', '', ...table(Object.keys(meshIntents) as MeshIntent[], meshColumns()),
    '## What is written for meshes', '', ...meshColumns().flatMap(meshSection),
    '## What clouds can do', '', ...table(Object.keys(cloudIntents) as CloudIntent[], columnsOf<CloudName>(clouds, cloud => ({ cloud }))),
  ];
  return [
    '# Clusters', '', '<!-- Generated by `npm run docs:clusters` from src/profiles; edit those. -->', '',
    'My cluster is X: what do I get? First, what each preset of `ClusterProfile` writes. Then, what network plugins, meshes and clouds can do',
    'at all: `yes`, yes with something to know (`but`), once somebody pays (`paid`), or `no`. What needs a `no` is refused, with the ways out;',
    'it is never left out.', '',
    ...(Object.keys(presets) as PresetName[]).flatMap(section),
    ...tables,
  ].join('\n').replace(/\n+$/, '\n');
}

if (require.main === module) fs.writeFileSync('CLUSTERS.md', clustersMarkdown());
