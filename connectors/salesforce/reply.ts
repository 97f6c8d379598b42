import * as z from 'zod/mini';
import type { FindOutcome, ReadFailure, ReplyWrite, WriteOptions, WriteOutcome } from '../contract.ts';
import type { Api } from './api.ts';
import type { Reading } from './case-reading.ts';
import { type ApiResult, isLackOfRights, outcomeOf, readFailureOf, stillUnknown } from './errors.ts';
import { type Row, rowCall, rowChange } from './ledger.ts';
import type { Outgoing } from './outgoing.ts';
import { emailOf } from './reply-email.ts';
import { envelopeOf } from './reply-envelope.ts';
import { type ReplyFacts, readFacts } from './reply-facts.ts';
import { postOf } from './reply-post.ts';
import { replyWayFor, salesforceSettingsOf } from './settings.ts';

type Job = Readonly<{ write: ReplyWrite; reading: Reading }>;

/**
 * Sends a public answer in the agent's name, once. An e-mail cannot be sent in one go with the row that says so, so a row
 * is made before it; where one stands without the id of what was made, an earlier try may have sent it, and is looked for by
 * its words before anything is sent. Answers do not follow a merge.
 */
export async function sendReply(
  write: ReplyWrite,
  { priorAttempt }: WriteOptions,
  reading: Reading,
): Promise<WriteOutcome> {
  const outcome = await tryReply({ write, reading });
  return outcome.kind === 'throttled' && priorAttempt === 'unknown' ? stillUnknown(outcome) : outcome;
}

async function tryReply(job: Job): Promise<WriteOutcome> {
  const facts = await readFacts(job.write, job.reading);
  if (facts.kind !== 'ok') return outcomeOf(facts);
  const { row } = facts.value;
  if (row?.record != null) return { kind: 'already-applied', vendorRef: row.record };
  const way = wayOf(facts.value, job);
  if ('refusal' in way) return way.refusal;
  if (row !== null) {
    const earlier = await lookForEarlier(row, way.outgoing, job);
    if (earlier !== null) return earlier;
  }
  const sender = await senderFor(facts.value, job.reading.api);
  if ('failure' in sender) return sender.failure;
  const begun = await begin(row, job);
  return begun.kind === 'begun' ? send(begun.rowId, sender, way.outgoing, job) : begun.outcome;
}

type Way =
  | Readonly<{ outgoing: Outgoing }>
  | Readonly<{ refusal: Extract<ReadFailure, { kind: 'refused' }> }>;

/** No call sends free text into a chat. https://developer.salesforce.com/docs/atlas.en-us.api_action.meta/api_action/actions_obj_send_conversation_messages.htm */
const chatUnsupported = { kind: 'refused', status: 0, code: 'chat-unsupported', expected: true } as const;

function wayOf(facts: ReplyFacts, { write, reading }: Job): Way {
  const settings = salesforceSettingsOf(reading.settings);
  const way = replyWayFor(settings, facts.case.Origin);
  switch (way) {
    case 'none':
      return { refusal: chatUnsupported };
    case 'feed-item':
    case 'case-comment':
      return { outgoing: postOf(way, write, facts, reading) };
    case 'email': {
      const addressed = envelopeOf(facts, settings);
      return addressed.ok
        ? { outgoing: emailOf(write, addressed.envelope, facts, reading) }
        : { refusal: addressed.refusal };
    }
  }
}

/** A call of which no answer came may still be at work for so long: Salesforce ends what takes longer. */
const settlingMs = 120_000;

/** What an earlier try has led to; null = to nothing. */
async function lookForEarlier(
  row: Row,
  outgoing: Outgoing,
  { reading: { api, now } }: Job,
): Promise<WriteOutcome | null> {
  if (row.kinds.includes('unsent')) return null;
  const found = await outgoing.find(row.createdAt);
  if (found.kind !== 'ok') return stillUnknown(outcomeOf(found));
  if (found.value !== null) {
    await api.call(rowChange(row.id, { kind: 'reply', record: found.value }), z.unknown());
    return { kind: 'already-applied', vendorRef: found.value };
  }
  const isSettled = now().getTime() - Date.parse(row.modifiedAt) >= settlingMs;
  return isSettled ? null : { kind: 'unavailable', status: null };
}

/** As whom it is sent. `agent` null: as ourselves, since we have no key or Salesforce does not let us act as this agent. */
type Sender = Readonly<{ own: Api; agent: Api | null }>;

