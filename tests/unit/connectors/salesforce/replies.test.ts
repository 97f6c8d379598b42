import { afterEach, describe, expect, it } from 'vitest';
import type { CatchUpOutcome, Interpretation, MessageHint } from '../../../../connectors/contract.ts';
import type { StandInOptions } from '../../../../infra/local/helpdesks/salesforce/index.ts';
import { interpretRelayed, relayedEvent } from '../../../support/salesforce.ts';
import {
  mailFromAna,
  meaningOfCallout,
  type Org,
  orgIds,
  startOrg,
} from '../../../support/salesforce-org.ts';

let org: Org;
afterEach(() => org?.stop());

const begin = Date.parse('2026-01-09T08:20:00.000Z');
let at = begin;
async function start(options: Partial<StandInOptions> = {}) {
  at = begin;
  org = await startOrg({ now: () => new Date(at), ...options });
}
const hint = (ticket: string, message: string): MessageHint => ({
  ...{ ticket, message, about: 'message-id', occurredAt: new Date(at).toISOString() },
  ticketFacts: {
    ...{ subject: null, status: null, priority: null, channel: null, tags: [], brand: null },
    ...{ group: null, form: null, requester: null, requesterLocale: null },
  },
});
const found = (page: CatchUpOutcome): readonly Interpretation[] => (page.kind === 'page' ? page.found : []);
const nameOf = (meaning: Interpretation): string => {
  if ('hint' in meaning) return meaning.hint.message;
  if ('comment' in meaning) return meaning.comment.message;
  return 'message' in meaning ? meaning.message.message : meaning.kind;
};

describe('A reply below a post', () => {
  it('of a customer means the same whether it is told by either way, read back or caught up with', async () => {
    // Prepare
    await start();
    const { caseId } = mailFromAna(org);
    const post = org.standIn.post(caseId, { by: orgIds.agent, text: 'On its way.', public: true });
    at += 3_600_000;

    // Act
    const reply = org.standIn.replyToPost(post.recordId, { by: orgIds.portalUser, text: '¿Cuándo llega?' });
    const read = await org.client.hydrate(hint(caseId, reply.recordId));
    const window = { since: new Date(at - 60_000), until: new Date(at + 60_000) };
    const page = await org.client.catchUp({ cursor: null, ...window });

    // Assess
    const expected = {
      kind: 'message',
      message: {
        ...{ ticket: caseId, message: reply.recordId, occurredAt: '2026-01-09T09:20:00.000Z' },
        ticketFacts: { requester: orgIds.contact, requesterLocale: 'es' },
        content: {
          author: { id: orgIds.contact, role: 'requester' },
          ...{ text: '¿Cuándo llega?', channel: 'feed', isFirst: false },
        },
      },
    };
    expect(reply.recordId).toMatch(/^0D7/);
    expect([org.meaningOf(reply), meaningOfCallout(reply, org.settings), read, ...found(page)]).toMatchObject(
      [expected, expected, expected, expected],
    );
    expect(org.standIn.violations()).toEqual([]);
  });

  it('of an agent is a command below an internal post, and none below one that the customer reads', async () => {
    await start();
    const { caseId } = mailFromAna(org);
    const internal = org.standIn.post(caseId, { by: orgIds.agent, text: 'Who answers?' });
    const open = org.standIn.post(caseId, { by: orgIds.agent, text: 'On its way.', public: true });

    const replies = [internal, open].map(({ recordId }) =>
      org.standIn.replyToPost(recordId, { by: orgIds.agent, text: '#translate Tomorrow.' }),
    );

    const read = await Promise.all(replies.map(({ recordId }) => org.client.hydrate(hint(caseId, recordId))));
    const expected = [
      { kind: 'staff-comment', comment: { isPublic: false, otherwise: 'private' } },
      { kind: 'staff-comment', comment: { isPublic: true, otherwise: 'agent-message' } },
    ];
    expect(replies.map((reply) => org.meaningOf(reply))).toMatchObject(expected);
    expect(read).toMatchObject(expected);
  });

  it('that is a command is read with its file and its author’s rights', async () => {
    await start();
    const { caseId } = mailFromAna(org);
    const post = org.standIn.post(caseId, { by: orgIds.agent, text: 'Who answers?' });
    const reply = org.standIn.replyToPost(post.recordId, {
      ...{ by: orgIds.agent, text: '#translate Here it is.' },
      file: { name: 'offer.pdf', base64: 'JVBERg==' },
    });

    expect(await org.client.readNote({ ticket: caseId, message: reply.recordId })).toMatchObject({
      note: {
        ...{ text: '#translate Here it is.', isPublic: false },
        author: { id: orgIds.agent, mayNotReply: null },
        attachments: [{ name: 'offer.pdf', bytes: 4 }],
      },
    });
    expect(org.standIn.violations()).toEqual([]);
  });

  it('that is deleted, alone or with its post, is withdrawn', async () => {
    await start();
    const { caseId } = mailFromAna(org);
    const post = org.standIn.post(caseId, { by: orgIds.agent, text: 'On its way.', public: true });
    const [one, other] = ['¿Cuándo?', '¿Hoy?'].map((text) =>
      org.standIn.replyToPost(post.recordId, { by: orgIds.portalUser, text }),
    );

    const alone = org.standIn.deleteRecord(one!.recordId, orgIds.portalUser);
    const withPost = org.standIn.deleteRecord(post.recordId, orgIds.agent);

    const withdrawn = [...alone.events, ...withPost.events].map((event) => org.meaningOf(event));
    const messages = withdrawn.map((each) =>
      each.kind === 'withdrawal' && each.withdrawal.withdrawn.what === 'text'
        ? each.withdrawal.withdrawn.message
        : each.kind,
    );
    expect(messages.toSorted()).toEqual([one!.recordId, other!.recordId, post.recordId].toSorted());
  });

  it('is part of the history', async () => {
    await start();
    const mail = mailFromAna(org);
    at += 60_000;
    const post = org.standIn.post(mail.caseId, { by: orgIds.agent, text: 'On its way.', public: true });
    at += 60_000;
    const reply = org.standIn.replyToPost(post.recordId, { by: orgIds.portalUser, text: '¿Cuándo?' });
    org.standIn.replyToPost(post.recordId, { by: orgIds.agent, text: 'Tomorrow.' });

    const history = await org.client.history({ ticket: mail.caseId, requester: orgIds.contact }, 10);

    const names = history.kind === 'history' ? history.messages.map(({ message }) => message) : [];
    expect(names).toEqual([mail.recordId, reply.recordId]);
    expect(org.standIn.violations()).toEqual([]);
  });
});

