import { cdk8s, javascript, JsonFile } from 'projen';

const project = new cdk8s.ConstructLibraryCdk8s({
  name: 'cdk8s-palisade',
  description: 'Kubernetes network security constructs for cdk8s, with an analyzer that proves what the manifests do',
  author: 'The cdk8s-palisade authors',
  authorAddress: 'cdk8s-palisade@users.noreply.github.com',
  authorOrganization: true,
  repositoryUrl: 'https://github.com/cdk8s-palisade/cdk8s-palisade.git',
  defaultReleaseBranch: 'main',
  license: 'Apache-2.0',
  copyrightOwner: 'The cdk8s-palisade authors',
  stability: 'experimental',
  keywords: ['cdk', 'cdk8s', 'kubernetes', 'constructs', 'networkpolicy', 'ingress', 'security'],
  packageManager: javascript.NodePackageManager.NPM,
  projenrcTs: true,
  // The lowest versions we promise: jsii then stops us from using anything newer (JSII6).
  // 2.68.11, the floor that cdk8s-plus-27 names, was never published.
  cdk8sVersion: '2.68.12',
  constructsVersion: '10.3.0',
  peerDeps: ['cdk8s-plus-27@^2.9.5'],
  jsiiVersion: '~5.9.0',
  typescriptVersion: '~5.9.0',
  minNodeVersion: '20.0.0',
  workflowNodeVersion: '20',
  bundledDeps: ['commander@^14', 'ipaddr.js@^2', 'js-yaml@^5', 'picocolors@^1'],
  devDeps: [
    '@stryker-mutator/api@~9.6.1', '@stryker-mutator/core@~9.6.1', // 10 wants Node 22
    'expect@^30', 'jest-circus@^30', 'jest-mock@^30',
    'cdk8s-cli@2.207.60', 'dependency-cruiser@^17', 'eslint-plugin-jest@^29', 'fast-check@^4',
    // Schemas for tests. Pinned: which Kubernetes version they are of depends on theirs.
    'kubernetes-models-oldest@npm:kubernetes-models@4.4.2', // Kubernetes 1.27
    'kubernetes-models@5.1.0', // Kubernetes 1.36
    '@kubernetes-models/cert-manager@6.0.0', '@kubernetes-models/cilium@4.0.0', '@kubernetes-models/envoy-gateway@2.0.0',
    '@kubernetes-models/gateway-api@2.0.0', '@kubernetes-models/istio@3.0.1', '@kubernetes-models/traefik@2.0.0',
  ],
  bin: { palisade: 'bin/palisade' },
  publishToPypi: { distName: 'cdk8s-palisade', module: 'cdk8s_palisade' },
  publishToMaven: {
    javaPackage: 'io.github.cdk8spalisade', mavenGroupId: 'io.github.cdk8s-palisade', mavenArtifactId: 'cdk8s-palisade',
  },
  publishToNuget: { dotNetNamespace: 'Cdk8s.Palisade', packageId: 'Cdk8s.Palisade' },
  publishToGo: { moduleName: 'github.com/cdk8s-palisade/cdk8s-palisade-go', packageName: 'palisade' },
  github: false,
  depsUpgrade: false,
  release: false,
  compat: false, // needs a first published version to compare with
  jestOptions: {
    // A snapshot that approves itself protects nobody; `npm run test:update` is the explicit way.
    updateSnapshot: javascript.UpdateSnapshot.NEVER,
    passWithNoTests: false,
    junitReporting: false,
    coverageText: false,
    configFilePath: 'jest.config.json',
    jestConfig: {
      testMatch: ['<rootDir>/test/**/*.test.ts', '<rootDir>/examples/**/*.test.ts'],
      maxWorkers: '100%',
      // An example reads as a user's program, yet its test runs the source.
      moduleNameMapper: { '^cdk8s-palisade$': '<rootDir>/src/index.ts', '^cdk8s-palisade/jest$': '<rootDir>/src/jest.ts' },
      collectCoverageFrom: ['src/**/*.ts'],
      setupFilesAfterEnv: ['<rootDir>/test/fuzz-seed.ts', '<rootDir>/test/schemas/every-synthesis.ts'],
      coverageReporters: ['text-summary', 'lcov'],
      coverageThreshold: { branches: 90, lines: 95, statements: 95 },
    },
  },
  eslintOptions: { dirs: ['src'], devdirs: ['test', 'examples', 'scripts', 'bench'], commandOptions: { fix: false } },
  gitignore: ['/bench/build/', '/examples/*/dist/', '/reports/', '.DS_Store'],
});

// ------------------------------------------------------------------ package
project.package.addField('exports', {
  '.': { types: './lib/index.d.ts', default: './lib/index.js' },
  './jest': { types: './lib/jest.d.ts', default: './lib/jest.js' },
  './validation': { types: './lib/validation.d.ts', default: './lib/validation.js' },
  './package.json': './package.json',
  './.jsii': './.jsii',
});
// `moduleResolution: node10` does not read `exports`.
project.package.addField('typesVersions', { '*': { jest: ['lib/jest.d.ts'], validation: ['lib/validation.d.ts'] } });
for (const path of ['/.ci/', '/.dependency-cruiser.js', '/bench/', '/examples/', '/rosetta/', '/scripts/', '/stryker.config.mjs', '/ARCHITECTURE.md', '/CONTRIBUTING.md']) {
  project.npmignore?.addPatterns(path);
}
// Of 1.13.0 not every platform's binary was published, and npm then refuses the lock file.
project.package.addPackageResolutions('unrs-resolver@1.12.2');
project.npmrc.addConfig('omit-lockfile-registry-resolved', 'true');
project.npmrc.addConfig('fund', 'false');
project.npmrc.addConfig('audit', 'false');


