import { createVerify, generateKeyPairSync } from 'node:crypto';
import { afterEach, describe, expect, it } from 'vitest';
import type { AccountSettingsInput } from '../../../../connectors/account.ts';
import type { ReplyWrite, WriteOptions } from '../../../../connectors/contract.ts';
import { answer, clientAt, ids, now, replyWrite } from '../../../support/salesforce.ts';
import { type Reply, type ScriptedServer, startScriptedServer } from '../../../support/scripted-server.ts';

const data = '/services/data/v66.0';
const composite = `POST ${data}/composite`;
const query = `GET ${data}/query`;
const emailSimple = `POST ${data}/actions/standard/emailSimple`;
const newRow = `POST ${data}/sobjects/Dragoman_Write__c`;
const changeRow = `PATCH ${data}/sobjects/Dragoman_Write__c/${ids.row}`;
const token = 'POST /services/oauth2/token';

const page = (...records: readonly object[]) => ({ totalSize: records.length, done: true, records });
const rows = (...records: readonly object[]): Reply => ({ status: 200, body: page(...records) });
const part = (referenceId: string, httpStatusCode: number, body: unknown) => ({
  ...{ referenceId, httpStatusCode, body },
  httpHeaders: {},
});
const made = (id: string, status = 201): Reply => ({ status, body: { id, success: true, errors: [] } });
const changed: Reply = { status: 204 };
const mailed: Reply = {
  status: 200,
  body: [{ actionName: 'emailSimple', errors: null, isSuccess: true, outputValues: null }],
};
const refusedMail = (statusCode: string, status = 200): Reply => ({
  status,
  body: [
    {
      actionName: 'emailSimple',
      errors: [{ statusCode, message: 'made up', fields: [] }],
      isSuccess: false,
      outputValues: null,
    },
  ],
});

const incoming = {
  Subject: 'Paquete perdido',
  FromAddress: 'Ana@example.com',
  ToAddress: 'support@example.org',
  CcAddress: '"Doe, Luc" <luc@example.com>; support@example.org; kim@example.com, ana@example.com',
};
const outgoingEmail = {
  Id: '02sRM00000OutgoingYAE'.slice(0, 18),
  TextBody: null,
  HtmlBody: '<html><body><p>Su&nbsp;pedido sale hoy.</p><p>thread::made-up::</p></body></html>',
};
/** Of the key `reply-key-1`, and of another one. */
const mark = '<span id="dragoman-831d0eb1c1553c00f89b7aff4ba2b132"></span>';
const otherMark = '<span id="dragoman-6bdce3e9d89d8e573052aa8c2566415f"></span>';
const row = (changes: object = {}) => ({
  Id: ids.row,
  Source_Message__c: ids.post,
  Also_About__c: null,
  Record_Id__c: null,
  Kind__c: 'reply',
  CreatedDate: '2026-01-09T08:10:00.000+0000',
  LastModifiedDate: '2026-01-09T08:10:00.000+0000',
  ...changes,
});

type Facts = Readonly<Partial<Record<'case' | 'emails' | 'orgWide' | 'agent' | 'row', object>>>;
const facts = (changes: Facts = {}): Reply => {
  const answers = {
    case: page({
      Subject: 'Paquete perdido',
      Origin: 'Email',
      Contact: { Email: 'ana@example.com' },
      SuppliedEmail: null,
    }),
    emails: page(incoming),
    orgWide: page({ Address: 'Support@example.org' }),
    agent: page({ Username: 'marta@example.org', Name: 'Marta Agent' }),
    row: page(),
    ...changes,
  };
  return {
    status: 200,
    body: { compositeResponse: Object.entries(answers).map(([ref, body]) => part(ref, 200, body)) },
  };
};
const caseOf = (Origin: string, changes: object = {}) =>
  page({ Subject: 'Paquete perdido', Origin, Contact: null, SuppliedEmail: null, ...changes });

const script = (changes: Readonly<Record<string, readonly Reply[]>> = {}) => ({
  [token]: [answer('token')],
  [composite]: [facts()],
  [newRow]: [made(ids.row)],
  [changeRow]: [changed],
  [emailSimple]: [mailed],
  [query]: [rows(outgoingEmail)],
  ...changes,
});

const servers: ScriptedServer[] = [];
let server: ScriptedServer;
afterEach(async () => {
  await Promise.all(servers.splice(0).map((each) => each.stop()));
});

