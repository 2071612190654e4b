import { formats } from './formats';

/** RE2, in which `\PC` means what JavaScript spells `\P{C}`. */
class Re2 extends RegExp {
  constructor(source: string, flags: string) {
    super(source.replace(/\\([pP])([A-Z])/g, '\\$1{$2}'), flags);
  }
}

/** The modules that compiled schemas call while they validate, by the name they import. */
export const RUNTIME: Readonly<Record<string, unknown>> = {
  '@kubernetes-models/validate': { formats },
  '@kubernetes-models/validate/runtime/re2': { default: Re2 },
  '@kubernetes-models/validate/runtime/ucs2length': { default: (text: string) => [...text].length },
};
