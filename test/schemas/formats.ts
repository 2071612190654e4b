import { isIP } from 'node:net';

const INT32_LIMIT = 2 ** 31;
const INT64_LIMIT = 2 ** 63;
const BASE64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;
const QUANTITY = /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[KMGTPE]i|[numkMGTPE]|[eE][+-]?\d+)?$/;
const TIMESTAMP = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d+)?(?:Z|[+-]\d{2}:\d{2})$/;

/** What each format demands of a value, in the shape in which compiled schemas ask for that format. */
export const formats = {
  'byte': { validate: (text: string) => BASE64.test(text) },
  'cidr': { validate: isCidr },
  'date-time': { validate: (text: string) => TIMESTAMP.test(text) && !Number.isNaN(Date.parse(text)) },
  'double': { validate: Number.isFinite },
  'idn-hostname': (text: string) => text.length > 0 && text.length <= 253 && !/[\s/:]/.test(text),
  'int32': { validate: (value: number) => value >= -INT32_LIMIT && value < INT32_LIMIT },
  'int64': { validate: (value: number) => value >= -INT64_LIMIT && value < INT64_LIMIT },
  'quantity': { validate: QUANTITY },
};

function isCidr(text: string): boolean {
  const [address, prefix, ...rest] = text.split('/');
  const longestPrefix = isIP(address) === 4 ? 32 : 128;
  return isIP(address) !== 0 && rest.length === 0 && /^\d{1,3}$/.test(prefix ?? '') && Number(prefix) <= longestPrefix;
}
