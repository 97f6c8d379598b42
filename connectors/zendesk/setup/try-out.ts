import * as z from 'zod/mini';
import { sameLanguage } from '../../../events/language.ts';
import type { AccountSettings } from '../../account.ts';
import { fine, trouble } from '../../kit/set-up/findings.ts';
import { type Answers, type Finding, type OwnSide, SetUpError, type TryOutDeps } from '../../set-up.ts';
import { zendeskSettingsOf } from '../settings.ts';
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

/** Writes as a customer, waits for the note, and takes customer and ticket away again, whatever happens. Throws SetUpError. */
export async function tryOutZendesk(answers: Answers, own: OwnSide, deps: TryOutDeps): Promise<Finding> {
  const why = own.settings === null ? null : whyNoNote(own.settings);
  if (why !== null) return notTried(why, own.stage);
  const api = await openAsAdmin(adminAccessFrom(answers), deps);
  const startedAtMs = deps.now().getTime();
  const customer = await makeCustomer(startedAtMs, api);
  try {
    const ticket = await openTicket(textFor(own.settings), customer, api);
    try {
      const isNoted = await noteComes(ticket, own.settings?.runtimeUserId ?? '', api, deps);
      return findingOf(isNoted, Math.round((deps.now().getTime() - startedAtMs) / 1_000), own.stage);
    } finally {
      await takeAwayTicket(ticket, api);
    }
  } finally {
    await api.remove(`/api/v2/users/${customer}`, 'delete the test customer');
  }
}

/** What in the settings keeps a note from the test ticket, or may do so; null = nothing. */
function whyNoNote(settings: AccountSettings): string | null {
  const { mode, notes, scope } = settings;
  if (mode === 'observe') return 'mode is "observe", so that nothing is written';
  if (notes === 'never') return 'notes is "never"';
  if (zendeskSettingsOf(settings).translation.to === 'field') return 'translations go into a field';
  const lists = [scope.include, scope.exclude].flatMap((side) => Object.values(side));
  return lists.some((list) => list.length > 0)
    ? 'scope leaves tickets out, and a test ticket may be one of them'
    : null;
}

function notTried(why: string, stage: string): Finding {
  return trouble(check, 'note', {
    what: `No test message was written: in the settings, ${why}.`,
    meaning: 'Whether messages come in has not been seen yet.',
    mend: `write as a customer of the pilot; npm run doctor -- --stage ${stage} says what is wrong if nothing comes of it.`,
  });
}

const textFor = (settings: AccountSettings | null) =>
  sameLanguage(settings?.agentLanguages.default ?? 'en', 'es') ? texts.en : texts.es;

function findingOf(isNoted: boolean, seconds: number, stage: string): Finding {
  if (isNoted)
    return fine(
      check,
      `A test message of a customer had its note after ${seconds} s; its ticket is deleted again.`,
    );
  return trouble(check, 'error', {
    what: `A test message of a customer had no note within ${patienceMs / 1_000} s.`,
    meaning:
      'Messages of customers may not be translated yet. A signing secret that has just changed is known within a minute; then --try-out tries again.',
    mend: `npm run doctor -- --stage ${stage}`,
  });
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
    ...{ subject: 'Dragoman test', comment: { body: text, public: true } },
    ...{ requester_id: requester, submitter_id: requester, tags: ['dragoman_test'] },
  };
  const opened = await api.call(
    { method: 'POST', path: '/api/v2/tickets', body: { ticket }, doing: 'open a test ticket' },
    z.object({ ticket: z.pick(ticketAnswer.shape.ticket, { id: true }) }),
  );
  return opened.ticket.id;
}

/** Throws the reason of `signal` where that ends the waiting. */
async function noteComes(
  ticket: string,
  author: string,
  api: AdminApi,
  { now, wait, signal }: TryOutDeps,
): Promise<boolean> {
  const endsAtMs = now().getTime() + patienceMs;
  const path = `/api/v2/tickets/${ticket}/comments`;
  while (now().getTime() < endsAtMs) {
    signal.throwIfAborted();
    const { comments } = await api.call(
      { method: 'GET', path, doing: 'read the test ticket' },
      commentsAnswer,
    );
    if (comments.some((comment) => !comment.public && comment.author_id === author)) return true;
    await wait(lookEveryMs);
  }
  return false;
}

/** Solved first: where the account lets nobody delete, it is at least out of the way. */
async function takeAwayTicket(ticket: string, api: AdminApi): Promise<void> {
  const path = `/api/v2/tickets/${ticket}`;
  const body = { ticket: { status: 'solved' } };
  try {
    await api.call({ method: 'PUT', path, body, doing: 'solve the test ticket' }, anyAnswer);
  } catch (error) {
    // An account may ask for fields before a ticket is solved; deleting asks for none.
    if (!(error instanceof SetUpError)) throw error;
  }
  await api.remove(path, 'delete the test ticket');
}
