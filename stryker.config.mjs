/** The layer whose code is broken, and by whose own tests that has to be noticed: `npm run mutate` takes one after the other. */
const layer = process.env.MUTATED_LAYER;
// Few random cases for each of thousands of mutants; more notice more, and take longer.
process.env.PALISADE_FUZZ_RUNS ??= '10';
const report = `reports/mutation/${layer}`;

export default {
  mutate: [`src/${layer}/**/*.ts`],
  thresholds: { high: 95, low: 85, break: 85 },
  plugins: ['./test/mutation/runner.mjs', './test/mutation/wording.mjs'],
  testRunner: 'in-process',
  ignorers: ['wording'],
  coverageAnalysis: 'perTest',
  // What is made when a file is loaded belongs to no test in particular: to break it means to run them all.
  ignoreStatic: true,
  disableTypeChecks: false, // nobody checks types here
  concurrency: 2,
  timeoutMS: 2500,
  incremental: true,
  incrementalFile: `${report}.incremental.json`,
  tempDirName: 'reports/mutation/sandbox',
  ignorePatterns: ['/bench', '/coverage', '/dist', '/examples', '/lib', '/reports', '/rosetta'],
  reporters: ['html', 'json', 'clear-text', 'progress-append-only'],
  htmlReporter: { fileName: `${report}.html` },
  jsonReporter: { fileName: `${report}.json` },
  clearTextReporter: { allowColor: false, reportTests: false, reportMutants: false },
};
