import { Question } from '../../values';
import { Cursor } from '../cursor';

/** Takes note of what is not understood, or is certain only in part, so that nobody takes the rest for the whole. */
export class Doubts {
  private readonly questions = new Set<Question>();

  /** The open questions, in the form that rules have them. */
  public get hangsOn(): readonly Question[] | undefined {
    return this.questions.size === 0 ? undefined : [...this.questions].sort();
  }

  public about(question: Question): void {
    this.questions.add(question);
  }

  /** Something that the API server would refuse. */
  public error(cursor: Cursor, code: string, message: string): undefined {
    cursor.error(code, `${message}; whether it matches is left open`);
    this.about('not-understood');
  }

  /** Something that is valid, but more than the analyzer understands. */
  public warn(cursor: Cursor, code: string, message: string): undefined {
    cursor.warn(code, `${message}; whether it matches is left open`);
    this.about('not-understood');
  }

  /** A list of texts, which may be absent; `undefined` when it is something else. */
  public texts(list: Cursor): string[] | undefined {
    const texts = list.items().flatMap(item => item.text() ?? []);
    if (list.isAbsent || (Array.isArray(list.value) && list.value.length === texts.length)) return texts;
    this.about('not-understood');
    return undefined;
  }
}