// ------------------------------------------------------------------ lint
const publicStruct = 'ExportNamedDeclaration > TSInterfaceDeclaration[id.name=/(Props|Options)$/]';
project.eslint?.addOverride({
  files: ['src/**/*.ts'],
  rules: {
    'max-lines': ['error', { max: 250 }],
    'max-lines-per-function': ['error', { max: 40, skipBlankLines: true, skipComments: true }],
    'complexity': ['error', 8],
    'max-params': ['error', 5],
    'no-console': ['error'],
    '@typescript-eslint/no-explicit-any': ['error'],
    'no-bitwise': ['off'], // addresses and sets of ports are bits
    'no-restricted-syntax': [
      'error',
      { selector: `${publicStruct} TSUnionType`, message: 'jsii degrades a union to string or any: use an enum, or a class with static factories.' },
      { selector: 'ClassBody > MethodDefinition > TSEmptyBodyFunctionExpression', message: 'jsii keeps one overload and drops the rest: give each its own name.' },
      { selector: 'ExportNamedDeclaration > TSInterfaceDeclaration[id.name=/^I[A-Z]{2}/]', message: 'jsii reads I+capital as a behavioral interface: write IpBlock, not IPBlock.' },
      { selector: 'ThrowStatement > NewExpression[callee.name="Error"]', message: 'Throw a UsageError, which says where, what and how to fix it.' },
    ],
  },
});
project.eslint?.addPlugins('jest');
project.eslint?.addOverride({
  files: ['**/*.test.ts'],
  rules: {
    'jest/expect-expect': ['error', { assertFunctionNames: ['expect', 'expect*', 'fc.assert'] }],
    'jest/no-focused-tests': ['error'],
    'jest/no-disabled-tests': ['error'],
    'jest/no-identical-title': ['error'],
    'jest/no-large-snapshots': ['error', { maxSize: 80 }],
    'jest/valid-expect': ['error'],
    'jest/valid-title': ['error'],
  } as never,
});

// ------------------------------------------------------------------ programs beside src
for (const folder of ['examples', 'scripts', 'bench']) {
  new JsonFile(project, `${folder}/tsconfig.json`, {
    obj: { extends: '../tsconfig.json', compilerOptions: { noEmit: true, rootDir: '..' }, include: ['**/*.ts'] },
  });
}

// ------------------------------------------------------------------ tasks
project.tasks.addEnvironment('JSII_SILENCE_WARNING_END_OF_LIFE_NODE_VERSION', '20');
project.tasks.addEnvironment('CDK8S_CHECK_UPGRADE', 'false');

const rules = project.addTask('docs:rules', { description: 'Write RULES.md from the rules', exec: 'ts-node scripts/rules-md.ts' });
project.postCompileTask.spawn(rules);
project.postCompileTask.spawn(project.addTask('docs:clusters', {
  description: 'Write CLUSTERS.md from the presets and what is known of engines, meshes and clouds', exec: 'ts-node scripts/clusters-md.ts',
}));

project.addTask('start', {
  description: 'Build the library, synthesize the shop and prove what its manifests do',
  steps: [
    { spawn: 'compile' },
    { exec: 'cdk8s synth', cwd: 'examples/shop' },
    { exec: 'node bin/palisade map examples/shop/dist' },
  ],
});

project.addTask('test:fuzz', {
  description: 'Hold the analyzer against the naive oracle on 10 000 random clusters that are new each time',
  env: { PALISADE_FUZZ_RUNS: '10000' },
  exec: 'jest test/analysis --coverage=false --testTimeout=3600000',
});
project.addTask('mutate', {
  description: 'Break the values, the model and the analyzer in thousands of ways, and see whether a test of theirs notices',
  steps: ['values', 'model', 'analysis'].map(layer => ({ exec: 'stryker run', env: { MUTATED_LAYER: layer } })),
});
project.addTask('bench', {
  description: 'Measure what the library writes, and how fast the analyzer and the command line read it',
  steps: [
    { spawn: 'compile' },
    // Compiled beforehand, as users have it: the TypeScript compiler would take its share of memory and of collecting garbage.
    { exec: 'tsc -p bench --noEmit false --declaration false --outDir bench/build' },
    ...['shop-size', 'namespaces', 'analysis', 'command-line'].map(name => ({ exec: `node bench/build/bench/${name}.js` })),
  ],
});

const check = (name: string, description: string, exec: string) => project.addTask(`check:${name}`, { description, exec });
project.testTask.prependSpawn(project.compileTask);
for (const task of [
  check('types', 'Type-check tests, examples and scripts', 'tsc --noEmit -p test --isolatedModules false && tsc --noEmit -p examples && tsc --noEmit -p scripts && tsc --noEmit -p bench'),
  check('layers', 'Hold src to the layer table', 'depcruise src'),
  check('api', 'Hold the public API to what every language can use', 'ts-node scripts/api-lint.ts'),
  check('samples', 'Compile the samples of the README and of the doc comments', 'jsii-rosetta extract --compile --fail --output .jsii.tabl.json'),
  check('docs', 'Fail when API.md is not the one of this API', 'jsii-docgen -o test/docs/API.generated.md && diff API.md test/docs/API.generated.md'),
]) {
  project.testTask.spawn(task);
}
project.gitignore.exclude('/test/docs/API.generated.md', '.jsii.tabl.json', '/examples/*/dist/');

project.synth();
