import * as z from 'zod/mini';
import { sameLanguage } from '../../../events/language.ts';
import type { Answers, Finding, OwnSide, SetUpDeps } from '../../set-up.ts';
import { commentsAnswer, ticketAnswer } from '../wire-api.ts';
import { openAsAdmin } from './account-state.ts';
import type { AdminApi } from './admin-api.ts';
import { adminAccessFrom } from './questions.ts';
import { anyAnswer, userAnswer } from './wire-admin.ts';

/** A new address each time, since that of a deleted user may stay taken; in a domain that nobody has: RFC 2606. */
const customerAt = (atMs: number) => ({ name: 'Dragoman test', email: `dragoman-test-${atMs}@example.com` });
const texts = {
  es: 'Hola, ¿dónde está mi pedido #10023456?',
  en: 'Hello, where is my order #10023456?',
} as const;

/** A function's cold start, one retry and Zendesk's own delays. */
const patienceMs = 120_000;
const lookEveryMs = 2_000;

const check = 'zendesk.test-message';

/** Writes as a customer, waits for the note, and takes the ticket away again. Throws SetUpError. */
export async function tryOutZendesk(answers: Answers, own: OwnSide, deps: SetUpDeps): Promise<Finding> {
  const api = await openAsAdmin(adminAccessFrom(answers), deps);
  const language = own.settings?.agentLanguages.default ?? 'en';
  const text = sameLanguage(language, 'es') ? texts.en : texts.es;
  const startedAtMs = deps.now().getTime();
  const { ticketId, userId } = await openTicket(text, startedAtMs, api);
  const isNoted = await noteComes(ticketId, own.settings?.runtimeUserId ?? '', api, deps);
  const seconds = Math.round((deps.now().getTime() - startedAtMs) / 1_000);
  await takeAway(ticketId, userId, api);
  return isNoted
    ? {
        ...{ check, severity: 'ok', meaning: null, mend: null },
        what: `A test message of a customer had its note after ${seconds} s; its ticket is deleted again.`,
      }
    : {
        ...{ check, severity: 'error' },
        what: `A test message of a customer had no note within ${patienceMs / 1_000} s.`,
        meaning:
          'Messages of customers may not be translated yet. A signing secret that has just changed is known within a minute; then --try-out tries again.',
        mend: `npm run doctor -- --stage ${own.stage}`,
      };
}

/** The submitter becomes the author of a ticket's first comment: https://developer.zendesk.com/api-reference/ticketing/tickets/tickets/ */
async function openTicket(
  text: string,
  atMs: number,
  api: AdminApi,
): Promise<Readonly<{ ticketId: string; userId: string }>> {
  const user = { ...customerAt(atMs), role: 'end-user', skip_verify_email: true };
  const made = await api.call(
    { method: 'POST', path: '/api/v2/users', body: { user }, doing: 'make a test customer' },
    userAnswer,
  );
  const userId = made.user.id;
  const requester = Number(userId);
  const ticket = {
    ...{
      subject: 'Dragoman test',
      comment: { body: text, public: true },
      requester_id: requester,
      submitter_id: requester,
    },
    tags: ['dragoman_test'],
  };
  const opened = await api.call(
    { method: 'POST', path: '/api/v2/tickets', body: { ticket }, doing: 'open a test ticket' },
    z.object({ ticket: z.pick(ticketAnswer.shape.ticket, { id: true }) }),
  );
  return { ticketId: opened.ticket.id, userId };
}

async function noteComes(ticketId: string, author: string, api: AdminApi, deps: SetUpDeps): Promise<boolean> {
  const endsAtMs = deps.now().getTime() + patienceMs;
  const path = `/api/v2/tickets/${ticketId}/comments`;
  while (deps.now().getTime() < endsAtMs) {
    const { comments } = await api.call(
      { method: 'GET', path, doing: 'read the test ticket' },
      commentsAnswer,
    );
    if (comments.some((comment) => !comment.public && comment.author_id === author)) return true;
    await deps.wait(lookEveryMs);
  }
  return false;
}

/** Solved first: where the account lets nobody delete, it is at least out of the way. */
async function takeAway(ticketId: string, userId: string, api: AdminApi): Promise<void> {
  const path = `/api/v2/tickets/${ticketId}`;
  const body = { ticket: { status: 'solved' } };
  await api.call({ method: 'PUT', path, body, doing: 'solve the test ticket' }, anyAnswer);
  await api.remove(path, 'delete the test ticket');
  await api.remove(`/api/v2/users/${userId}`, 'delete the test customer');
}
