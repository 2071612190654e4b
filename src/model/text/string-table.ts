/** Up to here the engine copies; a longer slice is a view that keeps its whole text in memory. */
const LONGEST_COPIED = 12;
/** Longer strings, such as annotations with manifests in them, hardly ever occur twice. */
const LONGEST_SHARED = 200;

/** Gives strings that were cut out of a text a memory of their own, and equal ones the same. */
export class StringTable {
  private readonly strings = new Map<string, string>();

  public own(text: string): string {
    if (text.length <= LONGEST_COPIED) return text;
    if (text.length > LONGEST_SHARED) return copy(text);
    let own = this.strings.get(text);
    if (own === undefined) {
      own = copy(text);
      this.strings.set(own, own);
    }
    return own;
  }
}

/** A round trip is the one way to copy a string that works for every character. */
const copy = (text: string): string => JSON.parse(JSON.stringify(text));