type Setup = Readonly<{
  vendor?: AccountSettingsInput['vendor'];
  secret?: object;
  priorAttempt?: WriteOptions['priorAttempt'];
  at?: Date;
}>;
async function open(
  changes: Readonly<Record<string, readonly Reply[]>>,
  { vendor = {}, secret, at = now }: Setup,
) {
  server = await startScriptedServer(script(changes));
  servers.push(server);
  return clientAt(server.url, { vendor }, { now: () => at, ...(secret ? { secret } : {}) });
}
async function reply(
  changes: Readonly<Record<string, readonly Reply[]>> = {},
  write: Partial<ReplyWrite> = {},
  setup: Setup = {},
) {
  const client = await open(changes, setup);
  return client.reply(replyWrite(write), { priorAttempt: setup.priorAttempt ?? 'none' });
}
const calls = () => server.seen.map(({ method, path }) => `${method} ${path}`);
const input = (index = 0) =>
  server.seen.filter(({ path }) => path.endsWith('/emailSimple'))[index]?.body.inputs[0];

describe('An answer by e-mail', () => {
  it('goes to the sender of the customers’ last e-mail and all in copy, from the address that they wrote to', async () => {
    // Act
    const outcome = await reply();

    // Assess
    expect(outcome).toEqual({ kind: 'applied', vendorRef: outgoingEmail.Id, wrote: ['reply'], missing: [] });
    expect(input()).toEqual({
      recipientAddresses: 'ana@example.com',
      ccAddresses: 'luc@example.com,kim@example.com',
      senderType: 'OrgWideEmailAddress',
      senderAddress: 'Support@example.org',
      emailSubject: 'Re: Paquete perdido',
      emailBody: `<p>Su pedido sale hoy.</p><p>Marta Agent</p>${mark}`,
      sendRichBody: true,
      relatedRecordId: ids.case,
      logEmailOnSend: true,
      addThreadingTokenToBody: true,
    });
  });

  it('has a row in the ledger before it goes, which then says what was sent', async () => {
    await reply();

    expect(calls()).toEqual([token, composite, newRow, emailSimple, query, changeRow]);
    expect(server.seen[2]?.body).toEqual({
      Key__c: 'reply-key-1',
      Case__c: ids.case,
      Source_Message__c: ids.post,
      Kind__c: 'reply',
    });
    expect(server.seen[5]?.body).toEqual({ Kind__c: 'reply', Record_Id__c: outgoingEmail.Id });
  });

  it('takes the note’s files along by their ids', async () => {
    const file = { contentType: 'application/pdf', bytes: 1, address: '/x', inline: false };
    const attachments = [
      { ...file, id: '068RM000001FileYAK', name: 'a.pdf' },
      { ...file, id: '068RM000002FileYAK', name: 'b.pdf' },
    ];

    await reply({}, { attachments });

    expect(input().attachmentId).toBe('068RM000001FileYAK,068RM000002FileYAK');
  });

  it.each([
    [
      'the settings name the sender',
      { orgWide: page() },
      { email: { sender: 'help@example.org' } },
      { senderAddress: 'help@example.org' },
    ],
    [
      'our address was in copy only',
      {
        emails: page({ ...incoming, ToAddress: 'luc@example.com', CcAddress: 'support@example.org' }),
        orgWide: page({ Address: 'sales@example.org' }, { Address: 'Support@example.org' }),
      },
      {},
      { senderAddress: 'Support@example.org' },
    ],
    [
      'our address stands in an earlier e-mail only',
      {
        emails: page({ ...incoming, ToAddress: 'list@example.com', CcAddress: null }, incoming),
        orgWide: page({ Address: 'sales@example.org' }, { Address: 'Support@example.org' }),
      },
      {},
      { senderAddress: 'Support@example.org' },
    ],
    [
      'they wrote to two of ours: from the one of the newest e-mail',
      {
        emails: page({ ...incoming, CcAddress: null }, { ...incoming, ToAddress: 'sales@example.org' }),
        orgWide: page({ Address: 'sales@example.org' }, { Address: 'Support@example.org' }),
      },
      {},
      { senderAddress: 'Support@example.org' },
    ],
    [
      'the org has one address, to which nobody wrote',
      { emails: page() },
      {},
      { recipientAddresses: 'ana@example.com', senderAddress: 'Support@example.org' },
    ],
    [
      'there is no e-mail: to the contact',
      { emails: page() },
      { email: { sender: 'help@example.org' } },
      { recipientAddresses: 'ana@example.com' },
    ],
    [
      'there is no contact either: to whoever filled in the form',
      { emails: page(), case: caseOf('Web', { SuppliedEmail: 'eva@example.com' }) },
      { email: { sender: 'help@example.org' } },
      { recipientAddresses: 'eva@example.com' },
    ],
    [
      'the last e-mail is one of ours that a rule forwarded',
      {
        emails: page(
          { ...incoming, FromAddress: 'support@example.org' },
          { ...incoming, FromAddress: 'luc@example.com' },
        ),
      },
      {},
      { recipientAddresses: 'luc@example.com', ccAddresses: 'kim@example.com,ana@example.com' },
    ],
    [
      'addresses have quotes in them, and around them',
      {
        emails: page({
          ...incoming,
          FromAddress: "O'Brien@example.com",
          CcAddress: "d'arcy@example.com; 'luc@example.com'; ana@example.com",
        }),
      },
      {},
      {
        recipientAddresses: "o'brien@example.com",
        ccAddresses: "d'arcy@example.com,luc@example.com,ana@example.com",
      },
    ],
    [
      'names in copy look like addresses: to none of those',
      {
        emails: page({
          ...incoming,
          CcAddress: 'Luc (old: luc@old.example) <luc@example.com>; "boss@corp.example" <kim@example.com>',
        }),
      },
      {},
      { ccAddresses: 'luc@example.com,kim@example.com' },
    ],
    [
      'a bounce came last: it has no reader',
      {
        emails: page(
          { ...incoming, FromAddress: 'mailer-daemon@example.net', CcAddress: null },
          { ...incoming, FromAddress: 'bounce@example.net', CcAddress: null, Headers: 'Return-Path: <>' },
          incoming,
        ),
      },
      {},
      { recipientAddresses: 'ana@example.com', ccAddresses: 'luc@example.com,kim@example.com' },
    ],
    [
      'somebody in copy is out of office',
      {
        emails: page(
          {
            ...incoming,
            Subject: 'Fuera de la oficina',
            FromAddress: 'luc@example.com',
            CcAddress: null,
            Headers: 'From: luc@example.com\nAuto-Submitted: auto-replied',
          },
          incoming,
        ),
      },
      {},
      {
        recipientAddresses: 'ana@example.com',
        ccAddresses: 'luc@example.com,kim@example.com',
        emailSubject: 'Re: Paquete perdido',
      },
    ],
    [
      'only machines have written: to the contact',
      { emails: page({ ...incoming, FromAddress: 'postmaster@example.net', CcAddress: null }) },
      {},
      { recipientAddresses: 'ana@example.com', emailSubject: 'Re: Paquete perdido' },
    ],
    [
      'somebody else wrote last: the requester gets it in copy, at the address that they write from',
      {
        emails: page(
          { ...incoming, FromAddress: 'luc@example.com', CcAddress: 'kim@example.com' },
          { ...incoming, FromAddress: 'ana.home@example.com' },
        ),
        case: caseOf('Email', {
          Contact: { Email: 'ana@example.com' },
          SuppliedEmail: 'ana.home@example.com',
        }),
      },
      {},
      { recipientAddresses: 'luc@example.com', ccAddresses: 'kim@example.com,ana.home@example.com' },
    ],
    [
      'somebody else wrote last, with the requester in copy',
      { emails: page({ ...incoming, FromAddress: 'luc@example.com', CcAddress: 'Ana@example.com' }) },
      {},
      { recipientAddresses: 'luc@example.com', ccAddresses: 'ana@example.com' },
    ],
    [
      'a further address of ours is in copy',
      {},
      { email: { ownAddresses: ['Kim@example.com'] } },
      { ccAddresses: 'luc@example.com' },
    ],
    [
      'the subject says already that it is an answer',
      { emails: page({ ...incoming, Subject: 'RE: Paquete' }) },
      {},
      { emailSubject: 'RE: Paquete' },
    ],
  ])('when %s', async (_, changes, vendor, expected) => {
    await reply({ [composite]: [facts(changes)] }, {}, { vendor });

    expect(input()).toMatchObject(expected);
  });

  describe('when a colleague has answered the case from their own mailbox', () => {
    const fromColleague = { ...incoming, FromAddress: 'Tom@example.org', CcAddress: 'eve@example.org' };
    const colleague = { Id: '005RM000001TomAYAS', Email: 'tom@example.org' };

    it('goes to the customer all the same', async () => {
      const outcome = await reply({
        [composite]: [facts({ emails: page(fromColleague, incoming) })],
        [query]: [rows(colleague), rows(outgoingEmail)],
      });

      expect(outcome.kind).toBe('applied');
      expect(input()).toMatchObject({
        recipientAddresses: 'ana@example.com',
        ccAddresses: 'luc@example.com,kim@example.com',
      });
      expect(server.seen[2]?.query.q).toBe(
        "SELECT Id, Email FROM User WHERE Email IN ('tom@example.org') AND UserType = 'Standard' AND IsActive = true LIMIT 200",
      );
    });

    it('goes to them where the case is about them; nobody is looked up', async () => {
      await reply({
        [composite]: [
          facts({
            emails: page(fromColleague, incoming),
            case: caseOf('Email', { SuppliedEmail: 'tom@example.org' }),
          }),
        ],
      });

      expect(input()).toMatchObject({
        recipientAddresses: 'tom@example.org',
        ccAddresses: 'eve@example.org',
      });
      expect(calls()).toEqual([token, composite, newRow, emailSimple, query, changeRow]);
    });

    it('goes to the contact, and not to the colleague who opened the case by forwarding their mail', async () => {
      const opened = { Contact: { Email: 'ana@example.com' }, SuppliedEmail: 'tom@example.org' };
      const emails = page({ ...fromColleague, CcAddress: 'tom@example.org' });

      await reply({
        [composite]: [facts({ emails, case: caseOf('Email', opened) })],
        [query]: [rows(colleague), rows(outgoingEmail)],
      });

      expect(input()).toMatchObject({ recipientAddresses: 'ana@example.com' });
      expect(input().ccAddresses).toBeUndefined();
    });

    it('has the contact in copy where somebody else answered that colleague', async () => {
      const opened = { Contact: { Email: 'ana@example.com' }, SuppliedEmail: 'tom@example.org' };
      const emails = page({ ...incoming, FromAddress: 'luc@example.com', CcAddress: 'tom@example.org' });

      await reply({
        [composite]: [facts({ emails, case: caseOf('Email', opened) })],
        [query]: [rows(colleague), rows(outgoingEmail)],
      });

      expect(input()).toMatchObject({
        recipientAddresses: 'luc@example.com',
        ccAddresses: 'tom@example.org,ana@example.com',
      });
    });

    it('waits where nobody can be looked up', async () => {
      const outcome = await reply({
        [composite]: [facts({ emails: page(fromColleague, incoming) })],
        [query]: [{ status: 503 }],
      });

      expect(outcome).toEqual({ kind: 'unavailable', status: 503 });
      expect(calls()).toEqual([token, composite, query]);
    });
  });

  it('says the author’s name only where the text does not', async () => {
    await reply({}, { html: '<p>Hola</p><p>Marta</p>', authorName: 'Marta' });

    expect(input().emailBody).toBe(`<p>Hola</p><p>Marta</p>${mark}`);
  });

  it.each([
    ['no-address', true, { emails: page(), case: caseOf('Email') }],
    ['no-sender', false, { orgWide: page() }],
    [
      'no-sender',
      false,
      { emails: page(), orgWide: page({ Address: 'sales@example.org' }, { Address: 'support@example.org' }) },
    ],
    [
      'too-many-recipients',
      true,
      {
        emails: page({
          ...incoming,
          CcAddress: Array.from({ length: 150 }, (_, index) => `c${index}@example.com`).join(';'),
        }),
      },
    ],
  ])(
    'that cannot go out is refused with the reason %s, and nothing is begun',
    async (code, expected, changes) => {
      const outcome = await reply({ [composite]: [facts(changes)] });

      expect(outcome).toEqual({ kind: 'refused', status: 0, code, expected });
      expect(calls()).toEqual([token, composite]);
    },
  );

  it.each([
    [
      'the day’s e-mails are used up',
      refusedMail('SINGLE_EMAIL_LIMIT_EXCEEDED'),
      { kind: 'refused', code: 'single-email-limit-exceeded' },
    ],
    [
      'the same with another status',
      refusedMail('INVALID_EMAIL_ADDRESS', 400),
      { kind: 'refused', code: 'invalid-email-address' },
    ],
    ['the calls are used up', answer('daily-limit'), { kind: 'throttled', retryAfterMs: 900_000 }],
    ['we have no right to send', answer('403'), { kind: 'unauthorised', status: 403 }],
  ])('when %s is known not to have gone, and its row says so', async (_, mail, expected) => {
    const outcome = await reply({ [emailSimple]: [mail] });

    expect(outcome).toMatchObject(expected);
    expect(calls().at(-1)).toBe(changeRow);
    expect(server.seen.at(-1)?.body).toEqual({ Kind__c: 'unsent' });
  });

  it.each([
    ['no answer', 'hang' as const],
    ['a broken connection', 'cut' as const],
    ['a gateway’s word', { status: 502 } as const],
    ['half an answer', { status: 200, body: [] } as const],
  ])('with %s may have gone: the row stays as it is', async (_, mail) => {
    const outcome = await reply({ [emailSimple]: [mail] });

    expect(outcome.kind).toBe('unavailable');
    expect(calls().at(-1)).toBe(emailSimple);
  });

  it('whose id is not to be had is sent all the same', async () => {
    const outcome = await reply({ [query]: [{ status: 500 }] });

    expect(outcome).toEqual({ kind: 'applied', vendorRef: ids.row, wrote: ['reply'], missing: [] });
  });
});

