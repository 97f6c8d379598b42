import { afterEach, describe, expect, it } from 'vitest';
import { anasId, answer, clientAt } from '../../../support/request-tracker-connector.ts';
import { type Reply, type ScriptedServer, startScriptedServer } from '../../../support/scripted-server.ts';

const rest = (call: string) => call.replace(' ', ' /REST/2.0');
let server: ScriptedServer;
afterEach(() => server.stop());

/** The parts of every message of the recorded history, as one HTML or plain text each. */
function partsOf(history: any): Reply {
  const items = history.body.items.map(({ id }: any) => ({
    id: String(1_000 + Number(id)),
    TransactionId: id,
    ContentType: 'text/plain',
    Filename: '',
    ContentLength: '10',
    Headers: 'X-RT-Interface: Email\n',
    Content: `Text of ${id}`,
  }));
  return { status: 200, body: { items } };
}

async function history(limit: number, changes: Record<string, readonly Reply[]> = {}) {
  const recorded: any = answer('history');
  server = await startScriptedServer({
    [rest('GET /ticket/1')]: [answer('ticket')],
    [rest('POST /ticket/1/history')]: [recorded, answer('history-end')],
    [rest('GET /user/marta')]: [answer('agent')],
    [rest('GET /user/dragoman')]: [answer('agent')],
    [rest('GET /user/luc%40example.org')]: [answer('customer')],
    [rest('POST /attachments')]: [partsOf(recorded)],
    ...changes,
  });
  return clientAt(server.url).history({ ticket: '1', requester: null }, limit);
}

describe('the customers’ last messages', () => {
  it('come the oldest first, without staff and without what is ours', async () => {
    // Act
    const outcome = await history(10);

    // Assess
    expect(outcome).toMatchObject({ kind: 'history' });
    expect(
      outcome.kind === 'history' && outcome.messages.map(({ message, role, text }) => [message, role, text]),
    ).toEqual([
      ['53', 'requester', 'Text of 53'],
      ['55', 'requester', 'Text of 55'],
      ['58', 'participant', 'Text of 58'],
      ['60', 'requester', 'Text of 60'],
      ['68', 'requester', 'Text of 68'],
    ]);
    expect(outcome.kind === 'history' && outcome.messages[0]).toEqual({
      message: '53',
      occurredAt: '2026-11-26T09:50:46.000Z',
      author: anasId,
      role: 'requester',
      text: 'Text of 53',
      html: null,
    });
  });

  it('are no more than were asked for: the newest', async () => {
    // Act
    const outcome = await history(2);

    // Assess
    expect(outcome.kind === 'history' && outcome.messages.map(({ message }) => message)).toEqual([
      '60',
      '68',
    ]);
  });

  it('reads texts only of what it gives', async () => {
    // Act
    await history(1);

    // Assess
    const read = server.seen.find(({ path }) => path.endsWith('/attachments'));
    expect(read?.body).toEqual([{ field: 'TransactionId', value: '68' }]);
  });

  it('does not ask who is staff among those for whom it makes no difference', async () => {
    // Act
    await history(10);

    // Assess
    const asked = server.seen.filter(({ path }) => path.includes('/user/')).map(({ path }) => path);
    expect(asked.sort()).toEqual([
      '/REST/2.0/user/dragoman',
      '/REST/2.0/user/luc%40example.org',
      '/REST/2.0/user/marta',
    ]);
  });

  it('stops after five pages: what is older is not looked for', async () => {
    // Prepare
    const ours: any = answer('history');
    ours.body.items = ours.body.items.filter(({ Creator }: any) => Creator.id === 'dragoman');

    // Act
    const outcome = await history(1, { [rest('POST /ticket/1/history')]: [ours] });

    // Assess
    expect(outcome).toEqual({ kind: 'history', messages: [] });
    expect(
      server.seen.filter(({ path }) => path.endsWith('/history')).map(({ query }) => query.page),
    ).toEqual(['1', '2', '3', '4', '5']);
  });

  it.each([
    ['GET /ticket/1', 'ticket-unknown', { kind: 'refused', expected: true }],
    ['POST /ticket/1/history', 'comment-bad-json', { kind: 'unavailable' }],
    ['GET /user/marta', 'unauthorized', { kind: 'unauthorised' }],
    ['POST /attachments', 'comment-bad-json', { kind: 'unavailable' }],
  ])('are not to be had where %s is answered by %s', async (call, name, expected) => {
    // Act
    const outcome = await history(10, { [rest(call)]: [answer(name)] });

    // Assess
    expect(outcome).toMatchObject(expected);
  });
});
