import { afterEach, describe, expect, it } from 'vitest';
import type { EnrichmentWrite, MessageHint, ReplyWrite } from '../../../../connectors/contract.ts';
import type { StandInOptions } from '../../../../infra/local/helpdesks/salesforce/index.ts';
import { enrichmentWrite, replyWrite } from '../../../support/salesforce.ts';
import {
  losing,
  mailFromAna,
  meaningOfCallout,
  type Org,
  type OrgChanges,
  orgIds,
  startOrg,
} from '../../../support/salesforce-org.ts';

let org: Org;
afterEach(() => org?.stop());
const start = async (options: Partial<StandInOptions> = {}) => {
  org = await startOrg(options);
  return org;
};

const first = { priorAttempt: 'none' } as const;
const again = { priorAttempt: 'unknown' } as const;
const write = (caseId: string, changes: Partial<EnrichmentWrite> = {}) =>
  enrichmentWrite({ ticket: caseId, ...changes });
const answer = (caseId: string, changes: Partial<ReplyWrite> = {}) =>
  replyWrite({ ticket: caseId, author: orgIds.agent, ...changes });
const notesOf = (caseId: string) =>
  org.standIn
    .feedOf(caseId)
    .filter(({ Type, InsertedById }) => Type === 'TextPost' && InsertedById === orgIds.us);
const rows = () => org.standIn.records('Dragoman_Write__c');
const received = (caseId: string) => org.standIn.whatTheCustomerReceived(caseId);

const hintOf = (ticket: string): MessageHint => ({
  ...{ ticket, message: ticket, about: 'message-id', occurredAt: '2026-01-09T08:21:07.000Z' },
  ticketFacts: {
    ...{ subject: null, status: null, priority: null, channel: null, tags: [], brand: null },
    ...{ group: null, form: null, requester: null, requesterLocale: null },
  },
});