describe('An answer goes out once', () => {
  const again = { priorAttempt: 'unknown' } as const;

  it('when the row says what was sent', async () => {
    const outcome = await reply(
      { [composite]: [facts({ row: page(row({ Record_Id__c: outgoingEmail.Id })) })] },
      {},
      again,
    );

    expect(outcome).toEqual({ kind: 'already-applied', vendorRef: outgoingEmail.Id });
    expect(calls()).toEqual([token, composite]);
  });

  it('when only the e-mail itself stands in the case, found by its words; the row is told', async () => {
    const outcome = await reply({ [composite]: [facts({ row: page(row()) })] }, {}, again);

    expect(outcome).toEqual({ kind: 'already-applied', vendorRef: outgoingEmail.Id });
    expect(calls()).toEqual([token, composite, query, changeRow]);
    expect(server.seen[2]?.query.q).toBe(
      `SELECT Id, TextBody, HtmlBody FROM EmailMessage WHERE ParentId = '${ids.case}' AND Incoming = false AND CreatedDate >= 2026-01-09T08:10:00Z AND CreatedById IN ('${ids.us}', '${ids.agent}') ORDER BY CreatedDate DESC, Id DESC LIMIT 20`,
    );
  });

  it('when the e-mail bears its mark, whatever has become of its words', async () => {
    const other = { ...outgoingEmail, Id: '02sRM00000OtherMai', HtmlBody: '<p>Su pedido sale hoy.</p>' };
    const marked = { ...outgoingEmail, HtmlBody: `<p>Ihr Paket geht heute ab.</p>${mark}` };

    const outcome = await reply(
      { [composite]: [facts({ row: page(row()) })], [query]: [rows(other, marked)] },
      {},
      again,
    );

    expect(outcome).toEqual({ kind: 'already-applied', vendorRef: outgoingEmail.Id });
  });

  const long = 'Gracias por escribirnos, hemos recibido su mensaje y lo hemos leído con atención. '.repeat(5);
  it.each([
    ['a short answer stands inside of another e-mail', '<p>Sí</p>', '<p>Claro que sí, mañana.</p>'],
    ['a short answer is how another e-mail begins', '<p>Si</p>', '<p>Siento la demora.</p>'],
    ['it has files alone', '', '<p>Gracias por su paciencia.</p>'],
    [
      'another one begins with the same polite words',
      `<p>${long}</p><p>Sale hoy.</p>`,
      `<p>${long}</p><p>Sale mañana.</p>`,
    ],
    [
      'the same words bear the mark of another answer',
      '<p>Su pedido sale hoy.</p>',
      `<p>Su pedido sale hoy.</p>${otherMark}`,
    ],
  ])('and %s, which is not taken for it', async (_, html, stored) => {
    const other = { ...outgoingEmail, HtmlBody: stored };

    const outcome = await reply(
      { [composite]: [facts({ row: page(row()) })], [query]: [rows(other)] },
      { html },
      again,
    );

    expect(outcome.kind).toBe('applied');
    expect(calls()).toContain(emailSimple);
  });

  it('when a short answer stands in the case as a line of its own, sent by us or the agent', async () => {
    const short = {
      ...outgoingEmail,
      HtmlBody: '<html><body><p>S&iacute;</p><p>Marta Agent</p></body></html>',
    };

    const outcome = await reply(
      { [composite]: [facts({ row: page(row()) })], [query]: [rows(short)] },
      { html: '<p>Sí</p>' },
      again,
    );

    expect(outcome).toEqual({ kind: 'already-applied', vendorRef: outgoingEmail.Id });
    expect(server.seen[2]?.query.q).toBe(
      `SELECT Id, TextBody, HtmlBody FROM EmailMessage WHERE ParentId = '${ids.case}' AND Incoming = false AND CreatedDate >= 2026-01-09T08:10:00Z AND CreatedById IN ('${ids.us}', '${ids.agent}') ORDER BY CreatedDate DESC, Id DESC LIMIT 20`,
    );
  });

  it('when another e-mail went out in between, it is sent; the row is begun anew', async () => {
    const other = { ...outgoingEmail, HtmlBody: '<p>Gracias por su paciencia.</p>' };

    const outcome = await reply(
      { [composite]: [facts({ row: page(row()) })], [query]: [rows(other), rows(outgoingEmail)] },
      {},
      again,
    );

    expect(outcome.kind).toBe('applied');
    expect(calls()).toEqual([token, composite, query, changeRow, emailSimple, query, changeRow]);
  });

  it('when the try before may still be at work, it waits', async () => {
    const young = row({ LastModifiedDate: '2026-01-09T08:20:00.000+0000' });

    const outcome = await reply({ [composite]: [facts({ row: page(young) })], [query]: [rows()] }, {}, again);

    expect(outcome).toEqual({ kind: 'unavailable', status: null });
    expect(calls()).not.toContain(emailSimple);
  });

  it('when the try before is known to have come to nothing, it does not wait', async () => {
    const unsent = row({ Kind__c: 'unsent', LastModifiedDate: '2026-01-09T08:21:09.000+0000' });

    const outcome = await reply({ [composite]: [facts({ row: page(unsent) })] });

    expect(outcome.kind).toBe('applied');
    expect(calls()).toEqual([token, composite, changeRow, emailSimple, query, changeRow]);
  });

  it('when two tries begin at once, the second one waits for what comes of the first', async () => {
    const twice: Reply = {
      status: 400,
      body: [{ errorCode: 'DUPLICATE_VALUE', message: 'made up', fields: [] }],
    };

    const outcome = await reply({ [newRow]: [twice] });

    expect(outcome).toEqual({ kind: 'unavailable', status: null });
    expect(calls()).not.toContain(emailSimple);
  });

  it('when it cannot be looked for, it is not sent', async () => {
    const outcome = await reply(
      { [composite]: [facts({ row: page(row()) })], [query]: [answer('daily-limit')] },
      {},
      again,
    );

    expect(outcome).toEqual({ kind: 'unavailable', status: 429 });
    expect(calls()).not.toContain(emailSimple);
  });

  it.each([
    [
      'the row says so',
      { row: page(row({ Record_Id__c: outgoingEmail.Id })) },
      rows(),
      { kind: 'found', vendorRef: outgoingEmail.Id },
    ],
    [
      'it stands in the case',
      { row: page(row()) },
      rows(outgoingEmail),
      { kind: 'found', vendorRef: outgoingEmail.Id },
    ],
    ['it was never begun', {}, rows(outgoingEmail), { kind: 'absent' }],
    ['it was begun and is not there', { row: page(row()) }, rows(), { kind: 'absent' }],
    [
      'it may still be on its way',
      { row: page(row({ LastModifiedDate: '2026-01-09T08:21:00.000+0000' })) },
      rows(),
      { kind: 'unavailable', status: null },
    ],
  ])('and is found or not: %s', async (_, changes, found, expected) => {
    const client = await open({ [composite]: [facts(changes)], [query]: [found] }, {});

    expect(await client.findReply(replyWrite())).toEqual(expected);
    expect(calls()).not.toContain(emailSimple);
  });
});

