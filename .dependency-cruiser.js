/** Which folder of src may import which. The picture in ARCHITECTURE.md follows this table. */
const mayImport = {
  values: [],
  policies: ['values'],
  boundaries: ['values'],
  egress: ['values'],
  meshes: ['values'],
  ingress: ['values'],
  services: ['values'],
  profiles: ['ingress', 'values'],
  constructs: ['policies', 'boundaries', 'egress', 'meshes', 'ingress', 'services', 'profiles', 'values'],
  model: ['values'],
  analysis: ['model', 'values'],
  guardrails: ['analysis', 'model', 'values'],
  reports: ['guardrails', 'analysis', 'model', 'values'],
  synth: ['constructs', 'reports', 'guardrails', 'analysis', 'model', 'profiles', 'values'],
  cli: ['reports', 'guardrails', 'analysis', 'model', 'profiles', 'values'],
};
const touchesCdk8s = ['constructs', 'synth'];
const touchesDisk = ['cli', 'synth'];

const layer = ([name, below]) => ({
  name: `${name}-imports-only-below`,
  comment: `src/${name} may import ${below.join(', ') || 'nothing'}.`,
  severity: 'error',
  from: { path: `^src/${name}/` },
  to: { path: '^src/', pathNot: `^src/(${[name, ...below].join('|')})/|^src/errors[.]ts$` },
});

/** Folders where each file is a plug-in and the index a registry; what the plug-ins share may stand beside them. */
const pluginFolders = [
  { folder: 'boundaries/engines', shared: [] },
  { folder: 'meshes/engines', shared: [] },
  { folder: 'egress/engines', shared: [] },
  { folder: 'ingress/targets', shared: [] },
  { folder: 'policies/engines', shared: [] },
  { folder: 'services/load-balancers', shared: [] },
  { folder: 'profiles/presets', shared: [] },
  { folder: 'model/kinds', shared: ['kind'] },
  { folder: 'guardrails/rules', shared: [] },
  { folder: 'reports/map', shared: ['map-report', 'ports-text', 'ports-json', 'exposure-text', 'exposure-json', 'entry-points-text', 'entry-points-json'] },
  { folder: 'reports/check', shared: ['check-report'] },
  { folder: 'reports/diff', shared: ['diff-report', 'wording'] },
  { folder: 'reports/explain', shared: ['explain-report', 'sentences'] },
  { folder: 'cli/commands', shared: [] },
];

const strangers = ({ folder, shared }) => ({
  name: 'plugins-are-strangers',
  comment: 'A plug-in never imports its sibling; share through the folder above.',
  severity: 'error',
  from: { path: `^src/${folder}/`, pathNot: `^src/${folder}/index[.]ts$` },
  to: { path: `^src/${folder}/`, pathNot: `^src/${folder}/(${[...shared, '-'].join('|')})[.]ts$` },
});

/** What a user's program or command starts from. */
const entries = '^src/(index|jest|validation|cli/main)[.]ts$';

module.exports = {
  forbidden: [
    ...Object.entries(mayImport).map(layer),
    {
      name: 'no-circular', severity: 'error', comment: 'Two files that need each other are one file, or miss a third.',
      from: {}, to: { circular: true },
    },
    {
      name: 'pure-core', severity: 'error', comment: 'Values, policies and the analyzer work on plain data: no cdk8s, no constructs.',
      from: { path: '^src/[^/]+/', pathNot: `^src/(${touchesCdk8s.join('|')})/` },
      to: { path: 'node_modules/(cdk8s|constructs)' },
    },
    {
      name: 'no-disk-no-process', severity: 'error', comment: 'Only the ends of the pipeline read files or talk to the process.',
      from: { path: '^src/', pathNot: `^src/(${touchesDisk.join('|')})/` },
      to: { dependencyTypes: ['core'], pathNot: '^(node:)?crypto$' },
    },
    ...pluginFolders.map(strangers),
    {
      name: 'registered', severity: 'error', comment: 'Nobody uses this file: register it in its index.ts, or delete it.',
      from: { path: entries },
      to: { path: '^src/', pathNot: entries, reachable: false },
    },
    {
      name: 'resolvable', severity: 'error', comment: 'This import leads nowhere.',
      from: {}, to: { couldNotResolve: true },
    },
    {
      name: 'no-undeclared-package', severity: 'error', comment: 'What src needs at run time is a peer or bundled dependency.',
      from: { path: '^src/' },
      to: { dependencyTypes: ['npm-dev', 'npm-no-pkg', 'npm-unknown'], dependencyTypesNot: ['type-only', 'npm-peer', 'npm-bundled'] },
    },
  ],
  options: {
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    doNotFollow: { path: 'node_modules' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'require', 'node', 'default', 'types'] },
  },
};
