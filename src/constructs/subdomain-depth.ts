/** How far below a domain the names are that are meant. */
export enum SubdomainDepth {
  /** One label more: `api.example.com`, but not `eu.api.example.com`. */
  ONE = 'one',
  /** Any number of labels more: `api.example.com` and `eu.api.example.com`. */
  ANY = 'any',
}
