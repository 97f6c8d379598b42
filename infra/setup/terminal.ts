import { confirm, password, spinner, text } from '@clack/prompts';
import type { Question } from '../../connectors/set-up.ts';
import { InterruptedError, leaveCtrlCToTheProcess } from '../commands/interrupt.ts';

/** A person at a terminal. */
export type Terminal = Readonly<{
  /** Empty = no answer, which only a question that is not required takes. Throws InterruptedError when cancelled. */
  ask(question: Question): Promise<string>;
  /** Throws InterruptedError when cancelled. */
  confirm(message: string): Promise<boolean>;
}>;

/** Shows what is being done. */
export type Activity = Readonly<{ begins(what: string): void; ends(what: string): void; failed(): void }>;

const cancelled = () => new InterruptedError('Stopped.');

/** The terminal that this process runs in; null = it runs in none. */
export function ownTerminal(): Terminal | null {
  if (!(process.stdin.isTTY && process.stdout.isTTY)) return null;
  return {
    async ask(question) {
      const { prompt: message, required } = question;
      const validate = (answer: string | undefined) => {
        const given = answer?.trim() ?? '';
        return given === '' && !required ? undefined : (question.problem(given) ?? undefined);
      };
      const answer = question.secret
        ? await password({ message, validate })
        : await text({ message, validate, defaultValue: '' });
      if (typeof answer === 'symbol') throw cancelled();
      return answer;
    },
    async confirm(message) {
      const answer = await confirm({ message, initialValue: false });
      if (typeof answer === 'symbol') throw cancelled();
      return answer;
    },
  };
}

/** A turning wheel in a terminal, else a line for each thing that is done. */
export function ownActivity(write: (line: string) => void): Activity {
  const lines: Activity = {
    begins: () => undefined,
    ends: (what) => write(`  done: ${what}`),
    failed: () => undefined,
  };
  if (!process.stdout.isTTY) return lines;
  const wheel = spinner({ cancelMessage: 'stops after this step; Ctrl-C once more stops at once' });
  return {
    begins(what) {
      wheel.start(what);
      leaveCtrlCToTheProcess();
    },
    ends: (what) => (wheel.isCancelled ? lines.ends(what) : wheel.stop(what)),
    failed: () => wheel.error('not done'),
  };
}
