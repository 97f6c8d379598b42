import { afterEach, describe, expect, it } from 'vitest';
import { fetchSend } from '../../../../connectors/kit/http.ts';
import { zendesk } from '../../../../connectors/zendesk/index.ts';
import { ZendeskStandIn } from '../../../../infra/local/helpdesks/zendesk/index.ts';
import { zendeskAccount } from '../../../support/zendesk.ts';

const [agent, requester, participant] = ['2', '77', '78'];
const running: ZendeskStandIn[] = [];
afterEach(async () => {
  await Promise.all(running.splice(0).map((standIn) => standIn.stop()));
});

/** A ticket of `opener`, to which somebody in copy has added something. */
async function aTicketOf(opener: string) {
  const person = (id: string, role: 'agent' | 'end-user') =>
    ({ id, name: `Person ${id}`, email: null, role, locale: 'en' }) as const;
  const seen: string[] = [];
  const standIn = await ZendeskStandIn.start({
    accountId: '22129848',
    users: [person(agent, 'agent'), person(requester, 'end-user'), person(participant, 'end-user')],
    ticketFields: [],
    oauthClients: [{ clientId: 'made-up-client', clientSecret: 'made-up-secret', userId: agent }],
    rateLimits: 'off',
    onRequest: ({ method, path }) => seen.push(`${method} ${path}`),
  });
  running.push(standIn);
  const comment = { text: 'No llega.', author: opener, public: true };
  standIn.createTicket({ id: '35', subject: '', requester: opener, comment }, { deliver: false });
  standIn.addComment('35', { text: 'Nada.', author: participant, public: true }, { deliver: false });
  const client = zendesk.connect(zendeskAccount({ baseUrl: standIn.baseUrl }), {
    http: fetchSend,
    now: () => new Date('2026-01-09T08:00:00Z'),
    random: () => 0,
    apiSecret: async () => ({ clientId: 'made-up-client', clientSecret: 'made-up-secret' }),
  });
  return { client, seen };
}

describe('The past of a Zendesk ticket', () => {
  it.each([
    ['a customer', requester],
    ['staff who ask for themselves', agent],
  ])('names whose ticket it is where the caller does not know: %s', async (_, opener) => {
    const { client } = await aTicketOf(opener);

    const outcome = await client.history({ ticket: '35', requester: null }, 10);

    expect(outcome).toMatchObject({
      kind: 'history',
      messages: [
        { author: opener, role: 'requester', text: 'No llega.' },
        { author: participant, role: 'participant', text: 'Nada.' },
      ],
    });
  });

  it('asks for the ticket only then', async () => {
    const { client, seen } = await aTicketOf(requester);

    await client.history({ ticket: '35', requester }, 10);

    expect(seen.filter((call) => /GET .*\/tickets\/35(?!\/comments)/.test(call))).toEqual([]);
  });

  it('of a ticket that is not there is refused, as something that happens', async () => {
    const { client } = await aTicketOf(requester);

    const outcome = await client.history({ ticket: '99', requester: null }, 10);

    expect(outcome).toMatchObject({ kind: 'refused', expected: true });
  });
});
