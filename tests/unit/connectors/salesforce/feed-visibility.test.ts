import { afterEach, describe, expect, it } from 'vitest';
import type { MessageHint } from '../../../../connectors/contract.ts';
import { enrichmentWrite, replyWrite } from '../../../support/salesforce.ts';
import { mailFromAna, type Org, orgIds, startOrg } from '../../../support/salesforce-org.ts';

const at = Date.parse('2026-01-09T08:20:00.000Z');
let org: Org;
let calls: string[] = [];
afterEach(() => org?.stop());

/** An org whose posts have no `Visibility`. */
async function start() {
  calls = [];
  org = await startOrg({
    hasDigitalExperiences: false,
    now: () => new Date(at),
    onRequest: ({ method, path }) => calls.push(`${method} ${path.replace(/\?.*/, '')}`),
  });
}
const hint = (ticket: string, message: string): MessageHint => ({
  ...{ ticket, message, about: 'message-id', occurredAt: new Date(at).toISOString() },
  ticketFacts: {
    ...{ subject: null, status: null, priority: null, channel: null, tags: [], brand: null },
    ...{ group: null, form: null, requester: null, requesterLocale: null },
  },
});
const composites = () => calls.filter((call) => call.endsWith('/composite')).length;

describe('In an org without Digital Experiences, whose posts are all internal', () => {
  it('a note is a post; that there is no visibility is found out once', async () => {
    // Prepare
    await start();
    const { caseId } = mailFromAna(org);
    const write = enrichmentWrite({ ticket: caseId, addTags: ['dm_budget'] });

    // Act
    const outcomes = [
      await org.client.apply(write, { priorAttempt: 'none' }),
      await org.client.apply({ ...write, writeKey: 'write-key-2' }, { priorAttempt: 'none' }),
    ];

    // Assess
    expect(outcomes).toMatchObject([
      { kind: 'applied', wrote: ['note', 'fields', 'tags'] },
      { kind: 'applied', wrote: ['note', 'fields', 'tags'] },
    ]);
    expect(org.standIn.feedOf(caseId).filter(({ InsertedById }) => InsertedById === orgIds.us)).toHaveLength(
      2,
    );
    expect(composites()).toBe(3);
    expect(org.standIn.violations()).toEqual([]);
  });

  it('a command is read back and read as a note, in a post and below one', async () => {
    await start();
    const { caseId } = mailFromAna(org);
    const post = org.standIn.post(caseId, { by: orgIds.agent, text: '#translate Soon.' });
    const reply = org.standIn.replyToPost(post.recordId, { by: orgIds.agent, text: '#translate Now.' });

    const read = [
      await org.clientWith({}).hydrate(hint(caseId, post.recordId)),
      await org.clientWith({}).hydrate(hint(caseId, reply.recordId)),
    ];
    const notes = [
      await org.clientWith({}).readNote({ ticket: caseId, message: post.recordId }),
      await org.clientWith({}).readNote({ ticket: caseId, message: reply.recordId }),
    ];

    expect(read).toMatchObject([
      { kind: 'staff-comment', comment: { text: '#translate Soon.', isPublic: false } },
      { kind: 'staff-comment', comment: { text: '#translate Now.', isPublic: false } },
    ]);
    expect(notes).toMatchObject([
      { kind: 'note', note: { text: '#translate Soon.', isPublic: false } },
      { kind: 'note', note: { text: '#translate Now.', isPublic: false } },
    ]);
  });

  it('the catch-up finds posts and the replies below them, and the past has both', async () => {
    await start();
    const { caseId } = mailFromAna(org);
    const post = org.standIn.post(caseId, { by: orgIds.agent, text: '#translate Soon.' });
    org.standIn.replyToPost(post.recordId, { by: orgIds.portalUser, text: '¿Cuándo llega?' });
    const window = { since: new Date(at - 60_000), until: new Date(at + 60_000) };

    const page = await org.clientWith({}).catchUp({ cursor: null, ...window });
    const past = await org.clientWith({}).history({ ticket: caseId, message: 'none' } as any, 5);

    expect(page).toMatchObject({
      kind: 'page',
      found: expect.arrayContaining([
        expect.objectContaining({ kind: 'staff-comment' }),
        expect.objectContaining({
          kind: 'message',
          message: expect.objectContaining({ content: expect.objectContaining({ text: '¿Cuándo llega?' }) }),
        }),
      ]),
    });
    expect(JSON.stringify(past)).toContain('¿Cuándo llega?');
  });

  it('an answer that was to be a post for the customer is refused, since no customer would see it', async () => {
    await start();
    const { caseId } = mailFromAna(org);
    const client = org.clientWith({ vendor: { replyWays: { email: 'feed-item' } }, withoutKey: true });

    const outcome = await client.reply(replyWrite({ ticket: caseId, author: orgIds.agent }), {
      priorAttempt: 'none',
    });

    expect(outcome).toMatchObject({ kind: 'refused', code: 'invalid-field', expected: false });
    expect(org.standIn.whatTheCustomerReceived(caseId)).toEqual([]);
  });
});