describe('An answer as the agent', () => {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', {
    modulusLength: 2048,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  });
  const secret = { clientId: 'made-up-client', clientSecret: 'made-up-secret', privateKey };
  const agentToken: Reply = { status: 200, body: { access_token: 'made-up-agent-token' } };
  const grants = () =>
    server.seen.filter(({ path }) => path === '/services/oauth2/token').map(({ body }) => body);
  const decoded = (text: string) => JSON.parse(Buffer.from(text, 'base64url').toString());

  it('is sent with that agent’s own token, and needs no name under it', async () => {
    await reply({ [token]: [answer('token'), agentToken] }, {}, { secret });

    const mail = server.seen.find(({ path }) => path.endsWith('/emailSimple'));
    const others = server.seen.filter(({ path }) => path.startsWith(data) && !path.endsWith('/emailSimple'));
    expect(mail?.headers.authorization).toBe('Bearer made-up-agent-token');
    expect(mail?.body.inputs[0].emailBody).toBe(`<p>Su pedido sale hoy.</p>${mark}`);
    expect(new Set(others.map(({ headers }) => headers.authorization))).toEqual(
      new Set(['Bearer made-up-access-token']),
    );
  });

  it('has a token that an assertion asks for: of this app, for this agent, for two minutes, signed RS256', async () => {
    await reply(
      { [token]: [answer('token'), agentToken] },
      {},
      { secret: { ...secret, audience: 'https://test.salesforce.com' } },
    );

    const { grant_type, assertion } = grants()[1];
    const [header, claims, signature] = assertion.split('.');
    expect(grant_type).toBe('urn:ietf:params:oauth:grant-type:jwt-bearer');
    expect(decoded(header)).toEqual({ alg: 'RS256', typ: 'JWT' });
    expect(decoded(claims)).toEqual({
      iss: 'made-up-client',
      sub: 'marta@example.org',
      aud: 'https://test.salesforce.com',
      exp: 1767946990,
    });
    const verify = createVerify('RSA-SHA256').update(`${header}.${claims}`);
    expect(verify.verify(publicKey, signature, 'base64url')).toBe(true);
  });

  it('keeps the token for the next answer of the same agent', async () => {
    const client = await open({ [token]: [answer('token'), agentToken] }, { secret });

    await client.reply(replyWrite(), { priorAttempt: 'none' });
    await client.reply(replyWrite({ writeKey: 'reply-key-2' }), { priorAttempt: 'none' });

    expect(grants()).toHaveLength(2);
  });

  it.each([
    ['has not been let act by this app', { [token]: [answer('token'), answer('token-refused')] }, 0],
    ['may not send', { [token]: [answer('token'), agentToken], [emailSimple]: [answer('403'), mailed] }, 1],
  ])('who %s goes out as the runtime user, with the name under it', async (_, changes, mail) => {
    const outcome = await reply(changes, {}, { secret });

    expect(outcome.kind).toBe('applied');
    expect(input(mail).emailBody).toBe(`<p>Su pedido sale hoy.</p><p>Marta Agent</p>${mark}`);
    const used = server.seen.filter(({ path }) => path.endsWith('/emailSimple')).at(-1);
    expect(used?.headers.authorization).toBe('Bearer made-up-access-token');
  });

  it('waits while Salesforce gives no token; nothing is begun', async () => {
    const outcome = await reply({ [token]: [answer('token'), { status: 503 }] }, {}, { secret });

    expect(outcome).toEqual({ kind: 'unavailable', status: 503 });
    expect(calls()).not.toContain(newRow);
  });

  it('with a key that is none is somebody’s mistake, said without the key', async () => {
    await expect(reply({}, {}, { secret: { ...secret, privateKey: 'made-up-key' } })).rejects.toThrow(
      'The privateKey in the API secret of a Salesforce account is no RSA key in PEM.',
    );
  });
});

