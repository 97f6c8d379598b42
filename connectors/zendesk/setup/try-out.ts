import * as z from 'zod/mini';
import type { AccountSettings } from '../../account.ts';
import {
  endOfTest,
  noteComes,
  notTriedBySettings,
  testFinding,
  testText,
  testTitle,
  whyNoNote,
  whyOutOfScope,
} from '../../kit/set-up/try-out.ts';
import { type Answers, type Finding, type OwnSide, SetUpError, type TryOutDeps } from '../../set-up.ts';
import { zendeskSettingsOf } from '../settings.ts';
import { commentsAnswer, ticketAnswer } from '../wire-api.ts';
import { openAsAdmin } from './account-state.ts';
import type { AdminApi } from './admin-api.ts';
import { adminAccessFrom } from './questions.ts';
import { anyAnswer, userAnswer } from './wire-admin.ts';

/** A new address each time, since that of a deleted user may stay taken; in a domain that nobody has: RFC 2606. */
const customerAt = (atMs: number) => ({ name: testTitle, email: `dragoman-test-${atMs}@example.com` });

const check = 'zendesk.test-message';

/** Writes as a customer, waits for the note, and takes customer and ticket away again, whatever happens. Throws SetUpError. */
export async function tryOutZendesk(answers: Answers, own: OwnSide, deps: TryOutDeps): Promise<Finding> {
  const { settings, stage } = own;
  const why = settings === null ? null : whyNot(settings);
  if (why !== null) return notTriedBySettings(check, why, stage);
  const api = await openAsAdmin(adminAccessFrom(answers), deps);
  const startedAtMs = deps.now().getTime();
  const customer = await makeCustomer(startedAtMs, api);
  try {
    const text = testText(settings?.agentLanguages.default ?? 'en');
    const ticket = await openTicket(text, customer, api);
    const end = await endOfTest(
      {
        startedAtMs,
        watch: () => noteComes(() => hasNote(ticket, settings?.runtimeUserId ?? '', api), deps),
        takeAway: () => takeAwayTicket(ticket, api),
      },
      deps,
    );
    return testFinding({ ...end, check, stage, causes: [] });
  } finally {
    await api.remove(`/api/v2/users/${customer}`, 'delete the test customer');
  }
}

/** What in the settings keeps a note from the test ticket, or may do so; null = nothing. */
function whyNot(settings: AccountSettings): string | null {
  return whyNoNote(settings, zendeskSettingsOf(settings).translation.to) ?? whyOutOfScope(settings.scope);
}

/** Gives the id. */
async function makeCustomer(atMs: number, api: AdminApi): Promise<string> {
  const user = { ...customerAt(atMs), role: 'end-user', skip_verify_email: true };
  const call = {
    method: 'POST',
    path: '/api/v2/users',
    body: { user },
    doing: 'make a test customer',
  } as const;
  return (await api.call(call, userAnswer)).user.id;
}

/** Gives the id. The submitter becomes the author of a ticket's first comment: https://developer.zendesk.com/api-reference/ticketing/tickets/tickets/ */
async function openTicket(text: string, customer: string, api: AdminApi): Promise<string> {
  const requester = Number(customer);
  const ticket = {
    ...{ subject: testTitle, comment: { body: text, public: true } },
    ...{ requester_id: requester, submitter_id: requester, tags: ['dragoman_test'] },
  };
  const opened = await api.call(
    { method: 'POST', path: '/api/v2/tickets', body: { ticket }, doing: 'open a test ticket' },
    z.object({ ticket: z.pick(ticketAnswer.shape.ticket, { id: true }) }),
  );
  return opened.ticket.id;
}

async function hasNote(ticket: string, author: string, api: AdminApi): Promise<boolean> {
  const path = `/api/v2/tickets/${ticket}/comments`;
  const { comments } = await api.call({ method: 'GET', path, doing: 'read the test ticket' }, commentsAnswer);
  return comments.some((comment) => !comment.public && comment.author_id === author);
}

/** Solved first: where the account lets nobody delete, it is at least out of the way. Gives what became of it. */
async function takeAwayTicket(ticket: string, api: AdminApi): Promise<string> {
  const path = `/api/v2/tickets/${ticket}`;
  const body = { ticket: { status: 'solved' } };
  try {
    await api.call({ method: 'PUT', path, body, doing: 'solve the test ticket' }, anyAnswer);
  } catch (error) {
    // An account may ask for fields before a ticket is solved; deleting asks for none.
    if (!(error instanceof SetUpError)) throw error;
  }
  await api.remove(path, 'delete the test ticket');
  return 'its ticket is deleted again';
}
