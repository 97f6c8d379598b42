import { createHmac } from 'node:crypto';
import { expect, test } from 'vitest';
import { apiOf, mailOfAna, startAccount, startReceiver } from './account.ts';

async function accountWithHook(
  options: Parameters<typeof startAccount>[0] = {},
  script: Parameters<typeof startReceiver>[0] = [],
) {
  const receiver = await startReceiver(script);
  const rt = await startAccount({ now: () => new Date('2026-11-23T10:32:48Z'), ...options });
  rt.setHook({ url: receiver.url, secret: 'test-secret' });
  return { rt, received: receiver.received };
}

test('tells of a customer’s mail, signed over the time and the exact bytes', async () => {
  // Prepare
  const { rt, received } = await accountWithHook();

  // Act
  const { transactionId, delivered } = mailOfAna(rt, { html: '<p>Hola</p>' });
  await delivered;

  // Assess
  expect(received).toHaveLength(1);
  const { headers, raw, json } = received[0]!;
  expect(json).toEqual({
    attachments: 0,
    auto_submitted: null,
    content: 'Hola, no puedo entrar.',
    content_type: 'text/plain',
    created: '2026-11-23T10:32:48Z',
    creator: 'ana@example.org',
    creator_is_requestor: true,
    creator_privileged: false,
    dragoman: 'request-tracker',
    event: 'message',
    interface: 'Email',
    is_first: true,
    priority: '0',
    queue: 'Support',
    requestor: 'ana@example.org',
    requestor_lang: 'es',
    rt_name: 'example.com',
    status: 'new',
    subject: 'No puedo entrar',
    tags: [],
    ticket: '1',
    transaction: String(transactionId),
    type: 'Create',
    write_key: null,
  });
  expect(Object.keys(json)).toEqual(Object.keys(json).sort());
  expect(headers['x-dragoman-timestamp']).toBe('1795429968');
  const hex = createHmac('sha256', 'test-secret').update(`1795429968.${raw}`).digest('hex');
  expect(headers['x-dragoman-signature']).toBe(`v1=${hex}`);
});

test('is silent about the bot, and tells of what an agent does by the API once all of it is done', async () => {
  // Prepare
  const { rt, received } = await accountWithHook();
  await mailOfAna(rt).delivered;
  const message = {
    ...{ Content: '<p>Ya está</p>', ContentType: 'text/html' },
    TxnCustomFields: { 'Dragoman Write Key': 'key-1' },
  };

  // Act
  await apiOf(rt)('POST', '/ticket/1/correspond', message);
  await apiOf(rt, '1-31-agent')('POST', '/ticket/1/correspond', message);

  // Assess
  expect(received.slice(1).map(({ json }) => json)).toEqual([
    expect.objectContaining({
      type: 'Correspond',
      creator: 'marta',
      creator_privileged: true,
      content_type: 'text/html',
      interface: 'REST',
      write_key: 'key-1',
    }),
  ]);
});

test('tells of corrected fields and of deleted tickets, not of others', async () => {
  // Prepare
  const { rt, received } = await accountWithHook();
  await mailOfAna(rt).delivered;

  // Act
  await rt.setFieldByAgent(1, { agent: 'marta', field: 'Dragoman Language', value: 'gl' }).delivered;
  await rt.setFieldByAgent(1, { agent: 'marta', field: 'Dragoman Language', value: 'gl' }).delivered;
  await rt.setFieldByAgent(1, { agent: 'marta', field: 'Dragoman Language', value: null }).delivered;
  await rt.setFieldByAgent(1, { agent: 'marta', field: 'Dragoman Subject', value: 'x' }).delivered;
  await rt.setStatusByAgent(1, { agent: 'marta', status: 'stalled' }).delivered;
  await rt.deleteTicketByAgent(1, 'marta').delivered;

  // Assess
  expect(
    received.slice(1).map(({ json: { event, field, value, status } }) => ({ event, field, value, status })),
  ).toEqual([
    { event: 'field', field: 'Dragoman Language', value: 'gl', status: 'new' },
    { event: 'field', field: 'Dragoman Language', value: null, status: 'new' },
    { event: 'deleted', field: undefined, value: undefined, status: 'deleted' },
  ]);
});

test('leaves a text out that is too long, and counts files', async () => {
  // Prepare
  const { rt, received } = await accountWithHook();
  const files = [{ name: 'a.txt', contentType: 'text/plain', base64: 'YQ==' }];

  // Act
  await mailOfAna(rt, { text: '😀'.repeat(100_000), files }).delivered;
  await mailOfAna(rt, { text: `${'😀'.repeat(100_000)}.`, files }).delivered;

  // Assess
  expect(received.map(({ json }) => [json.content?.length ?? null, json.attachments])).toEqual([
    [200_000, 1],
    [null, 1],
  ]);
});

test('sends once only: what fails or is not answered in time is lost', async () => {
  // Prepare
  const { rt, received } = await accountWithHook({}, [500, 'hang']);

  // Act
  const results = [...(await mailOfAna(rt).delivered), ...(await mailOfAna(rt).delivered)];

  // Assess
  expect(results.map(({ status }) => status)).toEqual([500, null]);
  expect(received).toHaveLength(2);
});

test('loses or doubles a hook on demand', async () => {
  // Prepare
  const copies = [0, 2] as const;
  let told = 0;
  const { rt, received } = await accountWithHook({ hookCopies: () => copies[told++]! });

  // Act
  await mailOfAna(rt, { text: 'lost' }).delivered;
  await mailOfAna(rt, { text: 'twice' }).delivered;

  // Assess
  expect(received.map(({ json }) => json.content)).toEqual(['twice', 'twice']);
});

test('tells only of queues that have the scrips, and of nothing that is done in silence', async () => {
  // Prepare
  const { rt, received } = await accountWithHook({ hookQueues: ['Support'] });

  // Act
  await mailOfAna(rt, { queue: 'Hidden' }).delivered;
  const { hooks, delivered } = rt.mailIn(
    { from: { email: 'bea@example.org' }, text: 'x' },
    { deliver: false },
  );
  await delivered;

  // Assess
  expect(received).toEqual([]);
  expect(hooks).toHaveLength(1);
});

test('sends by hand with a bad, an old or no signature', async () => {
  // Prepare
  const { rt, received } = await accountWithHook();

  // Act
  await rt.deliver('{"a":1}', { signature: 'bad' });
  await rt.deliver('{"a":1}', { ageSeconds: 600 });
  const { headers } = await rt.deliver('raw', { signature: 'none', contentType: 'text/plain' });

  // Assess
  const good = createHmac('sha256', 'test-secret').update('1795429968.{"a":1}').digest('hex');
  expect(received[0]!.headers['x-dragoman-signature']).not.toBe(`v1=${good}`);
  expect(received[1]!.headers['x-dragoman-timestamp']).toBe('1795429368');
  expect(received[2]!.headers['x-dragoman-signature']).toBeUndefined();
  expect(received[2]).toMatchObject({ raw: 'raw', headers: { 'content-type': 'text/plain' } });
  expect(headers['x-local-trace-id']).toBe('1-0-1');
});

test('answers the API only once the hook has ended', async () => {
  // Prepare
  const { rt, received } = await accountWithHook();
  await mailOfAna(rt).delivered;

  // Act
  await apiOf(rt, '1-31-agent')('POST', '/ticket/1/comment', { Content: 'x', ContentType: 'text/plain' });

  // Assess
  expect(received).toHaveLength(2);
});