describe('In an org that has our package', () => {
  it('a mail becomes a note, fields and tags by one call', async () => {
    // Prepare
    await start();
    const { caseId, recordId } = mailFromAna(org);

    // Act
    const outcome = await org.client.apply(
      write(caseId, { sourceMessage: recordId, addTags: ['dm_budget'] }),
      first,
    );

    // Assess
    const [note] = notesOf(caseId);
    expect(outcome).toEqual({
      kind: 'applied',
      vendorRef: note?.Id,
      wrote: ['note', 'fields', 'tags'],
      missing: [],
    });
    expect(note).toMatchObject({
      Body: '<p>Where is my order?</p>',
      Visibility: 'InternalUsers',
      IsRichText: true,
    });
    expect(org.standIn.record(caseId)).toMatchObject({
      Dragoman_Language__c: 'es',
      Dragoman_Sentiment__c: 'NEGATIVE',
      Dragoman_Intent__c: 'Refund',
      Dragoman_Subject__c: 'Lost parcel',
    });
    expect(org.standIn.records('Dragoman_Tag__c')).toMatchObject([{ Tag__c: 'dm_budget', Case__c: caseId }]);
    expect(rows()).toMatchObject([
      { Key__c: 'write-key-1', Record_Id__c: note?.Id, Source_Message__c: recordId },
    ]);
    expect(org.standIn.violations()).toEqual([]);
  });

  it('is written once, however often it is tried and whatever is lost on the way', async () => {
    await start();
    const { caseId } = mailFromAna(org);
    const client = org.clientWith({ http: losing((path) => path.endsWith('/composite')) });

    const outcomes = [
      await client.apply(write(caseId), first),
      await client.apply(write(caseId), again),
      await client.apply(write(caseId), first),
    ];

    const [note] = notesOf(caseId);
    expect(outcomes).toEqual([
      { kind: 'unavailable', status: null },
      { kind: 'already-applied', vendorRef: note?.Id },
      { kind: 'already-applied', vendorRef: note?.Id },
    ]);
    expect(notesOf(caseId)).toHaveLength(1);
    expect(org.standIn.violations()).toEqual([]);
  });

  it('a rule of the org that forbids the fields leaves nothing behind; the note alone goes in', async () => {
    await start();
    const { caseId } = mailFromAna(org);
    org.standIn.setValidationRules([{ object: 'Case', name: 'Closed_for_us', refuses: () => true } as any]);

    const refused = await org.client.apply(write(caseId), first);
    const none = { language: null, sentiment: null, intent: null, subject: null };
    const alone = await org.client.apply(write(caseId, { fields: none }), first);

    expect(refused).toMatchObject({
      kind: 'refused',
      status: 400,
      code: 'field-custom-validation-exception',
      expected: false,
    });
    expect(alone).toMatchObject({ kind: 'applied', wrote: ['note'] });
    expect(notesOf(caseId)).toHaveLength(1);
  });

  it('a long note in Arabic is posts that the feed takes, with nothing lost', async () => {
    await start();
    const { caseId } = mailFromAna(org);
    const noteHtml = `<p dir="rtl">${'أين طلبي رقم <span dir="ltr">#10023456</span>؟ '.repeat(400)}</p><p dir="ltr"><small>Spanish → Arabic</small></p>`;

    const outcome = await org.client.apply(write(caseId, { noteHtml }), first);

    expect(outcome).toMatchObject({ kind: 'applied', wrote: ['note', 'fields'] });
    const text = notesOf(caseId)
      .map(({ Body }) => String(Body))
      .join('');
    expect(text.match(/#10023456/g)).toHaveLength(400);
    expect(org.standIn.violations()).toEqual([]);
  });

  it('a note may be comments, each of 4,000 bytes at most', async () => {
    await start();
    const { caseId } = mailFromAna(org);
    const client = org.clientWith({ vendor: { note: 'case-comment' } });

    const outcome = await client.apply(
      write(caseId, { noteHtml: `<p dir="ltr">${'我的订单在哪里？'.repeat(400)}</p>` }),
      first,
    );

    expect(outcome).toMatchObject({ kind: 'applied' });
    expect(org.standIn.records('CaseComment').map(({ IsPublished }) => IsPublished)).toEqual([
      false,
      false,
      false,
    ]);
    expect(org.standIn.violations()).toEqual([]);
  });

  it.each([['feed-item'], ['case-comment']])(
    'what a customer writes like a reference is text in a note, a field and an answer (%s)',
    async (way) => {
      await start();
      const { caseId } = mailFromAna(org, { text: 'Hola' });
      org.standIn.setFields(caseId, orgIds.agent, { Origin: 'Web' });
      const client = org.clientWith({
        vendor: { note: way, replyWays: { web: way } },
        withoutKey: true,
      } as any);
      const fields = {
        language: 'es',
        sentiment: null,
        intent: '@{nobody.id}',
        subject: 'Ref @{row1.id} a@{b.c}',
      };

      const outcomes = [
        await client.apply(write(caseId, { noteHtml: '<p>x@{nobody.id} @{}</p>', fields }), first),
        await client.reply(
          answer(caseId, { html: '<p>Use @{nobody.id}.</p>', text: 'Use @{nobody.id}.' }),
          first,
        ),
      ];

      expect(outcomes).toMatchObject([{ kind: 'applied', wrote: ['note', 'fields'] }, { kind: 'applied' }]);
      const texts =
        way === 'feed-item'
          ? org.standIn.records('FeedItem').map(({ Body }) => Body)
          : org.standIn.records('CaseComment').map(({ CommentBody }) => CommentBody);
      expect(texts.filter((text) => String(text).includes('nobody'))).toEqual([
        expect.stringContaining('x@\u2060{nobody.id} @\u2060{}'),
        expect.stringContaining('Use @\u2060{nobody.id}.'),
      ]);
      expect(org.standIn.record(caseId)).toMatchObject({
        Dragoman_Intent__c: '@\u2060{nobody.id}',
        Dragoman_Subject__c: 'Ref @\u2060{row1.id} a@\u2060{b.c}',
      });
    },
  );

  it('a priority is raised once, and not over somebody else’s', async () => {
    await start();
    const { caseId } = mailFromAna(org);
    const raise = { priority: { to: 'high', onlyFrom: [null, 'normal'] } } as const;

    const raised = await org.client.apply(write(caseId, raise), first);
    org.standIn.setFields(caseId, orgIds.agent, { Priority: 'Low' });
    const left = await org.client.apply(write(caseId, { ...raise, writeKey: 'write-key-2' }), first);

    expect([raised, left]).toMatchObject([
      { wrote: ['note', 'fields', 'priority'] },
      { wrote: ['note', 'fields'] },
    ]);
    expect(org.standIn.record(caseId)?.Priority).toBe('Low');
    expect(org.standIn.violations()).toEqual([]);
  });

  it('a reply that failed opens a closed case and says so by a tag', async () => {
    await start();
    const { caseId } = mailFromAna(org);
    org.standIn.setFields(caseId, orgIds.agent, { Status: 'Closed' });

    const outcome = await org.client.apply(
      write(caseId, {
        status: { to: 'open', onlyFrom: ['pending', 'solved'] },
        addTags: ['dm_reply_failed'],
      }),
      first,
    );

    expect(outcome).toMatchObject({ wrote: ['note', 'fields', 'tags', 'status'] });
    expect(org.standIn.record(caseId)?.Status).toBe('Working');
  });

  it('a locked case is come back to, and the used-up calls of a day are waited for', async () => {
    await start();
    const { caseId } = mailFromAna(org);
    org.standIn.lockRow(caseId, 1);

    const locked = await org.client.apply(write(caseId), first);
    org.standIn.setApiUsage({ used: 15_000, limit: 15_000 });
    const limited = await org.client.apply(write(caseId), first);

    expect(locked).toEqual({ kind: 'throttled', retryAfterMs: null });
    expect(limited).toEqual({ kind: 'throttled', retryAfterMs: 900_000 });
    expect(notesOf(caseId)).toEqual([]);
  });

  it.each([400, 412, 424, 500])(
    'with %i of what was undone a case that is locked is come back to',
    async (haltedStatus) => {
      await start({ haltedStatus });
      const { caseId } = mailFromAna(org);
      org.standIn.lockRow(caseId, 1);

      const outcomes = [
        await org.client.apply(write(caseId), first),
        await org.client.apply(write(caseId), first),
        await org.client.apply(write(caseId), first),
      ];

      expect(outcomes).toMatchObject([
        { kind: 'throttled', retryAfterMs: null },
        { kind: 'applied' },
        { kind: 'already-applied' },
      ]);
    },
  );

  it('a token that was revoked is renewed', async () => {
    await start();
    const { caseId } = mailFromAna(org);
    await org.client.apply(write(caseId), first);
    org.standIn.revokeSessions();

    const outcome = await org.client.apply(write(caseId, { writeKey: 'write-key-2' }), first);

    expect(outcome.kind).toBe('applied');
  });

  it.each([
    ['deleted', { kind: 'refused', status: 404, code: 'ticket-not-found', expected: true }],
    ['merged', { kind: 'moved', ticket: expect.stringMatching(/^500/) }],
  ])('a case that was %s is told as that', async (what, expected) => {
    await start();
    const { caseId } = mailFromAna(org);
    const other = mailFromAna(org, { subject: 'Otra cosa' });
    if (what === 'deleted') org.standIn.deleteCase(caseId, orgIds.agent);
    else org.standIn.mergeCases(caseId, other.caseId, orgIds.agent);

    expect(await org.client.apply(write(caseId), first)).toEqual(expected);
  });
});

describe('What the package tells', () => {
  it('of a mail is the same by relay and callout, and what is read back is the same message', async () => {
    await start();
    const mail = mailFromAna(org);
    const meaning = org.meaningOf(mail);

    const hint = org.meaningOf(org.standIn.changeEventFor(mail.recordId));
    const read = hint.kind === 'hint' ? await org.client.hydrate(hint.hint) : hint;

    expect(meaningOfCallout(mail, org.settings)).toEqual(meaning);
    expect(meaning).toMatchObject({
      kind: 'message',
      message: {
        ticket: mail.caseId,
        message: mail.recordId,
        content: { author: { id: orgIds.contact, role: 'requester' }, isFirst: true },
      },
    });
    // The event knows the language of the contact's login, the record knows the markup and how many files there are.
    const { ticketFacts, content, ...place } = meaning.kind === 'message' ? meaning.message : ({} as any);
    const { html, attachmentCount, ...told } = content;
    expect(read).toMatchObject({
      kind: 'message',
      message: { ...place, ticketFacts: { ...ticketFacts, requesterLocale: null }, content: told },
    });
  });

  it('of a change event with nothing but a header is found in its case', async () => {
    await start();
    const mail = mailFromAna(org);

    const hint = org.meaningOf(org.standIn.changeEventFor(mail.recordId, { gap: true }));
    const read = hint.kind === 'hint' ? await org.client.hydrate(hint.hint) : hint;

    expect(hint).toMatchObject({ kind: 'hint', hint: { ticket: mail.recordId } });
    expect(read).toMatchObject({ kind: 'message', message: { ticket: mail.caseId, message: mail.recordId } });
  });

  it('of what was written in a case that was merged since is read back in the case that it went into', async () => {
    await start();
    const mail = mailFromAna(org);
    const { caseId: into } = mailFromAna(org, { subject: 'Otra cosa' });
    const comment = org.standIn.comment(mail.caseId, {
      by: orgIds.portalUser,
      text: '¿Y bien?',
      public: true,
    });
    const post = org.standIn.post(mail.caseId, { by: orgIds.agent, text: '#translate Soon.' });
    const reply = org.standIn.replyToPost(post.recordId, { by: orgIds.portalUser, text: '¿Cuándo llega?' });
    org.standIn.mergeCases(mail.caseId, into, orgIds.agent);
    const records = [mail, comment, post, reply].map(({ recordId }) => recordId);

    const read = await Promise.all(
      records.map((message) => org.client.hydrate({ ...hintOf(mail.caseId), message })),
    );

    expect(read).toMatchObject([
      { kind: 'message', message: { ticket: into, message: mail.recordId } },
      { kind: 'message', message: { ticket: into, message: comment.recordId } },
      { kind: 'staff-comment', comment: { ticket: into, message: post.recordId } },
      { kind: 'message', message: { ticket: into, message: reply.recordId } },
    ]);
  });

  it('of what is in a deleted case is not read back', async () => {
    await start();
    const mail = mailFromAna(org);
    const post = org.standIn.post(mail.caseId, { by: orgIds.agent, text: 'Who answers?' });
    const reply = org.standIn.replyToPost(post.recordId, { by: orgIds.portalUser, text: '¿Cuándo llega?' });
    org.standIn.deleteCase(mail.caseId, orgIds.agent);

    const read = await Promise.all(
      [mail.recordId, reply.recordId].map((message) =>
        org.client.hydrate({ ...hintOf(mail.caseId), message }),
      ),
    );

    expect(read).toMatchObject([{ reason: 'not-found' }, { reason: 'not-found' }]);
  });

  it('of a colleague in copy is no requester’s, also in a case without a contact, told or read back', async () => {
    await start();
    const { caseId } = mailFromAna(org, { from: { address: 'luis@example.org', name: 'Luis' } });
    const mail = mailFromAna(org, {
      caseId,
      from: { address: 'eva@example.org', name: 'Eva' },
      text: 'Me too.',
    });

    const meanings = [
      org.meaningOf(mail),
      meaningOfCallout(mail, org.settings),
      await org.client.hydrate({ ...hintOf(caseId), message: mail.recordId }),
    ];

    const requester = expect.stringMatching(/^mail-/);
    const expected = {
      kind: 'message',
      message: { ticketFacts: { requester }, content: { author: { role: 'participant' } } },
    };
    expect(org.standIn.record(caseId)).toMatchObject({ ContactId: null, SuppliedEmail: 'luis@example.org' });
    expect(meanings).toMatchObject([expected, expected, expected]);
  });

  it('of who wrote from the address that opened the case is its requester’s, also when the contact has another', async () => {
    await start();
    const from = { address: 'ana.private@example.org', name: 'Ana' };
    const { caseId } = mailFromAna(org, { from });
    org.standIn.setFields(caseId, orgIds.agent, { ContactId: orgIds.contact });
    const mail = mailFromAna(org, { caseId, from: { address: 'Ana.Private@example.org' } });

    const told = [
      org.meaningOf(mail),
      meaningOfCallout(mail, org.settings),
      await org.client.hydrate({ ...hintOf(caseId), message: mail.recordId }),
    ];
    const past = await org.client.history({ ticket: caseId, requester: orgIds.contact }, 1);

    const author = { id: orgIds.contact, role: 'requester' };
    const expected = {
      kind: 'message',
      message: { ticketFacts: { requester: orgIds.contact }, content: { author } },
    };
    expect(told).toMatchObject([expected, expected, expected]);
    expect(past).toMatchObject({
      messages: [{ message: mail.recordId, author: orgIds.contact, role: 'requester' }],
    });
  });

  it('of a stranger is by the same name told, read back and in the past, however long their address is', async () => {
    await start();
    const { caseId } = mailFromAna(org);
    const address = `${'eva'.repeat(20)}@sales.department.of.example.org`;
    const mail = mailFromAna(org, { caseId, from: { address } });

    const told = [
      org.meaningOf(mail),
      await org.client.hydrate({ ...hintOf(caseId), message: mail.recordId }),
    ];
    const past = await org.client.history({ ticket: caseId, requester: orgIds.contact }, 1);

    // printf 'evaeva…eva@sales.department.of' (its first 80 characters) | openssl dgst -sha256 -hmac 00DRM000000Fxts2AC
    const id = 'mail-073238147fdfcfdeae1d5b8ad360b580';
    const expected = { kind: 'message', message: { content: { author: { id, role: 'participant' } } } };
    expect(told).toMatchObject([expected, expected]);
    expect(past).toMatchObject({ messages: [{ message: mail.recordId, author: id }] });
  });

  it('of the second mail of a minute is not that it opened the case, told or read back', async () => {
    await start();
    const { caseId, recordId } = mailFromAna(org);
    const second = mailFromAna(org, { caseId, text: 'Otra cosa' });

    const meanings = await Promise.all(
      [recordId, second.recordId].flatMap((message) => [
        org.meaningOf(org.standIn.eventFor(message)),
        org.client.hydrate({ ...hintOf(caseId), message }),
      ]),
    );

    const isFirst = (expected: boolean) => ({ message: { content: { isFirst: expected } } });
    expect(meanings).toMatchObject([isFirst(true), isFirst(true), isFirst(false), isFirst(false)]);
  });

  it('of an answer that a copy led back into its case is no message, told, read back or in the past', async () => {
    await start();
    const { caseId, recordId } = mailFromAna(org);
    const mail = mailFromAna(org, { caseId, from: { address: 'Support@example.com' }, text: 'It left.' });

    const told = [
      org.meaningOf(mail),
      meaningOfCallout(mail, org.settings),
      await org.client.hydrate({ ...hintOf(caseId), message: mail.recordId }),
    ];
    const past = await org.client.history({ ticket: caseId, requester: orgIds.contact }, 10);

    const expected = { kind: 'skipped', reason: 'agent-message' };
    expect(told).toMatchObject([expected, expected, expected]);
    expect(past.kind === 'history' && past.messages.map(({ message }) => message)).toEqual([recordId]);
    expect(org.standIn.violations()).toEqual([]);
  });

  it('of a comment in the portal is a message of the contact’s', async () => {
    await start();
    const { caseId } = mailFromAna(org);

    const meaning = org.meaningOf(
      org.standIn.comment(caseId, { by: orgIds.portalUser, text: '¿Alguna novedad?', public: true }),
    );

    expect(meaning).toMatchObject({
      message: {
        content: {
          author: { id: orgIds.contact, role: 'requester' },
          text: '¿Alguna novedad?',
          channel: 'portal',
        },
        ticketFacts: { requesterLocale: 'es' },
      },
    });
  });

  it('of an agent’s internal post is its text, which may be a command', async () => {
    await start();
    const { caseId } = mailFromAna(org);

    const meaning = org.meaningOf(
      org.standIn.post(caseId, { by: orgIds.agent, text: '#translate Your order\nships today.' }),
    );

    expect(meaning).toMatchObject({
      kind: 'staff-comment',
      comment: { author: orgIds.agent, text: '#translate Your order\nships today.', isPublic: false },
    });
  });

  it('of a web form is a hint, and what is read back a message of whoever filled it in', async () => {
    await start();
    const opened = org.standIn.openCase({
      subject: 'Factura',
      description: 'Hola, falta la factura.',
      origin: 'Web',
      suppliedEmail: 'eva@example.org',
    });

    const meaning = org.meaningOf(opened);
    const read = await org.client.hydrate({
      ...{
        ticket: opened.caseId,
        message: `first:${opened.caseId}`,
        occurredAt: '2026-01-09T08:21:08Z',
        about: 'first-message',
      },
      ticketFacts: {
        subject: null,
        status: null,
        priority: null,
        channel: null,
        tags: [],
        brand: null,
        group: null,
        form: null,
        requester: null,
        requesterLocale: null,
      },
    });

    const expected = {
      message: `first:${opened.caseId}`,
      content: {
        text: 'Hola, falta la factura.',
        isFirst: true,
        author: { role: 'requester', id: expect.stringMatching(/^mail-/) },
      },
    };
    const about = { message: `first:${opened.caseId}`, about: 'first-message' };
    expect([meaning, read]).toMatchObject([{ hint: about }, { message: expected }]);
  });

  it('of a correction by hand is a command, of ours nothing', async () => {
    await start();
    const { caseId } = mailFromAna(org);
    await org.client.apply(write(caseId), first);

    const meaning = org.meaningOf(
      org.standIn.setFields(caseId, orgIds.agent, { Dragoman_Language__c: 'pt-BR' }),
    );

    expect(meaning).toMatchObject({
      kind: 'command',
      command: { actor: orgIds.agent, command: { field: 'language', value: 'pt-BR' } },
    });
  });

  it('of a deleted case is a withdrawal', async () => {
    await start();
    const { caseId } = mailFromAna(org);

    expect(org.meaningOf(org.standIn.deleteCase(caseId, orgIds.agent))).toMatchObject({
      kind: 'withdrawal',
      withdrawal: { ticket: caseId, withdrawn: { what: 'conversation' } },
    });
  });
});

describe('An agent’s note', () => {
  it('is read with its author’s rights and its files', async () => {
    await start();
    const { caseId } = mailFromAna(org);
    const post = org.standIn.post(caseId, {
      by: orgIds.agent,
      text: '#translate Your order ships today.',
      files: [{ name: 'offer.pdf', base64: 'JVBERg==' }],
    });

    const outcome = await org.client.readNote({ ticket: caseId, message: post.recordId });

    expect(outcome).toMatchObject({
      kind: 'note',
      note: {
        author: { id: orgIds.agent, name: 'Marta Agent', mayNotReply: null },
        text: '#translate Your order ships today.',
        isPublic: false,
        attachments: [{ name: 'offer.pdf', bytes: 4 }],
      },
    });
  });

  it('of an author who has left is refused', async () => {
    await start();
    const { caseId } = mailFromAna(org);
    const post = org.standIn.post(caseId, { by: orgIds.agent, text: '#t Hello' });
    org.standIn.setUser({
      id: orgIds.agent,
      username: 'marta@example.com',
      lastName: 'Agent',
      email: 'marta@example.com',
      profile: 'agent',
      active: false,
    });

    const outcome = await org.client.readNote({ ticket: caseId, message: post.recordId });

    expect(outcome).toMatchObject({ kind: 'note', note: { author: { mayNotReply: 'departed' } } });
  });
});

describe('An answer', () => {
  it('by mail reaches sender and copies, as the agent, with the files and the token that brings their answer back', async () => {
    await start();
    const { caseId } = mailFromAna(org, { cc: ['luc@example.org', 'support@example.com'] });
    const post = org.standIn.post(caseId, {
      by: orgIds.agent,
      text: '#translate Here it is.',
      files: [{ name: 'offer.pdf', base64: 'JVBERg==' }],
    });
    const note = await org.client.readNote({ ticket: caseId, message: post.recordId });
    const attachments = note.kind === 'note' ? note.note.attachments : [];

    const outcome = await org.client.reply(answer(caseId, { attachments }), first);

    const [mail] = received(caseId);
    expect(outcome).toEqual({ kind: 'applied', vendorRef: mail?.recordId, wrote: ['reply'], missing: [] });
    expect(mail).toMatchObject({
      how: 'email',
      authorId: orgIds.agent,
      to: ['ana@example.org'],
      cc: ['luc@example.org'],
      subject: 'Re: Paquete perdido',
      attachments: [{ name: 'offer.pdf' }],
      threadingToken: expect.any(String),
    });
    expect(rows()).toMatchObject([{ Kind__c: 'reply', Record_Id__c: mail?.recordId }]);
    expect(org.standIn.violations()).toEqual([]);
  });

  it.each(['email', 'feed-item', 'case-comment'])(
    'whose file was deleted in between is refused with a reason that the agent understands (%s)',
    async (way) => {
      await start();
      const { caseId } = mailFromAna(org);
      const post = org.standIn.post(caseId, {
        by: orgIds.agent,
        text: '#translate Here it is.',
        files: [{ name: 'offer.pdf', base64: 'JVBERg==' }],
      });
      const note = await org.client.readNote({ ticket: caseId, message: post.recordId });
      const attachments = note.kind === 'note' ? note.note.attachments : [];
      for (const { id } of attachments) org.standIn.deleteRecord(id, orgIds.agent);
      const client = org.clientWith({ vendor: { replyWays: { email: way } } });

      const outcome = await client.reply(answer(caseId, { attachments }), first);

      expect(attachments).toHaveLength(1);
      expect(outcome).toEqual({ kind: 'refused', status: 404, code: 'file-unavailable', expected: true });
      expect(received(caseId)).toEqual([]);
      expect(rows()).toMatchObject([{ Kind__c: 'unsent' }]);
    },
  );

  it('without a key goes out as the runtime user, with the agent’s name under it', async () => {
    await start();
    const { caseId } = mailFromAna(org);

    await org.clientWith({ withoutKey: true }).reply(answer(caseId), first);

    expect(received(caseId)).toMatchObject([
      { authorId: orgIds.us, html: expect.stringContaining('<p>Marta Agent</p>') },
    ]);
  });

  it.each([
    ['the mail', (path: string) => path.endsWith('/emailSimple')],
    ['the row before it', (path: string) => path.endsWith('/sobjects/Dragoman_Write__c')],
    ['the row after it', (path: string) => path.includes('/sobjects/Dragoman_Write__c/')],
  ])('goes out once, though the answer to %s is lost', async (_, fits) => {
    let at = Date.parse('2026-01-09T08:21:10.000Z');
    const now = () => new Date(at);
    await start({ now });
    const { caseId } = mailFromAna(org);
    const client = org.clientWith({ http: losing(fits), now });

    const outcomes = [await client.reply(answer(caseId), first)];
    while (outcomes.at(-1)?.kind === 'unavailable' && outcomes.length < 5) {
      at += 60_000;
      outcomes.push(await client.reply(answer(caseId), again));
    }

    expect(['applied', 'already-applied']).toContain(outcomes.at(-1)?.kind);
    expect(received(caseId)).toHaveLength(1);
    expect(await client.findReply(answer(caseId))).toEqual({
      kind: 'found',
      vendorRef: received(caseId)[0]?.recordId,
    });
  });

  it('in the portal bears the agent’s name as a post', async () => {
    await start();
    const { caseId } = org.standIn.openCase({
      subject: 'Factura',
      description: 'Hola',
      origin: 'Web',
      createdBy: orgIds.portalUser,
      contactId: orgIds.contact,
    });
    const client = org.clientWith({ vendor: { replyWays: { web: 'feed-item' } }, withoutKey: true });

    const outcome = await client.reply(answer(caseId), first);

    expect(outcome).toMatchObject({ kind: 'applied', wrote: ['reply'] });
    expect(received(caseId)).toMatchObject([
      { how: 'portal', authorId: orgIds.agent, html: '<p>Su pedido sale hoy.</p>' },
    ]);
    expect(org.standIn.violations()).toEqual([]);
  });

  it('in the portal as a comment has the agent as its author where we have the key', async () => {
    await start();
    const { caseId } = org.standIn.openCase({
      subject: 'Factura',
      description: 'Hola',
      origin: 'Web',
      createdBy: orgIds.portalUser,
      contactId: orgIds.contact,
    });
    const client = org.clientWith({ vendor: { replyWays: { web: 'case-comment' } } });

    const outcome = await client.reply(answer(caseId), first);

    expect(outcome).toMatchObject({ kind: 'applied' });
    expect(received(caseId)).toMatchObject([
      { how: 'portal', authorId: orgIds.agent, text: 'Su pedido sale hoy.' },
    ]);
  });

  it('into a chat is refused loudly', async () => {
    await start();
    const { caseId } = org.standIn.openCase({ subject: 'Chat', description: 'Hola', origin: 'Chat' });

    expect(await org.client.reply(answer(caseId), first)).toMatchObject({
      kind: 'refused',
      code: 'chat-unsupported',
    });
    expect(received(caseId)).toEqual([]);
  });

  it('above the day’s mails is refused, and can be sent once there is room', async () => {
    await start({ singleEmailLimit: 0 });
    const { caseId } = mailFromAna(org);

    expect(await org.client.reply(answer(caseId), first)).toMatchObject({ kind: 'refused' });
    expect(rows()).toMatchObject([{ Kind__c: 'unsent' }]);
  });
});

describe('What was written', () => {
  const redact = (caseId: string, sources: readonly string[], changes: OrgChanges = {}) =>
    org.clientWith(changes).redactCopies({ ticket: caseId, sources, what: 'text' });

  it('is taken out again: the posts, and the fields that hold it', async () => {
    await start();
    const { caseId, recordId } = mailFromAna(org);
    await org.client.apply(write(caseId, { sourceMessage: recordId }), first);

    const outcomes = [await redact(caseId, [recordId]), await redact(caseId, [recordId])];

    expect(outcomes).toMatchObject([
      { kind: 'applied', wrote: ['note', 'fields'] },
      { kind: 'applied', wrote: ['fields'] },
    ]);
    expect(notesOf(caseId)).toEqual([]);
    expect(org.standIn.record(caseId)).toMatchObject({
      Dragoman_Subject__c: null,
      Dragoman_Language__c: 'es',
    });
  });

  it('stays where it is an answer and an agent tidies up the note that asked for it; the notice about it goes', async () => {
    await start();
    const { caseId } = mailFromAna(org);
    const note = org.standIn.post(caseId, { by: orgIds.agent, text: '#translate It leaves today.' });
    const vendor = { replyWays: { Email: 'feed-item' } } as const;
    const client = org.clientWith({ vendor });
    await client.reply(answer(caseId, { sourceMessage: note.recordId }), first);
    await client.apply(write(caseId, { sourceMessage: note.recordId }), first);

    const outcome = await redact(caseId, [note.recordId], { vendor });

    expect(outcome).toMatchObject({ kind: 'applied', wrote: ['note', 'fields'] });
    expect(notesOf(caseId)).toEqual([]);
    expect(received(caseId)).toMatchObject([{ html: '<p>Su pedido sale hoy.</p>' }]);
  });

  it('as a comment stays, and that is said', async () => {
    await start();
    const { caseId, recordId } = mailFromAna(org);
    const vendor = { note: 'case-comment' } as const;
    await org.clientWith({ vendor }).apply(write(caseId, { sourceMessage: recordId }), first);

    expect(await redact(caseId, [recordId], { vendor })).toMatchObject({
      kind: 'refused',
      code: 'case-comment-immutable',
      expected: false,
    });
  });
});

describe('The catch-up', () => {
  it('finds by two calls what nobody was told of, by the names that the deliveries have', async () => {
    let at = Date.parse('2026-01-09T08:20:00.000Z');
    const requests: string[] = [];
    await start({ now: () => new Date(at), onRequest: ({ path }) => void requests.push(path) });
    const mail = mailFromAna(org);
    at += 1_000;
    const comment = org.standIn.comment(mail.caseId, {
      by: orgIds.portalUser,
      text: '¿Alguna novedad?',
      public: true,
    });
    const post = org.standIn.post(mail.caseId, { by: orgIds.agent, text: '#translate Soon.' });
    const web = org.standIn.openCase({
      subject: 'Factura',
      description: 'Hola',
      origin: 'Web',
      suppliedEmail: 'eva@example.org',
    });
    const gone = mailFromAna(org, { subject: 'Otra' });
    at += 1_000;
    org.standIn.deleteCase(gone.caseId, orgIds.agent);
    at += 600_000;
    const window = { since: new Date('2026-01-09T08:00:00.000Z'), until: new Date(at) };

    const page = await org.client.catchUp({ cursor: null, ...window });

    const found = page.kind === 'page' ? page.found : [];
    const names = found.map((each) =>
      'hint' in each
        ? each.hint.message
        : 'message' in each
          ? each.message.message
          : 'comment' in each
            ? each.comment.message
            : 'withdrawal' in each
              ? each.withdrawal.ticket
              : each.kind,
    );
    expect(page).toMatchObject({ kind: 'page', isLast: true });
    expect(names).toEqual([
      mail.recordId,
      comment.recordId,
      post.recordId,
      `first:${web.caseId}`,
      gone.caseId,
    ]);
    expect(requests.filter((path) => path.includes('/composite'))).toHaveLength(2);
    const next = await org.client.catchUp({ cursor: page.kind === 'page' ? page.cursor : null, ...window });
    expect(next).toMatchObject({ kind: 'page', found: [], isLast: true });
    expect(org.standIn.violations()).toEqual([]);
  });

  it('goes through more than a page without losing or doubling one', async () => {
    let at = Date.parse('2026-01-09T08:20:00.000Z');
    await start({ now: () => new Date(at) });
    const { caseId } = mailFromAna(org);
    const written = Array.from({ length: 250 }, (_, index) => {
      if (index % 120 === 0) at += 1_000;
      return org.standIn.comment(caseId, { by: orgIds.portalUser, text: `Mensaje ${index}`, public: true })
        .recordId;
    });
    const window = { since: new Date('2026-01-09T08:00:00.000Z'), until: new Date(at + 600_000) };

    const seen: string[] = [];
    let cursor: string | null = null;
    for (let pages = 0; pages < 5; pages += 1) {
      const page: any = await org.client.catchUp({ cursor, ...window });
      seen.push(
        ...page.found.flatMap((each: any) => (each.kind === 'message' ? [each.message.message] : [])),
      );
      cursor = page.cursor;
      if (page.isLast) break;
    }

    expect(seen.toSorted()).toEqual(written.toSorted());
  });
});

describe('The history', () => {
  it('is what the customers wrote, in their order', async () => {
    let at = Date.parse('2026-01-09T08:20:00.000Z');
    await start({ now: () => new Date(at) });
    const mail = mailFromAna(org);
    at += 60_000;
    org.standIn.post(mail.caseId, { by: orgIds.agent, text: 'We look into it.' });
    at += 60_000;
    const comment = org.standIn.comment(mail.caseId, {
      by: orgIds.portalUser,
      text: '¿Alguna novedad?',
      public: true,
    });

    const history = await org.client.history({ ticket: mail.caseId, requester: orgIds.contact }, 10);

    expect(history).toMatchObject({ messages: [{ message: mail.recordId }, { message: comment.recordId }] });
    expect(org.standIn.violations()).toEqual([]);
  });
});
