import { UsageError } from '../errors';

const QUANTITY = /^(\d+(?:\.\d+)?)(m|k|M|G|T|P|E|Ki|Mi|Gi|Ti|Pi|Ei)?$/;
const UNITS = ['', 'K', 'M', 'G', 'T', 'P', 'E'];

/**
 * Checks an amount as Kubernetes writes it, such as `500m` or `20Gi`.
 *
 * @see https://kubernetes.io/docs/reference/kubernetes-api/common-definitions/quantity/
 */
export function checkedQuantity(where: string, what: string, amount: string): string {
  if (QUANTITY.test(amount)) return amount;
  throw new UsageError(where, `${JSON.stringify(amount)} is no amount for ${what}`, 'write a number with an optional unit, such as "500m", "2" or "20Gi"');
}

/** The number that a valid amount stands for. */
export function quantityValue(amount: string): number {
  const [, digits, unit = ''] = QUANTITY.exec(amount)!;
  if (unit === 'm') return Number(digits) / 1000;
  return Number(digits) * (unit.endsWith('i') ? 1024 : 1000) ** UNITS.indexOf(unit.replace('i', '').toUpperCase());
}

/** Checks how many objects there may be, and returns it as a quota says it. */
export function checkedCount(where: string, what: string, count: number): string {
  if (Number.isInteger(count) && count >= 0) return `${count}`;
  throw new UsageError(where, `${count} is no number for ${what}`, 'give a whole number, 0 or more');
}
