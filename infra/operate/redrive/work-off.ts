import type { HeldMessage } from './dead-letters.ts';
import type { OpenedLook } from './look.ts';
import type { ParkedMessage } from './parked.ts';

/** What is to be done, to which messages. */
export type Job = Readonly<{
  /** Those of the list that are meant. */
  chosen: ReadonlySet<string>;
  /** Whether one that was hidden when the list was made is meant as well; null = only what was chosen from the list. */
  alsoMeant: ((parked: ParkedMessage) => boolean) | null;
  /** Sends it again, or nothing. */
  before: (parked: ParkedMessage) => Promise<void>;
  /** Told of each that is gone. */
  onDone: (parked: ParkedMessage) => void;
}>;

/**
 * Does it to each message, then takes it out of its queue: a death in between leaves a copy here and one on its way, of
 * which the ledger makes one. Of those that come to light behind others no more are done than were hidden, since what is
 * sent again may be parked again while this still runs.
 */
export async function workOff(looks: readonly OpenedLook[], job: Job, stop?: AbortSignal): Promise<void> {
  for (const { deadLetters, count, messages } of looks) {
    const listed = new Set(messages.map(({ id }) => id));
    let hidden = Math.max(0, count - messages.length);
    const isMeant = (parked: ParkedMessage): boolean => {
      if (listed.has(parked.id)) return job.chosen.has(parked.id);
      if (hidden === 0 || job.alsoMeant?.(parked) !== true) return false;
      hidden -= 1;
      return true;
    };
    const isConcerned =
      messages.some(({ id }) => job.chosen.has(id)) || (hidden > 0 && job.alsoMeant !== null);
    if (isConcerned) await deadLetters.visit((held) => doOne(held, isMeant, job), stop);
  }
}

async function doOne(
  { parked, remove }: HeldMessage,
  isMeant: (parked: ParkedMessage) => boolean,
  { before, onDone }: Job,
): Promise<'stays' | 'removed'> {
  if (!isMeant(parked)) return 'stays';
  await before(parked);
  await remove();
  onDone(parked);
  return 'removed';
}
