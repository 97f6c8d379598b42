import { afterEach, describe, expect, it } from 'vitest';
import type { AccountSettingsInput } from '../../../../connectors/account.ts';
import type { CopiesOf } from '../../../../connectors/contract.ts';
import { answer, clientAt } from '../../../support/request-tracker-connector.ts';
import { type Reply, type ScriptedServer, startScriptedServer } from '../../../support/scripted-server.ts';

const search = 'GET /REST/2.0/transactions';
const read = 'GET /REST/2.0/ticket/1';
const update = 'PUT /REST/2.0/ticket/1';
let server: ScriptedServer;
afterEach(() => server.stop());

async function redact(
  copies: Partial<CopiesOf>,
  script: Record<string, readonly Reply[]>,
  account: Partial<AccountSettingsInput> = {},
) {
  server = await startScriptedServer({
    [search]: [answer('marked'), answer('transaction')],
    [read]: [answer('ticket-filled')],
    [update]: [answer('update-cleared')],
    ...script,
  });
  return clientAt(server.url, account).redactCopies({
    ticket: '1',
    sources: ['53'],
    what: 'text',
    ...copies,
  });
}
const puts = () => server.seen.filter(({ method }) => method === 'PUT');

describe('copies of what was withdrawn', () => {
  it('stay where they are notes, which is said; the translated subject goes', async () => {
    // Act
    const outcome = await redact({}, {});

    // Assess
    expect(outcome).toEqual({ kind: 'refused', status: 405, code: 'redaction-unsupported', expected: true });
    expect(puts().map(({ body }) => body)).toEqual([{ CustomFields: { 'Dragoman Subject': '' } }]);
    expect(server.seen[0]?.query.query).toBe(
      "ObjectType = 'RT::Ticket' AND TicketId = 1 AND (CF.{Dragoman Source} LIKE '53')",
    );
  });

  it('are none where nothing of ours names the message: a search by parts of a text finds others, too', async () => {
    // Prepare
    const marked: any = answer('marked');
    marked.body.items[0].CustomFields.find(({ name }: any) => name === 'Dragoman Source').values = [
      '153 530',
    ];

    // Act
    const outcome = await redact(
      {},
      { [search]: [marked, answer('transaction')], [read]: [answer('ticket')] },
    );

    // Assess
    expect(outcome).toEqual({ kind: 'already-applied', vendorRef: '1' });
    expect(puts()).toEqual([]);
  });

  it('do not take the subject with them where a later message was withdrawn, or a file', async () => {
    // Prepare
    const later: any = answer('transaction');
    later.body.items[0].Type = 'Correspond';

    // Act
    await redact({}, { [search]: [answer('marked'), later] });
    const afterText = puts().length;
    await server.stop();
    await redact({ what: 'attachment' }, {});

    // Assess
    expect([afterText, puts().length]).toEqual([0, 0]);
  });

  it('go from the field of the translation, whichever message it shows', async () => {
    // Prepare
    const ticket: any = answer('ticket');
    ticket.body.CustomFields.push({ name: 'Translation', values: ['Where is my order?'] });
    const later: any = answer('transaction');
    later.body.items[0].Type = 'Correspond';

    // Act
    const outcome = await redact(
      {},
      { [search]: [answer('no-transactions'), later], [read]: [ticket] },
      { vendor: { translation: { to: 'field', field: 'Translation' } } },
    );

    // Assess
    expect(outcome).toEqual({ kind: 'already-applied', vendorRef: '1' });
    expect(puts().map(({ body }) => body)).toEqual([{ CustomFields: { Translation: '' } }]);
  });

  it.each([
    [search, 'comment-bad-json', { kind: 'unavailable', status: 500 }],
    [read, 'unauthorized', { kind: 'unauthorised', status: 401 }],
    [update, 'forbidden', { kind: 'unauthorised', status: 403 }],
  ])('wait where %s is answered by %s', async (call, name, expected) => {
    // Act
    const outcome = await redact({}, { [call]: [answer(name)] });

    // Assess
    expect(outcome).toEqual(expected);
  });
});