describe('An answer in the portal', () => {
  const vendor = { replyWays: { Web: 'feed-item', Portal: 'case-comment' } } as const;
  const posted = (id: string): Reply => ({
    status: 200,
    body: { compositeResponse: [part('post1', 201, { id, success: true, errors: [] })] },
  });
  const failing = (errorCode: string): Reply => ({
    status: 200,
    body: {
      compositeResponse: [part('post1', 400, [{ errorCode, message: 'made up', fields: ['CreatedById'] }])],
    },
  });
  const ofWeb = facts({ case: caseOf('Web') });
  const ofPortal = facts({ case: caseOf('PORTAL') });
  const subrequests = (index = 1): any[] =>
    server.seen.filter(({ path }) => path.endsWith('/composite'))[index]?.body.compositeRequest ?? [];

  it('is a post that the customer may read, in the agent’s name', async () => {
    const outcome = await reply({ [composite]: [ofWeb, posted(ids.post)] }, {}, { vendor });

    expect(outcome).toEqual({ kind: 'applied', vendorRef: ids.post, wrote: ['reply'], missing: [] });
    expect(subrequests()).toEqual([
      {
        method: 'POST',
        url: `${data}/sobjects/FeedItem`,
        referenceId: 'post1',
        body: {
          ParentId: ids.case,
          Type: 'TextPost',
          Visibility: 'AllUsers',
          IsRichText: true,
          Body: '<p>Su pedido sale hoy.</p>',
          CreatedById: ids.agent,
        },
      },
    ]);
    expect(calls()).toEqual([token, composite, newRow, composite, changeRow]);
  });

  it.each(['INVALID_FIELD_FOR_INSERT_UPDATE', 'INSUFFICIENT_ACCESS_OR_READONLY'])(
    'says the agent’s name where we may not post in it (%s)',
    async (code) => {
      const outcome = await reply({ [composite]: [ofWeb, failing(code), posted(ids.post)] }, {}, { vendor });

      expect(outcome).toMatchObject({ kind: 'applied', vendorRef: ids.post });
      expect(subrequests(2)[0]?.body).toMatchObject({
        Body: '<p>Su pedido sale hoy.</p><p>&nbsp;</p><p>Marta Agent</p>',
      });
      expect(subrequests(2)[0]?.body).not.toHaveProperty('CreatedById');
    },
  );

  it('has the note’s files as its own', async () => {
    const file = { name: 'a.pdf', contentType: 'application/pdf', bytes: 1, address: '/x', inline: false };

    await reply(
      { [composite]: [ofWeb, posted(ids.post)] },
      { attachments: [{ ...file, id: '068RM000001FileYAK' }] },
      { vendor },
    );

    expect(subrequests()[1]).toMatchObject({
      url: `${data}/sobjects/FeedAttachment`,
      body: { FeedEntityId: '@{post1.id}', Type: 'Content', RecordId: '068RM000001FileYAK' },
    });
  });

  it('is a published comment where the settings say so, its files shared by the case', async () => {
    const file = { name: 'a.pdf', contentType: 'application/pdf', bytes: 1, address: '/x', inline: false };
    const version = { Id: '068RM000001FileYAK', ContentDocumentId: '069RM000001FileYAK' };

    const outcome = await reply(
      { [composite]: [ofPortal, posted(ids.comment)], [query]: [rows(version)] },
      { attachments: [{ ...file, id: '068RM000001FileYAK' }] },
      { vendor },
    );

    expect(outcome).toMatchObject({ kind: 'applied', vendorRef: ids.comment });
    expect(subrequests().map(({ url, body }) => [url, body])).toEqual([
      [
        `${data}/sobjects/CaseComment`,
        { ParentId: ids.case, CommentBody: 'Su pedido sale hoy.\n\nMarta Agent', IsPublished: true },
      ],
      [
        `${data}/sobjects/ContentDocumentLink`,
        {
          ContentDocumentId: '069RM000001FileYAK',
          LinkedEntityId: ids.case,
          ShareType: 'V',
          Visibility: 'AllUsers',
        },
      ],
    ]);
  });

  it.each([
    [
      'post',
      ofWeb,
      { Id: ids.post, Body: '<p>Su pedido sale hoy.</p>', IsRichText: true },
      ids.post,
      "FROM CaseFeed WHERE ParentId = '500RM000002xyzAYAQ' AND CreatedDate >= 2026-01-09T08:10:00Z AND Visibility = 'AllUsers'",
    ],
    [
      'comment',
      ofPortal,
      { Id: ids.comment, CommentBody: 'Su pedido sale hoy.\n\nMarta Agent' },
      ids.comment,
      "FROM CaseComment WHERE ParentId = '500RM000002xyzAYAQ' AND CreatedDate >= 2026-01-09T08:10:00Z AND IsPublished = true",
    ],
  ])('that an earlier try left as a %s is found by its words', async (_, ofCase, found, id, soql) => {
    const begun = ofCase as Exclude<Reply, string>;
    const answers = (begun.body as { compositeResponse: { referenceId: string }[] }).compositeResponse.map(
      (each) => (each.referenceId === 'row' ? part('row', 200, page(row())) : each),
    );

    const outcome = await reply(
      { [composite]: [{ ...begun, body: { compositeResponse: answers } }], [query]: [rows(found)] },
      {},
      { vendor, priorAttempt: 'unknown' },
    );

    expect(outcome).toEqual({ kind: 'already-applied', vendorRef: id });
    expect(server.seen.find(({ path }) => path.endsWith('/query'))?.query.q).toContain(soql);
  });
});

