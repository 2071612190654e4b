import { readdirSync, readFileSync } from 'node:fs';
import { createRequire, Module } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { compileFunction } from 'node:vm';
import { declareClassPlugin, PluginKind } from '@stryker-mutator/api/plugin';
import { DryRunStatus, TestStatus, determineHitLimitReached, toMutantRunResult } from '@stryker-mutator/api/test-runner';
import { expect } from 'expect';
import * as circus from 'jest-circus';
import { ModuleMocker } from 'jest-mock';
import ts from 'typescript';

/**
 * Runs the tests of one layer with the parts of jest in one process, with everything of ours loaded anew for each mutant.
 *
 * Jest itself starts over for each of the thousands of mutants, which takes far longer than the tests that notice it.
 */
const require = createRequire(import.meta.url);
const mutants = globalThis.__stryker__ ??= {};

/** Examples come before cases in their hundreds: they are quicker to fail. What measures memory or time would measure the mutants too. */
function testFiles() {
  const layer = join('test', process.env.MUTATED_LAYER ?? '');
  const files = readdirSync(layer, { recursive: true }).sort().map(file => join(layer, file))
    .filter(file => file.endsWith('.test.ts') && !/(memory|little-time)[.]test[.]ts$/.test(file));
  const hasMany = file => file.includes('any-') || readFileSync(file, 'utf8').includes('fast-check');
  return [...files.filter(file => !hasMany(file)), ...files.filter(hasMany)];
}

const compiled = new Map();
const PARAMETERS = ['exports', 'require', 'module', '__filename', '__dirname'];
const compilerOptions = { target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.CommonJS, esModuleInterop: true };

Module._extensions['.ts'] = (module, file) => {
  if (!compiled.has(file)) {
    const { outputText } = ts.transpileModule(readFileSync(file, 'utf8'), { compilerOptions, fileName: file });
    compiled.set(file, compileFunction(outputText, PARAMETERS, { filename: file }));
  }
  compiled.get(file)(module.exports, id => module.require(id), module, file, dirname(file));
};

function loadAnew(files) {
  for (const file of Object.keys(require.cache)) if (compiled.has(file)) delete require.cache[file];
  circus.resetState();
  require(resolve('test/mutation/few-cases.ts'));
  for (const file of files) circus.describe(file, () => { require(resolve(file)); });
  nameTests();
}

const testsIn = block => block.children.flatMap(child => child.type === 'test' ? [child] : testsIn(child));
const nameOf = test => (test.parent.parent === undefined ? test.name : `${nameOf(test.parent)} ${test.name}`);

/** Names each test by its file and its place in there as well: a mutant may change what a test is called. */
function nameTests() {
  for (const file of circus.getState().rootDescribeBlock.children) {
    testsIn(file).forEach((test, index) => { test.id = `${file.name}:${index}${nameOf(test).slice(file.name.length)}`; });
  }
}

const placeIn = id => id.slice(0, id.indexOf(' '));
const fileOf = id => id.slice(0, id.indexOf(':'));

/** Leaves only the tests that `isWanted`. */
function keep(block, isWanted) {
  block.children = block.children.filter(child => (child.type === 'test' ? isWanted(child) : keep(child, isWanted)));
  return block.children.length > 0;
}

/** Runs what is loaded, as far as the first failure unless `isWhole`. */
async function run(isWhole) {
  const tests = [];
  let hasFailed = false;
  const listen = ({ name, test }) => {
    if (name === 'test_start') mutants.currentTestId = test.id;
    if (name === 'test_start' && hasFailed && !isWhole) test.mode = 'skip';
    if (name !== 'test_done') return;
    mutants.currentTestId = undefined;
    const [failure] = test.errors.flat().filter(error => error !== undefined);
    hasFailed ||= failure !== undefined;
    const result = { id: test.id, name: test.id, timeSpentMs: test.duration ?? 0 };
    tests.push(failure === undefined ? { ...result, status: TestStatus.Success }
      : { ...result, status: TestStatus.Failed, failureMessage: String(failure.message ?? failure) });
  };
  circus.addEventHandler(listen);
  try {
    await circus.run();
  } finally {
    circus.removeEventHandler(listen);
  }
  return tests;
}

async function outcome(prepare, isWhole) {
  try {
    prepare();
    return { status: DryRunStatus.Complete, tests: await run(isWhole) };
  } catch (error) {
    return { status: DryRunStatus.Error, errorMessage: error.stack };
  }
}

class InProcessRunner {
  capabilities() {
    return { reloadEnvironment: true };
  }

  async init() {
    this.testFiles = testFiles();
    const { describe, it, test, beforeAll, beforeEach, afterAll, afterEach } = circus;
    Object.assign(globalThis, { describe, it, test, beforeAll, beforeEach, afterAll, afterEach, expect, jest: new ModuleMocker(globalThis) });
  }

  async dryRun() {
    mutants.activeMutant = undefined;
    const result = await outcome(() => loadAnew(this.testFiles), true);
    return { ...result, mutantCoverage: mutants.mutantCoverage };
  }

  async mutantRun({ activeMutant, testFilter, hitLimit, disableBail }) {
    const wanted = testFilter && new Set(testFilter.map(placeIn));
    const files = testFilter ? new Set(testFilter.map(fileOf)) : new Set(this.testFiles);
    Object.assign(mutants, { activeMutant: activeMutant.id, hitLimit, hitCount: hitLimit === undefined ? undefined : 0 });
    const result = await outcome(() => {
      loadAnew(this.testFiles.filter(file => files.has(file)));
      if (wanted) keep(circus.getState().rootDescribeBlock, test => wanted.has(placeIn(test.id)));
    }, disableBail);
    return toMutantRunResult(determineHitLimitReached(mutants.hitCount, mutants.hitLimit) ?? result);
  }
}

export const strykerPlugins = [declareClassPlugin(PluginKind.TestRunner, 'in-process', InProcessRunner)];
