import { afterEach, describe, expect, it } from 'vitest';
import { enrichmentWrite } from '../../../support/salesforce.ts';
import { mailFromAna, type Org, orgIds, startOrg } from '../../../support/salesforce-org.ts';

let org: Org;
afterEach(() => org?.stop());

const since = new Date('2026-01-09T08:00:00.000Z');
const until = new Date('2026-01-09T09:00:00.000Z');

/** An org whose answers hold two records at most, and a case in which the customer has commented and replied below a post. */
async function start() {
  let at = Date.parse('2026-01-09T08:20:00.000Z');
  const now = () => new Date(at);
  const later = <Doing>(doing: Doing): Doing => {
    at += 1_000;
    return doing;
  };
  org = await startOrg({ now });
  const mail = later(mailFromAna(org));
  const said = { by: orgIds.portalUser, text: '¿Alguna novedad?', public: true };
  const comments = [1, 2, 3, 4, 5].map(() => later(org.standIn.comment(mail.caseId, said)).recordId);
  const post = later(org.standIn.post(mail.caseId, { by: orgIds.agent, text: 'On its way.', public: true }));
  const replies = [1, 2, 3].map(() => later(org.standIn.replyToPost(post.recordId, said)).recordId);
  org.standIn.setRowsPerAnswer(2);
  return { mail, comments, post, replies };
}

describe('Where Salesforce gives less at once than was asked for', () => {
  it('the catch-up finds all of it, below posts, too, and nothing twice', async () => {
    // Prepare
    const { mail, comments, post, replies } = await start();

    // Act
    const page = await org.client.catchUp({ cursor: null, since, until });

    // Assess
    const found = page.kind === 'page' ? page.found : [];
    const messages = found.flatMap((each) => (each.kind === 'message' ? [each.message.message] : []));
    expect(page).toMatchObject({ kind: 'page', isLast: true });
    expect(messages).toEqual([...comments, ...replies]);
    expect(found).toMatchObject(
      expect.arrayContaining([
        expect.objectContaining({ hint: expect.objectContaining({ message: mail.recordId }) }),
        expect.objectContaining({ comment: expect.objectContaining({ message: post.recordId }) }),
      ]),
    );
    expect(org.standIn.violations()).toEqual([]);
  });

  it('knows all cases that a page of the catch-up is in', async () => {
    await start();
    const mails = ['Factura', 'Otra cosa', 'Y otra'].map((subject) => mailFromAna(org, { subject }).recordId);

    const page = await org.client.catchUp({ cursor: null, since, until });

    const hints =
      page.kind === 'page' ? page.found.flatMap((each) => ('hint' in each ? [each.hint] : [])) : [];
    expect(hints.map(({ message }) => message)).toEqual(expect.arrayContaining(mails));
  });

  it('the past has all of it', async () => {
    const { mail, comments, replies } = await start();

    const past = await org.client.history({ ticket: mail.caseId, requester: orgIds.contact }, 20);

    const names = past.kind === 'history' ? past.messages.map(({ message }) => message) : [];
    expect(names).toEqual([mail.recordId, ...comments, ...replies]);
  });

  it('all our notes about a message are found and deleted', async () => {
    const { mail } = await start();
    const { caseId: ticket, recordId: message } = mail;
    for (const writeKey of ['write-key-1', 'write-key-2', 'write-key-3'])
      await org.client.apply(enrichmentWrite({ ticket, sourceMessage: message, writeKey }), {
        priorAttempt: 'none',
      });

    const outcome = await org.client.redactCopies({ ticket, sources: [message], what: 'text' });

    expect(outcome).toMatchObject({ kind: 'applied' });
    const ours = org.standIn.feedOf(ticket).filter(({ InsertedById }) => InsertedById === orgIds.us);
    expect(ours).toEqual([]);
  });
});