describe('An answer in the portal is not taken for sent', () => {
  const vendor = { replyWays: { Web: 'feed-item' } } as const;
  const long = 'Gracias por escribirnos, hemos recibido su mensaje y lo hemos leído con atención. '.repeat(5);

  it.each([
    ['when a short one stands inside of another post', '<p>Sí</p>', '<p>Claro que sí, mañana.</p>'],
    [
      'when another post begins with the same polite words',
      `<p>${long}</p><p>Sale hoy.</p>`,
      `<p>${long}</p><p>Sale mañana.</p>`,
    ],
  ])('%s', async (_, html, Body) => {
    const client = await open(
      {
        [composite]: [facts({ case: caseOf('Web'), row: page(row()) })],
        [query]: [rows({ Id: ids.post, Body, IsRichText: true })],
      },
      { vendor },
    );

    expect(await client.findReply(replyWrite({ html }))).toEqual({ kind: 'absent' });
  });

  it('unless all of its first part is there, where it went in several; a long one is nobody else’s', async () => {
    const sentence = 'Gracias por escribirnos, hemos leído su mensaje con atención. ';
    const html = Array.from({ length: 5 }, () => `<p>${sentence.repeat(50)}</p>`).join('');
    const first = `${`<p>${sentence.repeat(50).trim()}</p>`.repeat(3)}<p><i>1/2</i></p>`;
    const client = await open(
      {
        [composite]: [facts({ case: caseOf('Web'), row: page(row()) })],
        [query]: [rows({ Id: ids.post, Body: first, IsRichText: true })],
      },
      { vendor },
    );

    expect(await client.findReply(replyWrite({ html }))).toEqual({ kind: 'found', vendorRef: ids.post });
    expect(server.seen.at(-2)?.query.q).not.toContain('CreatedById');
  });
});

