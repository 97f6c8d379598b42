import * as z from 'zod/mini';
import { type AccountSettings, agentLanguageFor } from '../../account.ts';
import { testText, testTitle } from '../../kit/set-up/try-out.ts';
import { SetUpError } from '../../set-up.ts';
import type { Api, ApiFailure } from '../api.ts';
import { failureOf, readTicket, readWritten, ticketPath } from '../read.ts';
import { requestTrackerSettingsOf } from '../settings.ts';
import { numericId } from '../wire.ts';
import { messagesAnswer } from '../wire-api.ts';
import type { Person } from './person.ts';

const newTicket = z.object({ id: numericId });

/**
 * Opens a ticket in which the person is the customer; gives its number. RT is told to mail its requestor nothing; a list of
 * addresses REST would drop (`RT::REST2::Util::deserialize_record`), so it is the one. Throws SetUpError.
 */
export async function openTestTicket(
  queue: string,
  { number, login, email, api }: Person,
  settings: AccountSettings,
): Promise<string> {
  const body = {
    ...{ Queue: queue, Subject: testTitle, Requestor: [number], ContentType: 'text/plain' },
    Content: testText(agentLanguageFor(settings, { group: queue, brand: null })),
    ...(email === null ? {} : { SquelchMailTo: email }),
  };
  const opened = await api.call({ method: 'POST', path: '/ticket', body }, newTicket);
  if (opened.kind === 'ok') return opened.value.id;
  throw new SetUpError(whyNotOpened(opened, queue, login));
}

function whyNotOpened(failure: ApiFailure, queue: string, login: string): string {
  const why = failureOf(failure);
  return why.kind === 'unauthorised'
    ? `"${login}", whose token is in RT_TEST_TOKEN, may not open tickets in the queue "${queue}" (right CreateTicket): grant it, or give a token of somebody who may.`
    : `Request Tracker did not say that it has opened a test ticket: look for one called "${testTitle}", delete it, and try again.`;
}

/** More than Dragoman writes about one message. */
const newest = 20;

/** Whether the runtime user has commented. Throws SetUpError where it may not look. */
export async function hasNote(
  ticket: string,
  { runtimeUserId }: AccountSettings,
  bot: Api,
): Promise<boolean> {
  const written = await readWritten(bot, ticket, { types: ['Comment'], page: 1, limit: newest });
  if (written.kind === 'ok')
    return written.value.items.some(
      ({ Creator: { id } }) => id.toLowerCase() === runtimeUserId.toLowerCase(),
    );
  // Only for a moment, perhaps.
  const why = failureOf(written);
  if (why.kind === 'throttled' || why.kind === 'unavailable') return false;
  throw new SetUpError(
    `The user "${runtimeUserId}" may not read the test ticket: name its queue in $DragomanQueues and insert the set-up again.`,
  );
}

/**
 * Deletes the ticket as the person, which takes our memory of it along; where they may not, the runtime user ends it in a
 * status of which RT's own scrips mail nobody, if there is one. Gives the end of a sentence.
 */
export async function takeAwayTicket(
  ticket: string,
  person: Api,
  { settings, bot }: Readonly<{ settings: AccountSettings; bot: Api }>,
): Promise<string> {
  if (await reaches(ticket, 'deleted', person, bot)) return 'its ticket is deleted again';
  for (const status of lastStatuses(settings))
    if (await reaches(ticket, status, bot, bot)) return `its ticket ${ticket} is ${status}`;
  return `its ticket ${ticket} could not be taken away: delete it by hand`;
}

/** Rejected before resolved, of which "On Resolve" tells the requestor. */
function lastStatuses(settings: AccountSettings): readonly string[] {
  const named = Object.entries(requestTrackerSettingsOf(settings).statuses);
  const meaning = (wanted: 'closed' | 'solved') =>
    named.flatMap(([status, ours]) => (ours === wanted ? [status] : []));
  return [...meaning('closed'), ...meaning('solved')];
}

/** RT answers refusals with success, too, so that the ticket is read again. */
async function reaches(ticket: string, status: string, by: Api, reader: Api): Promise<boolean> {
  await by.call({ method: 'PUT', path: ticketPath(ticket), body: { Status: status } }, messagesAnswer);
  const now = await readTicket(reader, ticket);
  return now.kind === 'ok' && now.value.Status === status;
}
