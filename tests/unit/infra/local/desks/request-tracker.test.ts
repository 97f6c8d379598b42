import { expect, test } from 'vitest';
import type { Desk, DeskOptions, DeskWrites } from '../../../../../infra/local/desks/desk.ts';
import { openRequestTrackerDesk } from '../../../../../infra/local/desks/request-tracker/index.ts';
import { parseFaults } from '../../../../../infra/local/faults.ts';
import { Journal } from '../../../../../infra/local/journal.ts';
import { parseReplayFile } from '../../../../../infra/local/replay/input.ts';
import { startReceiver, stopAfterTest } from '../helpdesks/request-tracker/account.ts';

async function openDesk(options: Partial<DeskOptions> = {}) {
  const journal = new Journal();
  const desk = await openRequestTrackerDesk({
    ...{ accountId: null, intents: [], faults: parseFaults([]), journal, timeScale: 1 },
    ...options,
  });
  return { desk: stopAfterTest(desk), journal };
}

/** What the desk makes of the lines of a file, one after another. */
async function prepareAll(desk: Desk, lines: readonly object[]) {
  const prepared = [];
  for (const line of parseReplayFile(lines.map((each) => JSON.stringify(each)).join('\n'))) {
    prepared.push(await desk.prepare(line));
  }
  return prepared;
}

const apiOf = (desk: Desk) => {
  const { token, agentTokens } = JSON.parse(desk.secrets.api);
  return async (method: string, path: string, body: unknown, as: 'bot' | 'agent' = 'bot') => {
    const response = await fetch(`${desk.baseUrl}/REST/2.0${path}`, {
      method,
      headers: {
        authorization: `token ${as === 'bot' ? token : agentTokens.marta}`,
        'content-type': 'application/json',
        'x-amzn-trace-id': 'Root=1-5759e988-bd862e3fe1be46a994272793',
      },
      body: JSON.stringify(body),
    });
    return response.json();
  };
};

test('makes lines happen in RT, each told by the hook under RT’s own numbers', async () => {
  // Prepare
  const { desk } = await openDesk();

  // Act
  const prepared = await prepareAll(desk, [
    { ticket: 'a', subject: 'Hola', text: '¿Dónde está mi pedido?' },
    { ticket: 'a', text: 'Please ask again', from: 'agent', public: false },
    { ticket: 'a', html: '<p>Soon</p>', text: 'Soon', from: 'agent' },
    { ticket: 'a', text: 'Yo también', from: 'cc', author: 'eva', ticketStatus: 'solved' },
    { ticket: '7', comment: '900', text: 'Bonjour' },
  ]);

  // Assess
  const told = prepared.flatMap(({ deliveries }) => deliveries);
  expect(told).toMatchObject([
    { ticket: '1', type: 'Create', subject: 'Hola', creator: 'customer-of-a@example.org', status: 'new' },
    { ticket: '1', type: 'Comment', creator: 'marta', content: 'Please ask again', interface: 'Web' },
    { ticket: '1', type: 'Correspond', creator: 'marta', content: '<p>Soon</p>', content_type: 'text/html' },
    { ticket: '1', type: 'Correspond', creator: 'eva-in-a@example.org', status: 'resolved' },
    { ticket: '7', transaction: '900', type: 'Create', content: 'Bonjour' },
  ]);
  expect(prepared.map(({ ticket, message }) => [ticket, message])).toEqual(
    told.map((body: any) => [body.ticket, body.transaction]),
  );
});

test('tells again of a message that a line names again', async () => {
  // Prepare
  const { desk } = await openDesk();
  const line = { ticket: 'a', comment: 'first', text: 'Hola' };

  // Act
  const [once, again] = await prepareAll(desk, [line, line]);

  // Assess
  expect(again).toEqual(once);
  expect(desk.standIn.history(1).filter(({ type }) => type === 'Create')).toHaveLength(1);
});

test('opens a ticket for an agent whose line is its first, empty where the line is a comment', async () => {
  // Prepare
  const { desk } = await openDesk();

  // Act
  const [open, internal] = await prepareAll(desk, [
    { text: 'We called you', from: 'agent' },
    { text: '#translate Hello', from: 'agent', public: false },
  ]);

  // Assess
  expect(open!.deliveries).toMatchObject([
    { type: 'Create', creator: 'marta', requestor: 'customer-of-r1@example.org' },
  ]);
  expect(internal!.deliveries).toMatchObject([
    { type: 'Comment', creator: 'marta', content: '#translate Hello' },
  ]);
  expect(desk.standIn.history(2).map(({ type }) => type)).toEqual(['Create', 'EmailRecord', 'Comment']);
});

test('sets a field as an agent does, and tells nobody of what stands there already', async () => {
  // Prepare
  const { desk } = await openDesk();
  const edit = { ticket: 'a', edit: { field: 'language', value: 'gl' } };

  // Act
  const [, first, again] = await prepareAll(desk, [{ ticket: 'a', text: 'Ola' }, edit, edit]);

  // Assess
  expect(first).toMatchObject({
    message: null,
    deliveries: [{ event: 'field', field: 'Dragoman Language', value: 'gl' }],
  });
  expect(again!.deliveries).toEqual([]);
});

test.each([
  [{ text: 'x', channel: 'chat' }, 'line 1: channel: Request Tracker has no chats'],
  [{ text: 'x', public: false }, 'line 1: public: a mail of a customer is an answer'],
  [
    { ticket: 'none', edit: { field: 'intent', value: null } },
    'line 1: ticket: no earlier line has made none',
  ],
])('refuses a line that RT cannot have', async (line, message) => {
  // Prepare
  const { desk } = await openDesk();

  // Assess
  await expect(prepareAll(desk, [line])).rejects.toThrow(message);
});