describe('The catch-up', () => {
  it('finds each reply once, window by window, though later ones change the same posts', async () => {
    await start();
    const { caseId } = mailFromAna(org);
    const posts = Array.from({ length: 130 }, (_, index) => {
      if (index % 40 === 0) at += 1_000;
      return org.standIn.post(caseId, { by: orgIds.agent, text: `Part ${index}`, public: true }).recordId;
    });
    const since = new Date(at + 1_000);
    const replyToAll = () =>
      posts.map((post, index) => {
        if (index % 50 === 0) at += 1_000;
        return org.standIn.replyToPost(post, { by: orgIds.portalUser, text: '¿Cuándo?' }).recordId;
      });
    const early = replyToAll();
    const until = new Date(at + 1_000);
    at += 60_000;
    const late = replyToAll();

    const seen: string[][] = [];
    let cursor: string | null = null;
    for (const end of [until, new Date(at)]) {
      const names: string[] = [];
      for (let isLast = false; !isLast; ) {
        const page: CatchUpOutcome = await org.client.catchUp({ cursor, since, until: end });
        if (page.kind !== 'page') throw new Error(page.kind);
        names.push(...page.found.map(nameOf));
        ({ cursor, isLast } = page);
      }
      seen.push(names.filter((name) => name.startsWith('0D7')).toSorted());
    }

    expect(seen).toEqual([early.toSorted(), late.toSorted()]);
    expect(org.standIn.violations()).toEqual([]);
  });

  it('finds the other e-mails of a change event that has several, of which the event hints at the first', async () => {
    await start();
    const [one, other] = ['Paquete', 'Factura'].map((subject) => mailFromAna(org, { subject }));
    const event = relayedEvent('email-created', ({ payload }) => {
      payload.ParentId = one!.caseId;
      payload.ChangeEventHeader.recordIds = [one!.recordId, other!.recordId];
    });

    const hinted = interpretRelayed(event);
    const window = { since: new Date(at - 60_000), until: new Date(at + 60_000) };
    const page = await org.client.catchUp({ cursor: null, ...window });

    expect(nameOf(hinted)).toBe(one!.recordId);
    expect(found(page).map(nameOf)).toEqual([one!.recordId, other!.recordId]);
  });
});
