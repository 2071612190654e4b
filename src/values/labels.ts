import { UsageError } from '../errors';

/** Labels as Kubernetes keeps them: every key and every value is a string. */
export type Labels = Readonly<Record<string, string>>;

const NAME = /^[A-Za-z0-9]([-A-Za-z0-9_.]*[A-Za-z0-9])?$/;
const PREFIX = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/;

/**
 * Checks labels as the API server does, and returns them sorted by key, so that equal labels print equally.
 *
 * @see https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/#syntax-and-character-set
 */
export function checkedLabels(where: string, labels: Labels): Labels {
  const entries = Object.entries(labels).sort(([a], [b]) => a < b ? -1 : 1);
  for (const [key, value] of entries) {
    checkLabelKey(where, key);
    checkLabelValue(where, key, value);
  }
  return Object.fromEntries(entries);
}

/** Checks the labels that tell certain pods from all others of their namespace, so that there has to be one. */
export function checkedPodLabels(where: string, labels: Labels): Labels {
  if (Object.keys(labels).length > 0) return checkedLabels(where, labels);
  throw new UsageError(where, 'podLabels is empty, so every pod of the namespace would count',
    'leave podLabels out for the default, or name a label that only these pods carry');
}

function checkLabelKey(where: string, key: string): void {
  const parts = key.split('/');
  const [prefix, name] = parts.length === 2 ? parts : [undefined, key];
  if (isLabelName(name) && (prefix === undefined || (PREFIX.test(prefix) && prefix.length <= 253))) return;
  throw new UsageError(where, `"${key}" is not a valid label key`,
    'use at most 63 letters, digits, "-", "_" and ".", with an optional "domain.example/" before them');
}

function checkLabelValue(where: string, key: string, value: unknown): void {
  if (typeof value === 'string' && (value === '' || isLabelName(value))) return;
  throw new UsageError(where, `label "${key}" has the invalid value ${JSON.stringify(value)}`,
    'use at most 63 letters, digits, "-", "_" and ".", beginning and ending with a letter or digit, without spaces');
}

const isLabelName = (text: string): boolean => text.length <= 63 && NAME.test(text);
