import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import * as z from 'zod/mini';
import { accountSettings } from '../../../connectors/account.ts';
import { requestTrackerSetUp } from '../../../connectors/request-tracker/setup/index.ts';
import { setUpDeps } from '../../support/own-side.ts';
import { rtName, signingSecret } from '../../support/request-tracker/config.ts';
import { skipsRequestTracker } from '../../support/request-tracker/installed.ts';
import { type MailInput, mailOf } from '../../support/request-tracker/mails.ts';
import type { Written } from '../../support/request-tracker/talk.ts';
import { openRequestTrackerWorld, type RequestTrackerWorld } from '../../support/request-tracker/world.ts';

/** One place at a time, and each in a ticket of its own: the tests share one RT and one stack. */
describe.skipIf(skipsRequestTracker)('a real Request Tracker beside the whole stack', () => {
  let world: RequestTrackerWorld;
  beforeAll(async () => {
    world = await openRequestTrackerWorld();
  });
  afterAll(async () => {
    await world?.stop();
  });

  const until = <Value>(look: () => Promise<Value>) => vi.waitFor(look, { timeout: 90_000, interval: 250 });
  const notesIn = (history: readonly Written[]) =>
    history.filter(({ type, creator }) => type === 'Comment' && creator === 'dragoman');
  const htmlOf = ({ parts }: Written) => parts.find(({ type }) => type === 'text/html')?.content ?? '';

  /** A customer's mail; gives the ticket that RT makes of it. */
  async function mailed(input: MailInput): Promise<string> {
    const before = (await world.rt.list('/tickets', { query: 'id > 0' })).map(({ id }) => id);
    await world.rt.mailIn(mailOf(input));
    const after = (await world.rt.list('/tickets', { query: 'id > 0' })).map(({ id }) => id);
    return after.find((id) => !before.includes(id));
  }
  const noted = (ticket: string, count = 1) =>
    until(async () => {
      const notes = notesIn(await world.rt.historyOf(ticket));
      expect(notes).toHaveLength(count);
      // RT sets the mark a moment after the note stands.
      expect(notes.map(({ fields }) => fields['Dragoman Write Key']?.length)).toEqual(notes.map(() => 1));
      return notes;
    });
  async function fieldsOf(ticket: string): Promise<Record<string, readonly string[]>> {
    const { json } = await world.rt.rest('root', 'GET', `/ticket/${ticket}`);
    return Object.fromEntries(json.CustomFields.map(({ name, values }: any) => [name, values]));
  }
  /** RT sets what goes with a comment one after the other, when the note stands already. */
  const hasFields = (ticket: string, fields: Record<string, readonly string[]>) =>
    until(async () => expect(await fieldsOf(ticket)).toMatchObject(fields));

  it('reads a Spanish mail with an HTML part, an encoded subject and a file: one note, and the fields', async () => {
    // Act
    const ticket = await mailed({
      from: 'ana@example.org',
      name: 'Ana García',
      subject: '¿Dónde está mi pedido?',
      text: 'Hola, ¿dónde está mi pedido #10023456?',
      html: '<p>Hola, ¿dónde está mi pedido <b>#10023456</b>?</p>',
      files: [{ name: 'factura ñ.pdf', type: 'application/pdf', base64: 'JVBERi0xLjQK' }],
    });
    const [note] = await noted(ticket);

    // Assess
    expect(htmlOf(note!)).toMatch(
      /^<p dir="ltr"><strong>Where is my order\?<\/strong><\/p><p dir="ltr">Hello, where is my order #10023456\?<\/p>/,
    );
    expect(htmlOf(note!)).toMatch(/1 attachment.*Spanish → English · machine translation/s);
    await hasFields(ticket, { 'Dragoman Language': ['es'], 'Dragoman Subject': ['Where is my order?'] });
    expect(note!.fields['Dragoman Source']).toEqual([
      world.relay.sent.find(({ json }) => json.ticket === ticket)?.json.transaction,
    ]);
  });

  it('reads Arabic, and Japanese in its old encoding', async () => {
    // Act
    const arabic = await mailed({
      from: 'omar@example.org',
      name: 'عمر',
      subject: 'طلبي',
      text: 'السلام عليكم. أين طلبي #10023456؟',
    });
    const japanese = await mailed({
      from: 'yamada@example.org',
      subject: '=?ISO-2022-JP?B?GyRCQ21KOCRLJEQkJCRGGyhC?=',
      text: { charset: 'iso-2022-jp', base64: 'GyRCO2QkTkNtSjgkTyRJJDMkSyQiJGokXiQ5JCshIxsoQg==' },
    });
    const notes = [...(await noted(arabic)), ...(await noted(japanese))];

    // Assess
    expect(notes.map(htmlOf)).toEqual([
      expect.stringMatching(/Where is my order #10023456\?.*Arabic → English/s),
      expect.stringMatching(/Where is my order\?.*Japanese → English/s),
    ]);
    await hasFields(japanese, { 'Dragoman Language': ['ja'] });
  });

  it('writes one note although the delivery came twice', async () => {
    // Prepare
    world.relay.deliverTimes(2);

    // Act
    const ticket = await mailed({
      from: 'luc@example.org',
      subject: 'Commande',
      text: 'Où est ma commande #10023456 ?',
    });
    world.relay.deliverTimes(1);
    await noted(ticket);
    await pause(1_500);

    // Assess
    expect(notesIn(await world.rt.historyOf(ticket))).toHaveLength(1);
  });

  it('writes no note under an automatic answer', async () => {
    // Act
    const ticket = await mailed({
      from: 'robot@example.org',
      subject: 'Fuera de la oficina',
      text: 'Estoy fuera de la oficina hasta el lunes y no tengo acceso a mi correo.',
      headers: { 'Auto-Submitted': 'auto-replied' },
    });
    await pause(1_500);

    // Assess
    expect(notesIn(await world.rt.historyOf(ticket))).toEqual([]);
  });

  it('sends an agent’s #translate from RT’s own editor as that agent, with the file, in the customer’s language', async () => {
    // Prepare
    const ticket = await mailed({
      from: 'eva@example.org',
      subject: 'Pedido',
      text: 'Mi pedido todavía no ha llegado.',
    });
    await noted(ticket);
    const marta = await world.rt.signIn('marta');

    // Act
    await marta.write(
      ticket,
      'comment',
      '<p>#translate Thank you for your message.</p><p>--&nbsp;<br />Marta, Support</p>',
      { name: '請求書.pdf', type: 'application/pdf', content: '%PDF-1.4 invoice' },
    );
    const reply = await until(async () => {
      const replies = (await world.rt.historyOf(ticket)).filter(({ type }) => type === 'Correspond');
      expect(replies).toHaveLength(1);
      return replies[0]!;
    });

    // Assess
    expect(reply.creator).toBe('marta');
    expect(htmlOf(reply)).toContain('Gracias por ponerse en contacto con nosotros.');
    expect(htmlOf(reply)).toContain('Marta, Support');
    expect(htmlOf(reply)).not.toContain('#translate');
    expect(reply.parts.filter(({ name }) => name !== '')).toMatchObject([
      { name: '請求書.pdf', type: 'application/pdf', content: '%PDF-1.4 invoice' },
    ]);
    const mails = world.rt.mailsOut().filter(({ to }) => to === 'eva@example.org');
    expect(
      mails.filter(({ raw }) => raw.includes('Gracias por ponerse en contacto con nosotros.')),
    ).toHaveLength(1);
  });

  it('tells the agent loudly when an answer does not go out', async () => {
    // Prepare
    const ticket = await mailed({
      from: 'ida@example.org',
      subject: 'Pedido',
      text: 'El número de seguimiento no funciona.',
    });
    await noted(ticket);
    await world.rt.rest('marta', 'PUT', `/ticket/${ticket}`, { Status: 'stalled' });

    // Act
    await world.rt.rest('marta', 'POST', `/ticket/${ticket}/comment`, {
      Content: '<p>#translate Thank you, {{customer.name}}.</p>',
      ContentType: 'text/html',
    });
    const notes = await noted(ticket, 2);

    // Assess
    expect(htmlOf(notes[1]!)).toContain('Not sent to the customer');
    expect((await world.rt.historyOf(ticket)).filter(({ type }) => type === 'Correspond')).toEqual([]);
    await hasFields(ticket, { 'Dragoman Tags': ['dm_reply_failed'] });
    await until(async () => {
      const { json } = await world.rt.rest('root', 'GET', `/ticket/${ticket}`);
      expect(json.Status).toBe('open');
    });
  });

  it('repairs a hook that was lost, by its catch-up', async () => {
    // Prepare
    world.relay.deliverTimes(0);

    // Act
    const ticket = await mailed({
      from: 'rui@example.org',
      subject: 'Pedido',
      text: 'Onde está o meu pedido #20034567?',
    });
    world.relay.deliverTimes(1);
    const [note] = await noted(ticket);

    // Assess
    expect(htmlOf(note!)).toContain('Where is my order #20034567?');
  });

  it('loses nothing when RT dies in the middle and comes back', async () => {
    // Act
    const ticket = await mailed({
      from: 'pia@example.org',
      subject: 'Ordine',
      text: "Dov'è il mio ordine #10023456?",
    });
    await world.rt.kill();
    await pause(2_000);
    await world.rt.start();
    await noted(ticket);
    await pause(1_500);

    // Assess
    expect(notesIn(await world.rt.historyOf(ticket))).toHaveLength(1);
  });

  it('does not answer itself: nothing more is written when nobody writes any more', async () => {
    // Prepare
    await until(async () => {
      expect(world.stack.queueDepths().filter(({ messages }) => messages > 0)).toEqual([]);
    });
    const before = await world.rt.transactionCount();

    // Act
    await pause(4_000);

    // Assess
    expect(await world.rt.transactionCount()).toBe(before);
    expect(world.relay.sent.filter(({ json }) => json.creator === 'dragoman')).toEqual([]);
    // RT waits five seconds for our answer. On a busy machine it may come later: the catch-up then finds what the hook told of.
    expect(world.rt.log()).not.toMatch(/Scrip .*(?:failed|died)|was not taken: (?!500 read timeout)/);
  });

  it('sees the note of the test message that connect writes, deletes its ticket, and mails nobody', async () => {
    // Prepare
    const { rt, stack } = world;
    const { dragoman = '', marta = '' } = rt.tokens;
    const before = rt.mailsOut().length;
    const settings = z.parse(accountSettings, {
      ...{ connector: 'request-tracker', account: rtName, baseUrl: rt.url, runtimeUserId: 'dragoman' },
      agentLanguages: { default: 'en' },
    });
    const secrets = {
      webhook: JSON.stringify({ signingSecrets: [signingSecret] }),
      api: JSON.stringify({ token: dragoman }),
    };
    const own = { stage: 'local', webhookUrl: stack.apiUrl, settings, secrets, intents: [] };
    // Act
    const { severity, what } = await requestTrackerSetUp.tryOut(
      { testToken: marta, testQueue: 'Support' },
      own,
      { ...setUpDeps, wait: pause, signal: new AbortController().signal },
    );
    // Assess
    expect({ severity, what }).toEqual({
      severity: 'ok',
      what: expect.stringMatching(
        /^A test message of a customer had its note after \d+ s; its ticket is deleted again\.$/,
      ),
    });
    expect(await rt.list('/tickets', { query: "Subject = 'Dragoman test'" })).toEqual([]);
    expect(rt.mailsOut().slice(before)).toEqual([]);
  });
});