describe('An answer into a chat', () => {
  it.each(['Chat', 'Messaging', 'WhatsApp'])(
    'of a case from %s is refused loudly: no call sends free text there',
    async (origin) => {
      const outcome = await reply({
        [composite]: [facts({ case: caseOf(origin, { Contact: { Email: 'ana@example.com' } }) })],
      });

      expect(outcome).toEqual({ kind: 'refused', status: 0, code: 'chat-unsupported', expected: true });
      expect(calls()).toEqual([token, composite]);
    },
  );

  it('of an origin that the settings send by e-mail is none', async () => {
    const setup = { vendor: { replyWays: { Messaging: 'email' } } } as const;

    const outcome = await reply({ [composite]: [facts({ case: caseOf('Messaging') })] }, {}, setup);

    expect(outcome.kind).toBe('applied');
  });
});

describe('An answer in a case', () => {
  it('that is gone is refused', async () => {
    const outcome = await reply({ [composite]: [facts({ case: page() })] });

    expect(outcome).toMatchObject({ kind: 'refused', code: 'ticket-not-found' });
  });

  it('waits when Salesforce asks for patience; after an unknown result that says nothing of the earlier try', async () => {
    const limited = { [composite]: [answer('daily-limit')] };

    expect(await reply(limited)).toEqual({ kind: 'throttled', retryAfterMs: 900_000 });
    expect(await reply(limited, {}, { priorAttempt: 'unknown' })).toEqual({
      kind: 'unavailable',
      status: 429,
    });
  });
});
