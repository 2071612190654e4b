import { Requirement } from './selector';

/** A requirement as `kubectl` writes it, and as Calico does what `kubectl` cannot. */
export function requirementText({ key, operator, values }: Requirement): string {
  switch (operator) {
    case 'In': return values.length === 1 ? `${key}=${values[0]}` : `${key} in (${values.join(', ')})`;
    case 'NotIn': return values.length === 1 ? `${key}!=${values[0]}` : `${key} notin (${values.join(', ')})`;
    case 'Exists': return key;
    case 'DoesNotExist': return `!${key}`;
    default: return `${key} ${operator.replace(/[A-Z]/g, letter => ` ${letter.toLowerCase()}`).trim()} '${values.join()}'`;
  }
}
