import { InterruptedError } from '../../commands/interrupt.ts';
import type { OperatePorts } from '../ports.ts';
import { requireAsker } from '../terminal.ts';
import type { OpenedLook } from './look.ts';
import type { RedriveOptions } from './options.ts';
import type { ParkedMessage } from './parked.ts';
import { messagesCounted, watchingOf } from './report.ts';
import { createResend } from './resend.ts';
import { isMeant } from './select.ts';
import { type Job, workOff } from './work-off.ts';

/** What became of the messages that were chosen. */
export type Outcome = Readonly<{
  /** Gone from their queues. */
  done: readonly ParkedMessage[];
  /** Were to be done, but could not be had: they are where they were. */
  missed: readonly ParkedMessage[];
  /** False = the question was answered with no. */
  isAgreed: boolean;
}>;

/** Those of which something can be done: what leads nowhere can only be discarded. Pure. */
export function doableOf(
  chosen: readonly ParkedMessage[],
  { discard }: Pick<RedriveOptions, 'discard'>,
): readonly ParkedMessage[] {
  return discard ? chosen : chosen.filter(({ destination }) => destination.kind !== 'nowhere');
}

/**
 * Asks, then sends again or discards what is chosen, and says what became of it. `isAsked` = chosen by options, which mean
 * hidden messages as well, and not from the list. Rejects with InterruptedError, CommandError or what the SDK throws.
 */
export async function act(
  chosen: readonly ParkedMessage[],
  looks: readonly OpenedLook[],
  isAsked: boolean,
  options: RedriveOptions,
  ports: OperatePorts,
): Promise<Outcome> {
  const doable = doableOf(chosen, options);
  if (doable.length === 0) return { done: [], missed: [], isAgreed: true };
  if (!(await isAgreed(doable.length, options, ports))) {
    ports.write(options.discard ? 'Nothing was discarded.' : 'Nothing was sent.');
    return { done: [], missed: doable, isAgreed: false };
  }
  const { selection, discard } = options;
  const alsoMeant = (parked: ParkedMessage) =>
    parked.destination.kind !== 'nowhere' && isMeant(parked, selection);
  const done = await workOffWithBar(
    looks,
    {
      chosen: new Set(doable.map(({ id }) => id)),
      alsoMeant: isAsked && selection.message === undefined ? alsoMeant : null,
      before: discard ? async () => undefined : createResend(ports.clients, ports.settings.stage),
    },
    doable.length,
    ports,
  );
  const doneIds = new Set(done.map(({ id }) => id));
  const missed = doable.filter(({ id }) => !doneIds.has(id));
  if (!options.json) tellDone(done, missed, options, ports);
  return { done, missed, isAgreed: true };
}

async function isAgreed(
  count: number,
  { yes, discard }: RedriveOptions,
  { asker }: OperatePorts,
): Promise<boolean> {
  if (yes) return true;
  const person = requireAsker(asker);
  if (!discard) return person.confirm(`Send ${messagesCounted(count)} again?`);
  const isSure = await person.confirm(`Drop ${messagesCounted(count)} for good? Nobody gets a note of it.`);
  return isSure && (await person.typed('Type "discard" to drop what is named above', 'discard'));
}

async function workOffWithBar(
  looks: readonly OpenedLook[],
  job: Omit<Job, 'onDone'>,
  steps: number,
  { bar, write, stop }: OperatePorts,
): Promise<readonly ParkedMessage[]> {
  const done: ParkedMessage[] = [];
  const shown = bar(steps, 'Working');
  const onDone = (parked: ParkedMessage) => {
    done.push(parked);
    shown.advance(`${done.length} of ${steps}`);
  };
  try {
    await workOff(looks, { ...job, onDone }, stop);
  } catch (error) {
    shown.end('Stopped');
    const sentence = `Stopped after ${messagesCounted(done.length)}; the others are where they were. Run it again.`;
    if (error instanceof InterruptedError) throw new InterruptedError(sentence, { cause: error });
    write(sentence);
    throw error;
  }
  shown.end('Done');
  return done;
}

function tellDone(
  done: readonly ParkedMessage[],
  missed: readonly ParkedMessage[],
  { discard }: RedriveOptions,
  { write, settings }: OperatePorts,
): void {
  if (missed.length > 0)
    write(
      `${messagesCounted(missed.length)} could not be had now: somebody else looks at them (two minutes at most), or they ` +
        'stand behind others of their conversation. They are where they were; run it again in a minute.',
    );
  if (discard) write(`Discarded ${messagesCounted(done.length)}.`);
  else write(`Sent ${messagesCounted(done.length)} again.${done.length > 0 ? ' How they end:' : ''}`);
  if (discard || done.length === 0) return;
  for (const line of watchingOf(done, settings)) write(`  ${line}`);
  write('What fails again is parked again, under a new id: look at the list in a minute.');
}
