import { CommandError } from '../../commands/shell.ts';
import type { StageSettings } from '../../settings.ts';
import type { StageClients } from '../clients.ts';
import { deadLetterQueuesOf } from '../dead-letter-queues.ts';
import { type Asker, type Bar, requireAsker } from '../terminal.ts';
import { lookInto, type OpenedLook } from './look.ts';
import type { ParkedMessage } from './parked.ts';
import { advicesOn, jsonOf, messagesCounted, tableOf, unseenIn, watchingOf } from './report.ts';
import { createResend } from './resend.ts';
import { isMeant, isNarrowed, requireEachFound, type Selection } from './select.ts';
import { type Job, workOff } from './work-off.ts';

export type RedriveOptions = Readonly<{
  selection: Selection;
  all: boolean;
  yes: boolean;
  dryRun: boolean;
  json: boolean;
  showText: boolean;
  discard: boolean;
}>;

export type RedrivePorts = Readonly<{
  settings: StageSettings;
  clients: StageClients;
  /** Null = nobody can be asked. */
  asker: Asker | null;
  bar: (steps: number, words: string) => Bar;
  write: (line?: string) => void;
  now: () => Date;
}>;

/** Lists what is parked in a stage, and sends again or discards what is chosen. Gives the exit code. Throws CommandError. */
export async function redrive(options: RedriveOptions, ports: RedrivePorts): Promise<number> {
  const { selection, all } = options;
  requireSense(options, ports.settings);
  const looks = await lookInto(ports.clients.sqs, ports.settings, selection.queue);
  const found = looks.flatMap(({ messages }) => messages).filter((parked) => isMeant(parked, selection));
  requireEachFound(selection.message ?? [], found);
  if (!options.json) list(found, looks, ports);
  if (options.showText) return showText(found, ports);
  const isAsked = all || isNarrowed(selection);
  const chosen = isAsked || found.length === 0 ? found : await pick(found, options, ports);
  // A reader of JSON cannot be asked.
  const isListOnly = options.dryRun || chosen.length === 0 || (options.json && !options.yes);
  const done = isListOnly ? [] : await act(chosen, looks, isAsked, options, ports);
  if (options.json) writeJson(found, looks, isListOnly ? null : done, ports);
  else if (options.dryRun && isAsked && found.length > 0)
    ports.write(`\nWith --dry-run nothing is done: ${messagesCounted(chosen.length)} would be.`);
  return 0;
}

/** What would mean nothing, or more than was thought of, is refused before anything is looked at. */
function requireSense({ selection, discard, showText }: RedriveOptions, settings: StageSettings): void {
  const names = deadLetterQueuesOf(settings).map(({ name }) => name);
  if (selection.queue !== undefined && !names.includes(selection.queue))
    throw new CommandError(`There is no queue "${selection.queue}" in this stage, only ${names.join(', ')}.`);
  if (selection.message !== undefined) return;
  if (discard)
    throw new CommandError('--discard drops single messages for good: name each with --message ID.');
  if (showText)
    throw new CommandError('--show-text shows what a customer wrote: name the message with --message ID.');
}

function list(
  found: readonly ParkedMessage[],
  looks: readonly OpenedLook[],
  { settings, write, now }: RedrivePorts,
): void {
  const unseen = unseenIn(looks);
  if (found.length > 0) {
    for (const line of tableOf(found, now())) write(line);
    write();
    for (const line of advicesOn(found)) write(line);
  } else if (unseen.length === 0) write(`Stage ${settings.stage}: no such message is parked. Nothing to do.`);
  for (const line of unseen) write(line);
}

function showText(found: readonly ParkedMessage[], { write }: RedrivePorts): number {
  for (const { id, body } of found) {
    write(`\n${id}:`);
    write(body);
  }
  return 0;
}

/** Asks which ones; where nobody can be asked it says how to choose. */
async function pick(
  found: readonly ParkedMessage[],
  { json, dryRun, yes }: RedriveOptions,
  { asker, write, now }: RedrivePorts,
): Promise<readonly ParkedMessage[]> {
  if (json || dryRun) return [];
  if (asker === null || yes) {
    write(
      '\nTo send some again: --message ID, --queue, --reason, --connector, --account, --ticket, or --all.',
    );
    return [];
  }
  const [, ...rows] = tableOf(found, now());
  const options = found.map(({ id }, index) => ({ value: id, label: rows[index] ?? id }));
  const ids = await asker.choose('Which shall be sent again?', options);
  return found.filter(({ id }) => ids.includes(id));
}

/** Gives those that are gone from their queues. */
async function act(
  chosen: readonly ParkedMessage[],
  looks: readonly OpenedLook[],
  isAsked: boolean,
  options: RedriveOptions,
  ports: RedrivePorts,
): Promise<readonly ParkedMessage[]> {
  const doable = options.discard
    ? chosen
    : chosen.filter(({ destination }) => destination.kind !== 'nowhere');
  const { write, settings, clients } = ports;
  if (!options.json)
    for (const { id, destination } of chosen)
      if (!options.discard && destination.kind === 'nowhere') write(`${id} stays: it is ${destination.why}.`);
  if (doable.length === 0 || !(await isAgreed(doable.length, options, ports))) return [];
  const resend = createResend(clients, settings.stage);
  const { selection, discard } = options;
  const alsoMeant = (parked: ParkedMessage) =>
    parked.destination.kind !== 'nowhere' && isMeant(parked, selection);
  const done = await workOffWithBar(
    looks,
    {
      chosen: new Set(doable.map(({ id }) => id)),
      alsoMeant: isAsked && selection.message === undefined ? alsoMeant : null,
      before: discard ? async () => undefined : resend,
    },
    doable.length,
    ports,
  );
  if (!options.json) tellDone(done, options, ports);
  return done;
}

async function isAgreed(
  count: number,
  { yes, discard }: RedriveOptions,
  { asker }: RedrivePorts,
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
  { bar, write }: RedrivePorts,
): Promise<readonly ParkedMessage[]> {
  const done: ParkedMessage[] = [];
  const shown = bar(steps, 'Working');
  const onDone = (parked: ParkedMessage) => {
    done.push(parked);
    shown.advance(`${done.length} of ${steps}`);
  };
  try {
    await workOff(looks, { ...job, onDone });
  } catch (error) {
    shown.end('Stopped');
    write(`Stopped after ${messagesCounted(done.length)}; the others are where they were. Run it again.`);
    throw error;
  }
  shown.end('Done');
  return done;
}

function tellDone(
  done: readonly ParkedMessage[],
  { discard }: RedriveOptions,
  { write, settings }: RedrivePorts,
): void {
  if (discard) {
    write(`Discarded ${messagesCounted(done.length)}.`);
    return;
  }
  write(`Sent ${messagesCounted(done.length)} again. How they end:`);
  for (const line of watchingOf(done, settings)) write(`  ${line}`);
  write('What fails again is parked again, under a new id: look at the list in a minute.');
}

/** `done` null = nothing was to be done. */
function writeJson(
  found: readonly ParkedMessage[],
  looks: readonly OpenedLook[],
  done: readonly ParkedMessage[] | null,
  { settings, write, now }: RedrivePorts,
): void {
  const unseen = Object.fromEntries(
    looks
      .map(({ queue, count, messages }) => [queue, count - messages.length] as const)
      .filter(([, count]) => count > 0),
  );
  const messages = found.map((parked) => jsonOf(parked, now()));
  const result = done === null ? {} : { done: done.map(({ id }) => id) };
  write(JSON.stringify({ stage: settings.stage, messages, unseen, ...result }, null, 2));
}