async function senderFor(facts: ReplyFacts, own: Api): Promise<Sender | Readonly<{ failure: ReadFailure }>> {
  const { username } = facts.agent;
  const agent = username === null ? null : await own.asAgent(username);
  if (agent === null) return { own, agent: null };
  const failure = await agent.ready();
  if (failure === null) return { own, agent: agent.api };
  return failure.kind === 'unauthorised' ? { own, agent: null } : { failure };
}

type Begun = Readonly<{ kind: 'begun'; rowId: string } | { kind: 'ended'; outcome: WriteOutcome }>;

const created = z.object({ id: z.string().check(z.minLength(1)) });

/** Says in the ledger that it is being sent from now on. */
async function begin(row: Row | null, { write, reading: { api } }: Job): Promise<Begun> {
  if (row !== null) {
    const again = await api.call(rowChange(row.id, { kind: 'reply' }), z.unknown());
    return again.kind === 'ok'
      ? { kind: 'begun', rowId: row.id }
      : { kind: 'ended', outcome: stillUnknown(outcomeOf(again)) };
  }
  const { ticket, writeKey, sourceMessage: source } = write;
  const made = await api.call(rowCall({ writeKey, ticket, source, kind: 'reply' }), created);
  if (made.kind === 'ok') return { kind: 'begun', rowId: made.value.id };
  const isTwice = made.kind === 'invalid' && made.errors.some(({ code }) => code === 'DUPLICATE_VALUE');
  // Another try is at it this very moment: what comes of it is seen next time.
  return { kind: 'ended', outcome: isTwice ? { kind: 'unavailable', status: null } : outcomeOf(made) };
}

async function send(rowId: string, sender: Sender, outgoing: Outgoing, job: Job): Promise<WriteOutcome> {
  const { api } = job.reading;
  const sent = await sendAs(sender, outgoing);
  if (sent.kind !== 'ok') {
    const outcome = isFileGone(sent, job) ? fileUnavailable : outcomeOf(sent);
    if (outcome.kind !== 'unavailable') {
      // Known to have come to nothing, so that the next try need not wait. Where this fails, it waits.
      await api.call(rowChange(rowId, { kind: 'unsent' }), z.unknown());
    }
    return outcome;
  }
  const record = sent.value ?? (await idOfSent(outgoing, job));
  // The answer is out, whatever becomes of these: whoever looks again finds it by its words.
  if (record !== null) await api.call(rowChange(rowId, { kind: 'reply', record }), z.unknown());
  return { kind: 'applied', vendorRef: record ?? rowId, wrote: ['reply'], missing: [] };
}

/** The case has been read a moment ago: what is not found beside it is a file of the note. */
const isFileGone = (sent: ApiResult<unknown>, { write }: Job): boolean =>
  sent.kind === 'not-found' && write.attachments.length > 0;

const fileUnavailable = { kind: 'refused', status: 404, code: 'file-unavailable', expected: true } as const;

/** As the agent where we may; a right that the agent lacks there must not keep the answer from the customer. */
async function sendAs({ own, agent }: Sender, outgoing: Outgoing): Promise<ApiResult<string | null>> {
  if (agent === null) return outgoing.send(own, true);
  const sent = await outgoing.send(agent, false);
  return isLackOfRights(sent) ? outgoing.send(own, true) : sent;
}

/** Our clock and theirs are never so far apart. */
const clockSlackMs = 60_000;

/** An e-mail that was sent has no id in the answer; the newest of these words is it. */
async function idOfSent(outgoing: Outgoing, { reading: { now } }: Job): Promise<string | null> {
  const found = await outgoing.find(new Date(now().getTime() - clockSlackMs).toISOString());
  return found.kind === 'ok' ? found.value : null;
}

/** Looks for what an earlier try may have sent; sends nothing. */
export async function findReply(write: ReplyWrite, reading: Reading): Promise<FindOutcome> {
  const job = { write, reading };
  const facts = await readFacts(write, reading);
  if (facts.kind !== 'ok') return readFailureOf(facts);
  const { row } = facts.value;
  if (row === null) return { kind: 'absent' };
  if (row.record !== null) return { kind: 'found', vendorRef: row.record };
  const way = wayOf(facts.value, job);
  if ('refusal' in way) return { kind: 'absent' };
  const earlier = await lookForEarlier(row, way.outgoing, job);
  switch (earlier?.kind) {
    case undefined:
      return { kind: 'absent' };
    case 'applied':
    case 'already-applied':
      return { kind: 'found', vendorRef: earlier.vendorRef };
    case 'moved':
    case 'superseded':
      return { kind: 'unavailable', status: null };
    case 'throttled':
    case 'unavailable':
    case 'refused':
    case 'unauthorised':
      return earlier;
  }
}
