import { cdk8s, javascript } from 'projen';

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
  bundledDeps: ['commander@^14', 'ipaddr.js@^2', 'picocolors@^1', 'yaml@^2'],
  devDeps: [
    'cdk8s-cli@2.207.60', 'dependency-cruiser@^17', 'eslint-plugin-jest@^29', 'fast-check@^4',
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
  compat: false, // needs a first published version to compare with
  jestOptions: {
    // A snapshot that approves itself protects nobody; `npm run test:update` is the explicit way.
    updateSnapshot: javascript.UpdateSnapshot.NEVER,
    passWithNoTests: false,
    junitReporting: false,
    configFilePath: 'jest.config.json',
    jestConfig: {
      testMatch: ['<rootDir>/test/**/*.test.ts', '<rootDir>/examples/**/*.test.ts'],
      collectCoverageFrom: ['src/**/*.ts'],
      coverageReporters: ['text-summary', 'lcov'],
      coverageThreshold: { branches: 90, lines: 95, functions: 95, statements: 95 },
    },
  },
  eslintOptions: { dirs: ['src'], devdirs: ['test', 'examples', 'scripts', 'bench'], prettier: false },
  gitignore: ['/examples/*/dist/', '/reports/', '.DS_Store'],
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
project.npmrc.addConfig('omit-lockfile-registry-resolved', 'true');
project.npmrc.addConfig('fund', 'false');
project.npmrc.addConfig('audit', 'false');

project.synth();