test('makes what a recorded body tells of, so that it can be read back and written to', async () => {
  // Prepare
  const { desk } = await openDesk();
  const facts = {
    dragoman: 'request-tracker',
    rt_name: 'example.com',
    ticket: '40',
    queue: 'Support',
    subject: 'Hola',
  };
  const customer = { creator: 'ana@example.org', creator_privileged: false, requestor: 'ana@example.org' };
  const message = { ...facts, event: 'message', content_type: 'text/plain' };
  const bodies = [
    { ...message, ...customer, transaction: '510', type: 'Create', content: 'Hola' },
    {
      ...message,
      transaction: '520',
      type: 'Comment',
      content: 'note',
      creator: 'luis',
      creator_privileged: true,
    },
    {
      ...facts,
      event: 'field',
      transaction: '530',
      creator: 'luis',
      creator_privileged: true,
      field: 'Dragoman Language',
      value: 'gl',
    },
    { ...facts, event: 'deleted', transaction: '540', creator: 'luis', creator_privileged: true },
    { ...message, ...customer, ticket: '41', transaction: '550', type: 'Correspond', content: 'Otra' },
  ];

  // Act
  for (const body of bodies) {
    const line = { kind: 'raw', number: 1, connector: 'zendesk', body, deliver: {} } as any;
    const prepared = await desk.prepare({ ...line, connector: 'request-tracker' });
    expect(prepared.deliveries).toEqual([body]);
  }

  // Assess
  const rt = desk.standIn;
  expect(rt.history(40).map(({ id, type }) => [id, type])).toEqual([
    [510, 'Create'],
    [511, 'EmailRecord'],
    [520, 'Comment'],
    [521, 'CustomField'],
    [522, 'Status'],
  ]);
  expect(rt.ticket(40).status).toBe('deleted');
  expect(rt.transaction(550)).toMatchObject({ type: 'Correspond', objectId: 41 });
});

test('is the RT that a recorded body names, where nobody names another', async () => {
  // Prepare
  const rawBodies = [{}, { rt_name: 'rt.example.org', ticket: '40' }];

  // Act
  const desks = [
    await openDesk({ rawBodies: [{}] }),
    await openDesk({ rawBodies }),
    await openDesk({ rawBodies, accountId: 'other.example.com' }),
  ];

  // Assess
  expect(desks.map(({ desk }) => desk.settings.account)).toEqual([
    'example.com',
    'rt.example.org',
    'other.example.com',
  ]);
});

test('delivers to the address that it was connected to, and gives the trace that this started', async () => {
  // Prepare
  const { desk } = await openDesk();
  const receiver = await startReceiver();
  await desk.connect({ webhookUrl: receiver.url, partnerBus: null });
  const [prepared] = await prepareAll(desk, [{ text: 'Hola' }]);
  const how = { signature: 'good', ageSeconds: 0, contentType: 'application/json', times: 1 } as const;

  // Act
  const traces = await desk.deliver(prepared!.deliveries[0]!, how);

  // Assess
  expect(traces).toEqual(['1-0-1']);
  expect(receiver.received.map(({ json }) => json.content)).toEqual(['Hola']);
});

test('tells of what the API wrote in the words of a replay', async () => {
  // Prepare
  const { desk, journal } = await openDesk();
  await prepareAll(desk, [{ text: 'Hola' }]);
  const seen: DeskWrites[] = [];
  desk.onWrites((writes) => seen.push(writes));
  const api = apiOf(desk);

  // Act
  await api('POST', '/ticket/1/comment', { Content: '<p>Hello</p>', ContentType: 'text/html' });
  await api('PUT', '/ticket/1', {
    Priority: 'High',
    CustomFields: { 'Dragoman Language': 'es', 'Dragoman Tags': ['b', 'a'] },
  });
  const file = { FileName: 'r.pdf', FileType: 'application/pdf', FileContent: 'JVBERg==' };
  await api(
    'POST',
    '/ticket/1/correspond',
    { Content: 'Adiós\n<', ContentType: 'text/plain', Attachments: [file] },
    'agent',
  );

  // Assess
  expect(seen.map(({ writes }) => writes)).toEqual([
    [{ kind: 'note', id: expect.any(String), html: '<p>Hello</p>', public: false }],
    [
      { kind: 'priority', from: 'Low', to: 'High' },
      { kind: 'tags', added: ['a', 'b'], removed: [] },
      { kind: 'fields', values: { 'Dragoman Language': 'es' } },
    ],
    [
      {
        kind: 'reply',
        id: expect.any(String),
        authorId: 'marta',
        html: 'Adiós<br>&lt;',
        public: true,
        attachments: [{ name: 'r.pdf', contentType: 'application/pdf', bytes: 4 }],
      },
      { kind: 'status', from: 'new', to: 'open' },
    ],
  ]);
  expect(new Set(seen.map(({ traceId }) => traceId))).toEqual(
    new Set(['1-5759e988-bd862e3fe1be46a994272793']),
  );
  const calls = journal.entries().filter(({ kind }) => kind === 'helpdesk-call');
  expect(calls).toHaveLength(3);
  expect(calls[0]).toMatchObject({ helpdesk: 'request-tracker', method: 'POST', status: 201 });
});
