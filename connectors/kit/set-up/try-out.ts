import { sameLanguage } from '../../../events/language.ts';
import type { AccountSettings } from '../../account.ts';
import type { Finding, TryOutDeps } from '../../set-up.ts';
import { fine, trouble } from './findings.ts';

/* What a test message is in every tool: a customer's words in a ticket of its own, whose note is waited for. */

/** Subject of a test ticket, and the customer's name where a tool wants one. */
export const testTitle = 'Dragoman test';

const texts = {
  es: 'Hola, ¿dónde está mi pedido #10023456?',
  en: 'Hello, where is my order #10023456?',
} as const;

/** A customer's words, in another language than that of the agents. */
export function testText(agentLanguage: string): string {
  return sameLanguage(agentLanguage, 'es') ? texts.en : texts.es;
}

/** What in the settings keeps any note from coming; null = nothing. `translationTo`: where the tool's settings want the translation. */
export function whyNoNote(
  { mode, notes }: Pick<AccountSettings, 'mode' | 'notes'>,
  translationTo: 'note' | 'field',
): string | null {
  if (mode === 'observe') return 'mode is "observe", so that nothing is written';
  if (notes === 'never') return 'notes is "never"';
  return translationTo === 'field' ? 'translations go into a field' : null;
}

/** Whether the scope may leave a test ticket out; null = it does not. */
export function whyOutOfScope({ include, exclude }: AccountSettings['scope']): string | null {
  const lists = [include, exclude].flatMap((side) => Object.values(side));
  return lists.some((list) => list.length > 0)
    ? 'scope leaves tickets out, and a test ticket may be one of them'
    : null;
}

/** Nothing was written, for what the settings say. */
export function notTriedBySettings(check: string, why: string, stage: string): Finding {
  return notTried(check, `in the settings, ${why}`, {
    mend: `write as a customer of the pilot; npm run doctor -- --stage ${stage} says what is wrong if nothing comes of it.`,
  });
}

/** Nothing was written. `mend`: the next step, with which it can be. */
export function notTried(check: string, why: string, { mend }: Readonly<{ mend: string }>): Finding {
  return trouble(check, 'note', {
    what: `No test message was written: ${why}.`,
    meaning: 'Whether messages come in has not been seen yet.',
    mend,
  });
}

/** A function's cold start, one retry and the tool's own delays. */
const patienceMs = 120_000;
const lookEveryMs = 2_000;

/** Looks until the note is there or patience ends: whether it came. Throws the reason of `signal` where that ends the waiting. */
export async function noteComes(
  look: () => Promise<boolean>,
  { now, wait, signal }: TryOutDeps,
): Promise<boolean> {
  const endsAtMs = now().getTime() + patienceMs;
  while (now().getTime() < endsAtMs) {
    signal.throwIfAborted();
    if (await look()) return true;
    await wait(lookEveryMs);
  }
  return false;
}

export type TestEnd = Readonly<{
  check: string;
  stage: string;
  isNoted: boolean;
  /** From before the ticket was opened. */
  tookMs: number;
  /** What became of the ticket, as the end of a sentence: `its ticket is deleted again`. */
  ticket: string;
  /** Why no note may have come, the likeliest first, each with what mends it. Empty = only doctor can tell. */
  causes: readonly string[];
}>;

/** A ticket that was opened for a test message. */
type TestTicket = Readonly<{
  /** From before it was opened. */
  startedAtMs: number;
  /** Whether the note came. */
  watch: () => Promise<boolean>;
  /** Gives what became of it, as `TestEnd` has it. */
  takeAway: () => Promise<string>;
}>;

/** Watches a test ticket to the end, and takes it away again, whatever happens. Throws what `watch` and `takeAway` throw. */
export async function endOfTest(
  { startedAtMs, watch, takeAway }: TestTicket,
  { now }: Pick<TryOutDeps, 'now'>,
): Promise<Pick<TestEnd, 'isNoted' | 'tookMs' | 'ticket'>> {
  let isNoted = false;
  let tookMs = 0;
  let ticket = '';
  try {
    isNoted = await watch();
    tookMs = now().getTime() - startedAtMs;
  } finally {
    ticket = await takeAway();
  }
  return { isNoted, tookMs, ticket };
}

/** What a test message has shown. */
export function testFinding({ check, stage, isNoted, tookMs, ticket, causes }: TestEnd): Finding {
  if (isNoted) {
    const seconds = Math.round(tookMs / 1_000);
    return fine(check, `A test message of a customer had its note after ${seconds} s; ${ticket}.`);
  }
  return trouble(check, 'error', {
    what: `A test message of a customer had no note within ${patienceMs / 1_000} s; ${ticket}.`,
    meaning: [
      'Messages of customers may not be translated yet. A signing secret that has just changed is known within a minute; then --try-out tries again.',
      ...(causes.length === 0 ? [] : ['The likeliest causes, in this order:']),
      ...causes.map((cause, index) => `  ${index + 1}. ${cause}`),
    ].join('\n'),
    mend: `npm run doctor -- --stage ${stage}`,
  });
}
