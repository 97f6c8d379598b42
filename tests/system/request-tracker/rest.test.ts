import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { AccountSettingsInput } from '../../../connectors/account.ts';
import type { Client } from '../../../connectors/contract.ts';
import { fetchSend, type HttpSend } from '../../../connectors/kit/http.ts';
import { skipsRequestTracker } from '../../support/request-tracker/installed.ts';
import { type RequestTracker, startRequestTracker } from '../../support/request-tracker/instance.ts';
import { mailOf } from '../../support/request-tracker/mails.ts';
import {
  clientAt,
  enrichmentWrite,
  hint,
  noFields,
  replyWrite,
} from '../../support/request-tracker-connector.ts';

const html = 'text/html';

/** Of what the vendor's REST interface does, that on which the connector relies or which it has to go round. */
describe.skipIf(skipsRequestTracker)('REST 2.0 of a real Request Tracker', () => {
  let rt: RequestTracker;
  beforeAll(async () => {
    // Nobody listens there: what the scrips send is lost.
    rt = await startRequestTracker({ hookUrl: 'http://127.0.0.1:9/', queues: 'Support, Billing' });
  });
  afterAll(async () => {
    await rt?.stop();
  });

  const clientOf = (options: { http?: HttpSend; account?: Partial<AccountSettingsInput> } = {}): Client => {
    const { dragoman: token, marta, nora } = rt.tokens;
    return clientAt(rt.url, options.account, {
      ...(options.http === undefined ? {} : { http: options.http }),
      secret: { token, agentTokens: { marta, nora } },
    });
  };
  /** As a network that breaks after RT has done what was asked of it. */
  const deaf: HttpSend = async (request) => {
    const answer = await fetchSend(request);
    return request.method === 'POST' && /\/(?:comment|correspond)$/.test(request.url)
      ? { kind: 'no-answer', why: 'network' }
      : answer;
  };
  async function mailed(subject = 'Pedido', text = 'Hola, ¿dónde está mi pedido?'): Promise<string> {
    await rt.mailIn(mailOf({ from: 'ana@example.org', subject, text }));
    const tickets = await rt.list('/tickets', { query: 'id > 0', orderby: 'id', order: 'DESC' });
    return tickets[0].id;
  }
  const firstOf = async (ticket: string) => (await rt.historyOf(ticket))[0]!.id;
  const ours = async (ticket: string, type: string, creator = 'dragoman') =>
    (await rt.historyOf(ticket)).filter((each) => each.type === type && each.creator === creator);
  const get = (path: string, login = 'dragoman') => rt.rest(login, 'GET', path);
  const put = (ticket: string, body: object, headers = {}, login = 'dragoman') =>
    rt.rest(login, 'PUT', `/ticket/${ticket}`, body, headers);
  const comment = (ticket: string, body: unknown, headers = {}, login = 'dragoman') =>
    rt.rest(login, 'POST', `/ticket/${ticket}/comment`, body, headers);
  const note = { Content: '<p>x</p>', ContentType: html };

  describe('the set-up', () => {
    it('says nothing and changes nothing when it is inserted again', async () => {
      // Act
      const printed = await rt.insertSetUp();

      // Assess
      expect(printed).not.toContain('Dragoman:');
    });

    it('holds for the queues that were named, and for no other', async () => {
      // Prepare
      const general = await rt.rest('root', 'POST', '/ticket', { Queue: 'General', Subject: 'x', ...note });
      await rt.mailIn(mailOf({ from: 'ana@example.org', subject: 'Factura', text: 'x' }), {
        queue: 'Billing',
      });
      const [billing] = await rt.list('/tickets', { query: "Queue = 'Billing'" });

      // Act
      const answers = await Promise.all([get(`/ticket/${general.json.id}`), get(`/ticket/${billing.id}`)]);

      // Assess
      expect(answers.map(({ status }) => status)).toEqual([403, 200]);
      expect(answers[1]!.json.CustomFields.map(({ name }: any) => name).sort()).toEqual([
        'Dragoman Intent',
        'Dragoman Language',
        'Dragoman Sentiment',
        'Dragoman Subject',
        'Dragoman Tags',
      ]);
      const lost = rt.log().match(/Dragoman: transaction \d+ was not taken/g) ?? [];
      expect(lost.length).toBeGreaterThan(0);
      expect(lost).not.toContain(`Dragoman: transaction ${await firstOf(general.json.id)} was not taken`);
    });

    it('makes a user without password and address', async () => {
      // Act
      const { json } = await get('/user/dragoman', 'root');

      // Assess
      expect(json).toMatchObject({ Name: 'dragoman', Privileged: 1, Lang: 'en' });
      expect(json.EmailAddress ?? '').toBe('');
    });

    it('keeps our two fields of transactions out of agents’ forms and histories', async () => {
      // Prepare
      const ticket = await mailed();
      await clientOf().apply(enrichmentWrite({ ticket, sourceMessage: await firstOf(ticket) }), {
        priorAttempt: 'none',
      });
      const marta = await rt.signIn('marta');

      // Act
      const [form, history] = [
        await marta.page(`/Ticket/Update.html?id=${ticket}&Action=Comment`),
        await marta.page(`/Helpers/TicketHistory?id=${ticket}`),
      ];

      // Assess
      expect(form).toContain('name="UpdateContent"');
      expect(history).toContain('Hello, where is my order #10023456?');
      expect(`${form}${history}`).not.toMatch(/Dragoman (?:Write Key|Source)/);
    });
  });

  describe('a write', () => {
    it('into a ticket that went to a queue of others is no matter of credentials', async () => {
      // Prepare
      const ticket = await mailed();
      const message = await firstOf(ticket);
      await rt.rest('root', 'PUT', `/ticket/${ticket}`, { Queue: 'General' });

      // Act
      const outcomes = [
        await clientOf().apply(enrichmentWrite({ ticket }), { priorAttempt: 'none' }),
        await clientOf().hydrate(hint({ ticket, message })),
        await clientOf().reply(replyWrite({ ticket }), { priorAttempt: 'none' }),
      ];

      // Assess
      expect(outcomes).toMatchObject([
        { kind: 'refused', code: 'ticket-not-visible', expected: true },
        { kind: 'skipped', reason: 'not-found' },
        { kind: 'unauthorised', status: 403 },
      ]);
    });

    it('of note, fields, tags, priority and status stands in the ticket as it was meant', async () => {
      // Prepare
      const ticket = await mailed();
      await put(ticket, { Status: 'stalled', CustomFields: { 'Dragoman Tags': ['kept'] } }, {}, 'marta');

      // Act
      const outcome = await clientOf().apply(
        enrichmentWrite({
          ticket,
          sourceMessage: await firstOf(ticket),
          writeKey: 'write#everything',
          fields: { language: 'es', sentiment: 'NEGATIVE', intent: 'Refund', subject: '注文 – où ?' },
          addTags: ['dm_reply_failed'],
          priority: { to: 'high', onlyFrom: [null] },
          status: { to: 'open', onlyFrom: ['pending'] },
        }),
        { priorAttempt: 'none' },
      );

      // Assess
      expect(outcome).toMatchObject({
        kind: 'applied',
        wrote: ['note', 'fields', 'tags', 'priority', 'status'],
        missing: [],
      });
      const { json } = await get(`/ticket/${ticket}`);
      expect(json).toMatchObject({ Status: 'open', Priority: '100' });
      const values = Object.fromEntries(json.CustomFields.map(({ name, values: held }: any) => [name, held]));
      expect(values).toMatchObject({
        'Dragoman Language': ['es'],
        'Dragoman Sentiment': ['NEGATIVE'],
        'Dragoman Intent': ['Refund'],
        'Dragoman Subject': ['注文 – où ?'],
        'Dragoman Tags': ['kept', 'dm_reply_failed'],
      });
    });

    it('of a translation into a field makes no comment', async () => {
      // Prepare
      const ticket = await mailed();
      const vendor = { translation: { to: 'field', field: 'Translation' } };

      // Act
      const outcome = await clientOf({ account: { vendor } }).apply(
        enrichmentWrite({ ticket, fields: noFields, noteHtml: '<p>どこ?<br>Où ?</p><p>–</p>' }),
        { priorAttempt: 'none' },
      );

      // Assess
      expect(outcome).toMatchObject({ kind: 'applied', wrote: ['note'], missing: [] });
      const { json } = await get(`/ticket/${ticket}`);
      const [text] = json.CustomFields.find(({ name }: any) => name === 'Translation').values;
      expect(text.replaceAll('\r', '')).toBe('どこ?\nOù ?\n\n–');
      expect(await ours(ticket, 'Comment')).toEqual([]);
    });

    it('whose answer was lost is not repeated', async () => {
      // Prepare
      const ticket = await mailed();
      const write = enrichmentWrite({
        ticket,
        sourceMessage: await firstOf(ticket),
        alsoAbout: ['7'],
        writeKey: "write#lost'1",
        fields: noFields,
      });

      // Act
      const first = await clientOf({ http: deaf }).apply(write, { priorAttempt: 'none' });
      const second = await clientOf().apply(write, { priorAttempt: 'unknown' });

      // Assess
      expect(first).toEqual({ kind: 'unavailable', status: null });
      expect(second).toMatchObject({ kind: 'already-applied', messages: [write.sourceMessage, '7'] });
      expect(await ours(ticket, 'Comment')).toHaveLength(1);
    });

    it('that never came through is done at the next try', async () => {
      // Prepare
      const ticket = await mailed();
      const write = enrichmentWrite({
        ticket,
        sourceMessage: await firstOf(ticket),
        writeKey: 'write#never',
      });

      // Act
      const outcome = await clientOf().apply(write, { priorAttempt: 'unknown' });

      // Assess
      expect(outcome).toMatchObject({ kind: 'applied' });
      expect(await ours(ticket, 'Comment')).toHaveLength(1);
    });

    it('is found by the messages that it is about, and what can go of it goes: the subject', async () => {
      // Prepare
      const ticket = await mailed();
      const sourceMessage = await firstOf(ticket);
      await clientOf().apply(enrichmentWrite({ ticket, sourceMessage, writeKey: 'write#redact' }), {
        priorAttempt: 'none',
      });

      // Act
      const outcomes = [
        await clientOf().redactCopies({ ticket, sources: [sourceMessage], what: 'text' }),
        await clientOf().redactCopies({ ticket, sources: ['1'], what: 'text' }),
      ];

      // Assess
      expect(outcomes).toMatchObject([
        { kind: 'refused', code: 'redaction-unsupported', expected: true },
        { kind: 'already-applied' },
      ]);
      const { json } = await get(`/ticket/${ticket}`);
      const subject = json.CustomFields.find(({ name }: any) => name === 'Dragoman Subject');
      expect(subject.values).toEqual([null]);
    });

    it('into a merged ticket is told where it went, and RT would silently write there', async () => {
      // Prepare
      const [one, other] = [await mailed(), await mailed()];
      await put(one, { MergeInto: Number(other) }, {}, 'marta');

      // Act
      const outcome = await clientOf().apply(enrichmentWrite({ ticket: one }), { priorAttempt: 'none' });
      const silently = await comment(one, note);

      // Assess
      expect(outcome).toEqual({ kind: 'moved', ticket: other });
      expect(silently.status).toBe(201);
      expect((await get(`/ticket/${one}`)).json.id).toBe(Number(other));
    });

    it('into a deleted or rejected ticket is left to us to refuse: an answer would bring it back', async () => {
      // Prepare
      const [deleted, rejected] = [await mailed(), await mailed()];
      await put(deleted, { Status: 'deleted' }, {}, 'marta');
      await put(rejected, { Status: 'rejected' }, {}, 'marta');

      // Act
      const outcomes = [
        await clientOf().apply(enrichmentWrite({ ticket: deleted }), { priorAttempt: 'none' }),
        await clientOf().reply(replyWrite({ ticket: deleted }), { priorAttempt: 'none' }),
        await clientOf().reply(replyWrite({ ticket: rejected }), { priorAttempt: 'none' }),
        await clientOf().apply(enrichmentWrite({ ticket: rejected, fields: noFields }), {
          priorAttempt: 'none',
        }),
      ];
      const statuses = [(await get(`/ticket/${deleted}`)).json.Status];
      await rt.rest('dragoman', 'POST', `/ticket/${deleted}/correspond`, note);
      statuses.push((await get(`/ticket/${deleted}`)).json.Status);

      // Assess
      expect(outcomes).toMatchObject([
        { kind: 'refused', code: 'ticket-deleted', expected: true },
        { kind: 'refused', code: 'ticket-deleted', expected: true },
        { kind: 'refused', code: 'ticket-closed', expected: true },
        // A note can say there what did not go out.
        { kind: 'applied', wrote: ['note'], missing: [] },
      ]);
      expect(statuses).toEqual(['deleted', 'open']);
    });
  });

  describe('an answer', () => {
    it('goes as the agent, files and names whole, and an image as a file', async () => {
      // Prepare
      const ticket = await mailed();
      const marta = await rt.signIn('marta');
      await marta.write(
        ticket,
        'comment',
        '<p>#t See <img src="data:image/png;base64,iVBORw0KGgo=" alt="x" /></p>',
        { name: '請求書 ñ.txt', type: 'text/plain', content: 'Grüße' },
      );
      const command = (await ours(ticket, 'Comment', 'marta'))[0]!.id;
      const read = await clientOf().readNote({ ticket, message: command });
      if (read.kind !== 'note') throw new Error(read.kind);

      // Act
      const outcome = await clientOf().reply(
        replyWrite({
          ticket,
          sourceMessage: command,
          writeKey: 'reply#files',
          html: read.note.html!.replace('#t See', 'Mire'),
          attachments: read.note.attachments,
        }),
        { priorAttempt: 'none' },
      );

      // Assess
      expect(read.note).toMatchObject({
        channel: 'web',
        isPublic: false,
        author: { id: 'marta', name: 'Marta Agent', signature: 'Marta, Support', mayNotReply: null },
      });
      expect(outcome).toMatchObject({ kind: 'applied' });
      const [reply] = await ours(ticket, 'Correspond', 'marta');
      expect(reply?.parts.filter(({ type }) => !type.startsWith('multipart/'))).toMatchObject([
        { type: html, content: '<p>Mire [image-1.png]</p>' },
        { type: 'text/plain', name: '請求書 ñ.txt', content: 'Grüße' },
        { type: 'image/png', name: 'image-1.png' },
      ]);
    });

    it('is found again by its mark', async () => {
      // Prepare
      const ticket = await mailed();
      const write = replyWrite({ ticket, sourceMessage: await firstOf(ticket), writeKey: 'reply#marked' });

      // Act
      const before = await clientOf().findReply(write);
      await clientOf({ http: deaf }).reply(write, { priorAttempt: 'none' });
      const after = await clientOf().findReply(write);
      const again = await clientOf().reply(write, { priorAttempt: 'unknown' });

      // Assess
      expect([before.kind, after.kind, again.kind]).toEqual(['absent', 'found', 'already-applied']);
      expect(await ours(ticket, 'Correspond', 'marta')).toHaveLength(1);
    });

    it('of an agent who may not modify fields is found by its words: RT says that it set the mark, and did not', async () => {
      // Prepare
      const ticket = await mailed();
      const write = replyWrite({
        ticket,
        author: 'nora',
        sourceMessage: await firstOf(ticket),
        writeKey: 'reply#unmarked',
      });

      // Act
      await clientOf({ http: deaf }).reply(write, { priorAttempt: 'none' });
      const said = await rt.rest('nora', 'POST', `/ticket/${ticket}/correspond`, {
        ...note,
        TxnCustomFields: { 'Dragoman Write Key': 'k' },
      });
      const again = await clientOf().reply(write, { priorAttempt: 'unknown' });

      // Assess
      const replies = await ours(ticket, 'Correspond', 'nora');
      expect(said.json).toContain('Custom fields updated');
      expect(replies.map(({ fields }) => fields['Dragoman Write Key'])).toEqual([[], []]);
      expect(again).toEqual({ kind: 'already-applied', vendorRef: replies[0]!.id });
    });
  });

  describe('what is read back', () => {
    it('is the message with both its forms, and nothing for a transaction that is not there', async () => {
      // Prepare
      await rt.mailIn(
        mailOf({
          from: 'ana@example.org',
          subject: '¿Dónde?',
          text: 'Hola',
          html: '<p>Hola</p>',
          files: [{ name: 'a.pdf', type: 'application/pdf', base64: 'JVBERi0=' }],
        }),
      );
      const [{ id: ticket }] = await rt.list('/tickets', { query: 'id > 0', orderby: 'id', order: 'DESC' });

      // Act
      const [whole, none] = [
        await clientOf().hydrate(hint({ ticket, message: await firstOf(ticket) })),
        await clientOf().hydrate(hint({ ticket, message: '99999' })),
      ];

      // Assess
      expect(whole).toMatchObject({
        kind: 'message',
        message: {
          ticketFacts: { subject: '¿Dónde?', group: 'Support', channel: 'email' },
          content: { text: 'Hola', html: '<p>Hola</p>', attachmentCount: 1, isFirst: true },
        },
      });
      expect(none).toMatchObject({ kind: 'skipped', reason: 'not-found' });
      expect((await get('/transaction/99999')).status).toBe(500);
    });

    it('is who is disabled, though only administrators are told', async () => {
      // Prepare
      const ticket = await mailed();
      await comment(ticket, note, {}, 'gone');
      const message = (await ours(ticket, 'Comment', 'gone'))[0]!.id;
      const before = await clientOf().readNote({ ticket, message });
      await rt.rest('root', 'DELETE', '/user/gone');

      // Act
      const after = await clientOf().readNote({ ticket, message });

      // Assess
      expect([before, after]).toMatchObject([
        { note: { author: { mayNotReply: null } } },
        { note: { author: { mayNotReply: 'departed' } } },
      ]);
      expect((await get('/user/gone')).json).not.toHaveProperty('Disabled');
    });

    it('is staff who are called by digits, which REST takes for a number', async () => {
      // Prepare
      const dora = { Name: '100234', RealName: 'Dora Digits', Privileged: 1 };
      const made = await rt.rest('root', 'POST', '/user', dora);
      const query = JSON.stringify([{ field: 'Name', value: '100234' }]);

      // Act
      const found = await get(`/users?${new URLSearchParams({ query, fields: 'id,Name' })}`);
      const byNumber = await get(`/user/${found.json.items[0].id}`);
      const byDigits = await get('/user/100234');
      await rt.rest('root', 'PUT', `/user/${made.json.id}`, { Disabled: 1 });
      const disabled = await get(
        `/users?${new URLSearchParams({ query, fields: 'id,Name', find_disabled_rows: '1' })}`,
      );

      // Assess
      expect(found.json.items).toMatchObject([{ Name: '100234' }]);
      expect(byNumber.json).toMatchObject(dora);
      expect(byDigits.status).toBe(404);
      expect(disabled.json.items).toMatchObject([{ Name: '100234' }]);
    });

    it('are the customers’ last messages, those of a merged ticket among them', async () => {
      // Prepare
      const [one, other] = [await mailed('Uno', 'Primero'), await mailed('Dos', 'Segundo')];
      await comment(other, note, {}, 'marta');
      await put(one, { MergeInto: Number(other) }, {}, 'marta');

      // Act
      const past = await clientOf().history({ ticket: other, requester: null }, 10);

      // Assess
      expect(past).toMatchObject({ messages: [{ text: 'Primero' }, { text: 'Segundo' }] });
    });
  });

  describe('the catch-up', () => {
    it('finds what was written since a time, whatever time zone our user has', async () => {
      // Prepare
      const since = new Date(Math.floor(Date.now() / 1000) * 1000);
      const ticket = await mailed();
      await comment(ticket, { Content: '<p>#help</p>', ContentType: html }, {}, 'marta');
      await comment(ticket, note);
      const until = new Date(Date.now() + 60_000);

      // Act
      const pages = [];
      for (const zone of ['Pacific/Kiritimati', 'Pacific/Midway', '']) {
        await rt.rest('root', 'PUT', '/user/dragoman', { Timezone: zone });
        pages.push(await clientOf().catchUp({ cursor: null, since, until }));
      }

      // Assess
      for (const page of pages) {
        if (page.kind !== 'page') throw new Error(page.kind);
        const mine = page.found.filter((each) => JSON.stringify(each).includes(`"ticket":"${ticket}"`));
        expect(mine).toMatchObject([
          { kind: 'hint', hint: { about: 'message-id', ticketFacts: { status: 'new', group: 'Support' } } },
          { kind: 'staff-comment', comment: { author: 'marta', text: '#help', isPublic: false } },
        ]);
      }
    });

    it('finds a ticket that was deleted', async () => {
      // Prepare
      const since = new Date(Math.floor(Date.now() / 1000) * 1000);
      const ticket = await mailed();
      await put(ticket, { Status: 'stalled' }, {}, 'marta');
      await put(ticket, { Status: 'deleted' }, {}, 'marta');
      const transaction = (await rt.historyOf(ticket)).at(-1)!.id;

      // Act
      const page = await clientOf().catchUp({ cursor: null, since, until: new Date(Date.now() + 60_000) });

      // Assess
      if (page.kind !== 'page') throw new Error(page.kind);
      const mine = page.found.filter((each) => JSON.stringify(each).includes(`"ticket":"${ticket}"`));
      expect(mine).toMatchObject([
        { kind: 'withdrawal', withdrawal: { message: `withdrawal:${transaction}`, actor: 'marta' } },
      ]);
    });

    it('goes on where it was, to the end', async () => {
      // Prepare
      const since = new Date(Date.now() - 3_600_000);
      const until = new Date(Date.now() + 60_000);
      const client = clientOf();
      const first = await client.catchUp({ cursor: null, since, until });
      if (first.kind !== 'page') throw new Error(first.kind);

      // Act
      const last = await client.catchUp({ cursor: first.cursor, since, until });
      const ticket = await mailed();
      const next = await client.catchUp({ cursor: first.cursor, since, until });

      // Assess
      expect(last).toEqual({ kind: 'page', found: [], cursor: first.cursor, isLast: true });
      expect(next).toMatchObject({ found: [{ kind: 'hint', hint: { ticket } }], isLast: false });
    });
  });

  describe('its pages', () => {
    it('keep the markup of a note, and show one of the largest size whole', async () => {
      // Prepare
      const ticket = await mailed();
      const words = 'word '.repeat(4_980);
      const large = `<p dir="rtl"><strong>אב</strong> <span dir="ltr">#1</span></p><p dir="ltr">${words}</p>`;
      await clientOf().apply(
        enrichmentWrite({ ticket, noteHtml: large, fields: noFields, writeKey: 'write#large' }),
        {
          priorAttempt: 'none',
        },
      );
      await comment(ticket, { Content: `<p>${'x '.repeat(13_000)}</p>`, ContentType: html });
      const marta = await rt.signIn('marta');

      // Act
      const page = await marta.page(`/Helpers/TicketHistory?id=${ticket}`);

      // Assess
      expect(Buffer.byteLength(large)).toBeGreaterThan(24_900);
      expect(page).toContain('<p dir="rtl"><strong>אב</strong> <span dir="ltr">#1</span></p>');
      expect(page.match(/word /g)?.length).toBeGreaterThan(4_900);
      expect(page).toContain('Message body is not shown because it is too large.');
    });
  });

  describe('traps', () => {
    it('If-Match: always 412 on a comment, on an update only when it is old', async () => {
      // Prepare
      const ticket = await mailed();
      const etag = (await get(`/ticket/${ticket}`)).headers.get('etag') ?? '';

      // Act
      const statuses = [
        (await comment(ticket, note, { 'if-match': etag })).status,
        (await put(ticket, { Priority: 1 }, { 'if-match': '"1"' })).status,
        (await put(ticket, { Priority: 1 }, { 'if-match': etag })).status,
        (await put(ticket, { Priority: 2 }, { 'if-match': etag })).status,
      ];

      // Assess
      expect(statuses).toEqual([412, 412, 200, 412]);
    });

    it('a 200 or 201 may be a refusal', async () => {
      // Prepare
      const ticket = await mailed();

      // Act
      const answers = [
        await put(ticket, { CustomFields: { Nope: 'x' } }),
        await put(ticket, { Priority: 60 }, {}, 'nora'),
        await comment(ticket, { ...note, Status: 'bogus' }),
        await comment(ticket, {}),
      ];

      // Assess
      expect(answers.map(({ status }) => status)).toEqual([200, 200, 201, 201]);
      expect(answers.map(({ json }) => json)).toEqual([
        [],
        [`Ticket ${ticket}: Permission Denied`],
        ['Comments added', "Status 'bogus' isn't a valid status for this ticket."],
        ['Comments added'],
      ]);
    });

    it('an unknown label lowers a priority to nothing', async () => {
      // Prepare
      const ticket = await mailed();
      await put(ticket, { Priority: 60 });

      // Act
      await put(ticket, { Priority: 'Urgent' });

      // Assess
      expect((await get(`/ticket/${ticket}`)).json.Priority).toBe('0');
    });

    it('a comment whose answer would have to tell of a field’s wide characters is written, and then there is no answer', async () => {
      // Prepare
      const ticket = await mailed();
      const before = (await ours(ticket, 'Comment')).length;

      // Act
      const answer = await comment(ticket, { ...note, CustomFields: { 'Dragoman Subject': '注文' } }).catch(
        () => 'no answer',
      );

      // Assess
      expect(answer).toBe('no answer');
      expect((await ours(ticket, 'Comment')).length).toBe(before + 1);
    });

    it('what is wrong with a request is told by odd statuses', async () => {
      // Prepare
      const ticket = await mailed();
      const bare = { method: 'GET', redirect: 'manual' } as const;

      // Act
      const statuses = [
        (await comment(ticket, { Content: 'x' })).status,
        (await comment(ticket, '{"Content":')).status,
        (await comment('99999', note)).status,
        (await get('/ticket/99999')).status,
        (await fetch(`${rt.url}/REST/2.0/rt`, { ...bare, headers: { authorization: 'Bearer x' } })).status,
        (await fetch(`${rt.url}/REST/2.0/rt`, { ...bare, headers: { 'user-agent': 'Mozilla/5.0' } })).status,
        (await rt.rest('root', 'DELETE', '/attachment/1')).status,
      ];

      // Assess
      expect(statuses).toEqual([400, 500, 400, 404, 401, 302, 405]);
    });

    it('a file’s name that is not ASCII is broken unless it is an encoded word', async () => {
      // Prepare
      const ticket = await mailed();
      const send = (name: string) =>
        rt.rest('marta', 'POST', `/ticket/${ticket}/correspond`, {
          ...note,
          Attachments: [{ FileName: name, FileType: 'text/plain', FileContent: 'eA==' }],
        });

      // Act
      await send('ñ.txt');
      await send('=?UTF-8?B?w7EudHh0?=');

      // Assess
      const replies = await ours(ticket, 'Correspond', 'marta');
      expect(replies.map(({ parts }) => parts.at(-1)?.name)).toEqual(['\ufffd.txt', 'ñ.txt']);
    });

    it('a page leaves out what we may not see, so that it may be empty though there is more; not so in a search of tickets alone', async () => {
      // Prepare
      const before = await firstOf(await mailed());
      await rt.rest('root', 'POST', '/ticket', { Queue: 'General', Subject: 'not for us', ...note });
      const visible = await firstOf(await mailed());
      const search = async (query: string) => {
        const parameters = new URLSearchParams({ query, per_page: '1', orderby: 'id' });
        return (await get(`/transactions?${parameters}`)).json;
      };

      // Act
      const any = await search(`Type = 'Create' AND id > ${before}`);
      const ofTickets = await search(`ObjectType = 'RT::Ticket' AND Type = 'Create' AND id > ${before}`);

      // Assess
      expect(any).toMatchObject({ items: [], total: null, pages: null });
      expect(ofTickets).toMatchObject({ items: [{ id: visible }], total: null, pages: null });
    });
  });
});
