import { afterEach, describe, expect, it } from 'vitest';
import { enrichmentWrite } from '../../../support/salesforce.ts';
import { mailFromAna, type Org, orgIds, startOrg } from '../../../support/salesforce-org.ts';

let org: Org;
afterEach(() => org?.stop());

/** An org with no feed, whose notes are comments, and a case in it with a mail and the customer's comment. */
async function start() {
  let at = Date.parse('2026-01-09T08:20:00.000Z');
  org = await startOrg({ hasChatter: false, now: () => new Date(at) });
  const mail = mailFromAna(org);
  at += 60_000;
  const comment = org.standIn.comment(mail.caseId, {
    by: orgIds.portalUser,
    text: '¿Alguna novedad?',
    public: true,
  });
  const client = org.clientWith({ vendor: { note: 'case-comment' } });
  return { mail, comment, client };
}

describe('In an org without Chatter, which has no feed', () => {
  it('the catch-up finds mails and comments, and comes to an end', async () => {
    // Prepare
    const { mail, comment, client } = await start();
    const since = new Date('2026-01-09T08:00:00.000Z');
    const until = new Date('2026-01-09T09:00:00.000Z');

    // Act
    const page = await client.catchUp({ cursor: null, since, until });

    // Assess
    expect(page).toMatchObject({
      kind: 'page',
      isLast: true,
      found: [
        { kind: 'hint', hint: { message: mail.recordId } },
        { kind: 'message', message: { message: comment.recordId } },
      ],
      // There is nothing to look through, and so nothing that an alarm should ring for at each run.
      refused: [],
    });
    expect(org.standIn.violations()).toEqual([]);
  });

  it('a case has a past, and a note is a comment', async () => {
    const { mail, comment, client } = await start();

    const past = await client.history({ ticket: mail.caseId, requester: orgIds.contact }, 10);
    const written = await client.apply(enrichmentWrite({ ticket: mail.caseId }), { priorAttempt: 'none' });

    expect(past).toMatchObject({
      kind: 'history',
      messages: [{ message: mail.recordId }, { message: comment.recordId }],
    });
    expect(written).toMatchObject({ kind: 'applied', wrote: ['note', 'fields'] });
  });
});
