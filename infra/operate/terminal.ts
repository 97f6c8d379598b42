import { confirm, isCancel, multiselect, progress, text } from '@clack/prompts';
import { leaveCtrlCToTheProcess } from '../commands/interrupt.ts';
import { CommandError } from '../commands/shell.ts';

/** Somebody who can be asked. */
export type Asker = Readonly<{
  confirm: (question: string) => Promise<boolean>;
  /** The values of what was chosen; none = nothing is wanted. */
  choose: (
    question: string,
    options: readonly Readonly<{ value: string; label: string }>[],
  ) => Promise<readonly string[]>;
  /** True if exactly that word was typed. */
  typed: (question: string, word: string) => Promise<boolean>;
}>;

/** How far a piece of work is. */
export type Bar = Readonly<{ advance: (to: string) => void; end: (words: string) => void }>;

/** Results go to stdout; what is said beside them goes here, so that a pipe gets results alone. */
const output = process.stderr;

const promptingAsker: Asker = {
  confirm: async (message) => {
    const answer = await confirm({ message, initialValue: false, output });
    return answer === true;
  },
  choose: async (message, options) => {
    const chosen = await multiselect({
      message,
      options: [...options],
      required: false,
      maxItems: 15,
      output,
    });
    return isCancel(chosen) ? [] : chosen;
  },
  typed: async (message, word) => (await text({ message, output })) === word,
};

/** Null = nobody sits at a terminal. */
export const askerAtTerminal = (): Asker | null =>
  process.stdin.isTTY && output.isTTY ? promptingAsker : null;

const silentBar: Bar = { advance: () => undefined, end: () => undefined };

/** A progress bar of so many steps; nothing where nobody looks. */
export function barOf(steps: number, words: string): Bar {
  if (!output.isTTY) return silentBar;
  const bar = progress({ max: Math.max(1, steps), output, cancelMessage: 'Stopping after this step' });
  bar.start(words);
  leaveCtrlCToTheProcess();
  return { advance: (to) => bar.advance(1, to), end: (last) => bar.stop(last) };
}

/** Throws CommandError where a question has to be answered and nobody is there to do so. */
export function requireAsker(asker: Asker | null): Asker {
  if (asker !== null) return asker;
  throw new CommandError(
    'There is no terminal to ask at: add --yes to go on without a question, or --dry-run.',
  );
}
