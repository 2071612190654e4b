/**
 * A domain name, or the names below one.
 *
 * How far below is always said: engines read `*.example.com` differently.
 */
export interface DomainPattern {
  readonly domain: string;
  /** Which names below `domain` are meant instead of itself: those with one label more, or with any number. */
  readonly below?: 'one' | 'any';
}

/** Such as `api.example.com`, `*.example.com` for one label more, or `**.example.com` for any number. */
export const patternText = ({ domain, below }: DomainPattern): string => `${below === undefined ? '' : `${below === 'one' ? '*' : '**'}.`}${domain}`;
