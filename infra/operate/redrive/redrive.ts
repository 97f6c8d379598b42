import { CommandError, declinedExitCode } from '../../commands/shell.ts';
import type { StageSettings } from '../../settings.ts';
import { deadLetterQueuesOf } from '../dead-letter-queues.ts';
import type { OperatePorts } from '../ports.ts';
import type { Asker } from '../terminal.ts';
import { act, doableOf, type Outcome } from './act.ts';
import { lookInto, type OpenedLook } from './look.ts';
import { requireSomeMeant } from './none-meant.ts';
import type { RedriveOptions } from './options.ts';
import type { ParkedMessage } from './parked.ts';
import { advicesOn, factsOf, messagesCounted, tableOf, unseenIn } from './report.ts';
import { isMeant, isNarrowed, requireEachFound, type Selection } from './select.ts';

/**
 * Lists what is parked in a stage, and sends again or discards what is chosen. Gives the exit code: 1 = of what was asked for
 * nothing was done, or some could not be had. Throws CommandError, InterruptedError, or what the SDK throws.
 */
export async function redrive(options: RedriveOptions, ports: OperatePorts): Promise<number> {
  const { selection, all, json, showText } = options;
  requireSense(options, ports.settings);
  const looks = await lookInto(ports.clients.sqs, ports.settings, selection.queue, ports.stop);
  const seen = looks.flatMap(({ messages }) => messages);
  const found = seen.filter((parked) => isMeant(parked, selection));
  requireEachFound(selection.message ?? [], found);
  requireSomeMeant(selection, seen, unseenIn(looks).length === 0, ports.settings);
  if (!json) list(found, looks, selection, ports);
  if (showText) return showTextOf(found, looks, options, ports);
  const isAsked = all || isNarrowed(selection);
  if (isListOnly(isAsked, found, options, ports)) return endList(isAsked, found, looks, options, ports);
  const chosen = isAsked || ports.asker === null ? found : await pick(found, ports.asker, ports.now());
  if (chosen.length === 0) return nothingChosen(ports);
  if (!json) tellStaying(chosen, options, ports);
  const outcome = await act(chosen, looks, isAsked, options, ports);
  if (json) listAsJson(found, looks, outcome, options, ports);
  return outcome.done.length === 0 || outcome.missed.length > 0 ? 1 : 0;
}

/** A reader of JSON cannot be asked, nor one who said yes beforehand. */
function isListOnly(
  isAsked: boolean,
  found: readonly ParkedMessage[],
  { dryRun, json, yes }: RedriveOptions,
  { asker }: OperatePorts,
): boolean {
  if (found.length === 0 || dryRun || (json && !yes)) return true;
  return !isAsked && (json || yes || asker === null);
}

function nothingChosen({ write }: OperatePorts): number {
  write('Nothing was sent.');
  return declinedExitCode;
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
  { queue }: Selection,
  { settings, write, now }: OperatePorts,
): void {
  const unseen = unseenIn(looks);
  if (found.length > 0) {
    for (const line of tableOf(found, now())) write(line);
    write();
    for (const line of advicesOn(found)) write(line);
  } else if (unseen.length === 0)
    write(
      `Stage ${settings.stage}: nothing is parked${queue === undefined ? '' : ` in ${queue}`}. Nothing to do.`,
    );
  for (const line of unseen) write(line);
}

function showTextOf(
  found: readonly ParkedMessage[],
  looks: readonly OpenedLook[],
  options: RedriveOptions,
  ports: OperatePorts,
): number {
  if (options.json) return listAsJson(found, looks, null, options, ports);
  for (const { id, body } of found) {
    ports.write(`\n${id}:`);
    ports.write(body);
  }
  return 0;
}

/** Asks which ones; none = nothing is wanted. */
async function pick(
  found: readonly ParkedMessage[],
  asker: Asker,
  now: Date,
): Promise<readonly ParkedMessage[]> {
  const [, ...rows] = tableOf(found, now);
  const options = found.map(({ id }, index) => ({ value: id, label: rows[index] ?? id }));
  const ids = await asker.choose('Which shall be sent again?', options);
  return found.filter(({ id }) => ids.includes(id));
}

function tellStaying(
  chosen: readonly ParkedMessage[],
  { discard }: RedriveOptions,
  { write }: OperatePorts,
): void {
  for (const { id, destination } of chosen)
    if (!discard && destination.kind === 'nowhere') write(`${id} stays: it is ${destination.why}.`);
}

/** Says what follows from the list. The exit code is that of the same command with `--yes`, as far as that can be known. */
function endList(
  isAsked: boolean,
  found: readonly ParkedMessage[],
  looks: readonly OpenedLook[],
  options: RedriveOptions,
  ports: OperatePorts,
): number {
  const { json, dryRun, yes, discard } = options;
  const doable = doableOf(found, options);
  if (json) listAsJson(found, looks, null, options, ports);
  else if (found.length > 0 && !isAsked)
    ports.write(
      '\nTo send some again: --message ID, --queue, --reason, --connector, --account, --ticket, or --all.',
    );
  else if (found.length > 0) {
    tellStaying(found, options, ports);
    const how = discard ? 'discarded' : 'sent again';
    ports.write(`\nWith --dry-run nothing is done: ${messagesCounted(doable.length)} would be ${how}.`);
  }
  const isMeantToAct = isAsked && (dryRun || yes || !json);
  return isMeantToAct && doable.length === 0 && (found.length > 0 || unseenIn(looks).length > 0) ? 1 : 0;
}

/** `outcome` null = nothing was to be done. */
function listAsJson(
  found: readonly ParkedMessage[],
  looks: readonly OpenedLook[],
  outcome: Outcome | null,
  { showText }: RedriveOptions,
  { settings, write, now }: OperatePorts,
): number {
  const unseen = Object.fromEntries(
    looks
      .map(({ queue, count, messages }) => [queue, count - messages.length] as const)
      .filter(([, count]) => count > 0),
  );
  const messages = found.map((parked) => factsOf(parked, now(), showText));
  const idsOf = (parked: readonly ParkedMessage[]) => parked.map(({ id }) => id);
  const result = outcome === null ? {} : { done: idsOf(outcome.done), missed: idsOf(outcome.missed) };
  write(JSON.stringify({ stage: settings.stage, messages, unseen, ...result }, null, 2));
  return 0;
}
