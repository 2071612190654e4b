import * as fc from 'fast-check';

/**
 * The same random cases in every run of `npm test`: a build turns red because of a change, not by chance.
 *
 * `npm run test:fuzz` says how many runs it wants, and gets other cases each time.
 */
if (process.env.PALISADE_FUZZ_RUNS === undefined) fc.configureGlobal({ seed: 20_260_101 });
