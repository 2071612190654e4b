import { declareValuePlugin, PluginKind } from '@stryker-mutator/api/plugin';

/** Methods that take a code, which tests have to know, and after it a sentence, which they need not. */
const REPORTS = ['warn', 'error', 'report'];

const isText = ({ type }) => type === 'StringLiteral' || type === 'TemplateLiteral';

const isMessage = ({ parent, listKey, key }) =>
  listKey === 'arguments' && key > 0 && parent.type === 'CallExpression' && REPORTS.includes(parent.callee.property?.name);

const isInUsageError = ({ parent, listKey }) =>
  listKey === 'arguments' && parent.type === 'NewExpression' && parent.callee.name === 'UsageError';

/** Leaves alone how an error or a diagnostic is worded. Whether there is one, where, and with which code, is not wording. */
const wording = {
  shouldIgnore: path => isText(path.node) && (isMessage(path) || isInUsageError(path)) ? 'wording of a message' : undefined,
};

export const strykerPlugins = [declareValuePlugin(PluginKind.Ignore, 'wording', wording)];
