import { UsageError } from '../errors';

/** Refuses a reason that says nothing. */
export function checkReason(where: string, reason: string | undefined): void {
  if (reason === undefined || /\S/.test(reason)) return;
  throw new UsageError(where, 'the reason is empty', 'say why, such as "card payments", or leave it out');
}
