import type { IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { onTestFinished } from 'vitest';
import {
  type CustomField,
  type MailInput,
  RequestTrackerStandIn,
  type Right,
  type StandInOptions,
} from '../../../../../../infra/local/helpdesks/request-tracker/index.ts';
import { serverOf } from '../../../../../support/server-of.ts';
import { holdTimeLimits } from '../../../../../support/time-limits.ts';

const allRights: readonly Right[] = [
  'SeeQueue',
  'CreateTicket',
  'ShowTicket',
  'ShowTicketComments',
  'ShowOutgoingEmail',
  'CommentOnTicket',
  'ReplyToTicket',
  'ModifyTicket',
  'DeleteTicket',
  'SeeCustomField',
  'ModifyCustomField',
];

const field = (id: number, name: string, more: Partial<CustomField> = {}): CustomField => ({
  id,
  name,
  of: 'ticket',
  multiple: false,
  queues: ['Support'],
  ...more,
});

/** Registers something that ends with the test. */
export function stopAfterTest<Thing extends { stop(): Promise<unknown> }>(thing: Thing): Thing {
  onTestFinished(async () => void (await thing.stop()));
  return thing;
}

/** A running account: the bot, an agent, one who may only read, and two queues of which the bot sees one. */
export async function startAccount(options: Partial<StandInOptions> = {}): Promise<RequestTrackerStandIn> {
  return stopAfterTest(
    await RequestTrackerStandIn.start({
      rtName: 'example.com',
      users: [
        { id: 27, name: 'dragoman', email: 'dragoman@example.com', realName: 'Dragoman', privileged: true },
        { id: 31, name: 'marta', email: 'marta@example.com', realName: 'Marta Agent', privileged: true },
        { id: 33, name: 'pablo', email: 'pablo@example.com', privileged: true, lang: 'es' },
        { id: 35, name: 'reader', email: 'reader@example.com', privileged: true },
        { id: 14, name: 'root', email: 'root@localhost', privileged: true, superUser: true },
      ],
      queues: [
        {
          name: 'Support',
          grants: {
            Everyone: ['CreateTicket', 'ReplyToTicket'],
            dragoman: allRights,
            marta: allRights,
            pablo: allRights,
            reader: ['SeeQueue', 'ShowTicket', 'SeeCustomField'],
          },
        },
        { name: 'Hidden', grants: { Everyone: ['CreateTicket', 'ReplyToTicket'] } },
      ],
      customFields: [
        field(2, 'Dragoman Language'),
        field(3, 'Dragoman Subject'),
        field(4, 'Dragoman Tags', { multiple: true }),
        field(5, 'Elsewhere', { queues: ['Hidden'] }),
        field(8, 'Dragoman Write Key', { of: 'transaction' }),
      ],
      tokens: {
        '1-27-bot': 'dragoman',
        '1-31-agent': 'marta',
        '1-33-es': 'pablo',
        '1-35-read': 'reader',
        '1-14-all': 'root',
      },
      ...options,
    }),
  );
}

/** Ticket 1 of Ana, who writes Spanish. */
export function mailOfAna(rt: RequestTrackerStandIn, more: Partial<MailInput> = {}) {
  return rt.mailIn({
    from: { email: 'ana@example.org', name: 'Ana', lang: 'es' },
    subject: 'No puedo entrar',
    text: 'Hola, no puedo entrar.',
    ...more,
  });
}

export type Answer = { status: number; headers: Headers; body: any };
export type Api = (
  method: string,
  path: string,
  body?: unknown,
  headers?: Readonly<Record<string, string>>,
) => Promise<Answer>;

/** Calls REST 2.0 with a token; text goes as it is. */
export function apiOf(rt: RequestTrackerStandIn, token: string | null = '1-27-bot'): Api {
  return async (method, path, body, headers = {}) => {
    const response = await fetch(`${rt.baseUrl}/REST/2.0${path}`, {
      method,
      redirect: 'manual',
      headers: {
        'user-agent': 'dragoman/1',
        ...(token === null ? {} : { authorization: `token ${token}` }),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
    const text = await response.text();
    const isJson = response.headers.get('content-type')?.startsWith('application/json') && text !== '';
    return { status: response.status, headers: response.headers, body: isJson ? JSON.parse(text) : text };
  };
}

export const search = (query: string, more = '') => `/transactions?query=${encodeURIComponent(query)}${more}`;

export type Received = { headers: IncomingHttpHeaders; raw: string; json: any };

/** An address for the hook that answers as scripted, then 202, and keeps what it got. No time limit runs out but where it hangs. */
export async function startReceiver(script: (number | 'hang')[] = []) {
  const received: Received[] = [];
  const timeLimits = holdTimeLimits();
  const server = serverOf(async (request, response) => {
    const raw = (await buffer(request)).toString('utf8');
    received.push({ headers: request.headers, raw, json: raw.startsWith('{') ? JSON.parse(raw) : null });
    const answer = script.shift() ?? 202;
    if (answer === 'hang') timeLimits.runOut();
    else response.writeHead(answer, { 'x-local-trace-id': '1-0-1' }).end('seen');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  stopAfterTest({
    async stop() {
      timeLimits.release();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  });
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}/webhooks/request-tracker/example.com`, received };
}
