import { Position } from '../source';

/** Line and column of each character of a text; asking costs little, however long the text is. */
export class LineIndex {
  private readonly starts = [0];

  constructor(text: string) {
    for (const { index, 0: lineBreak } of text.matchAll(/\r\n?|\n/g)) this.starts.push(index + lineBreak.length);
  }

  public positionOf(offset: number): Position {
    let [low, high] = [0, this.starts.length];
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if (this.starts[middle] <= offset) low = middle;
      else high = middle;
    }
    return { line: low + 1, column: offset - this.starts[low] + 1 };
  }
}
