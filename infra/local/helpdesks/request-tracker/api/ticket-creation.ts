import * as z from 'zod';
import { open } from '../messages.ts';
import type { User } from '../model.ts';
import { addTicket, userFrom } from '../new-ticket.ts';
import { holds } from '../rights.ts';
import type { Store } from '../store.ts';
import { Update } from '../update.ts';
import { type ApiAnswer, broken, created, refused, unsupported } from './answers.ts';
import { isJson, names, parsedJson } from './request-body.ts';
import type { ApiContext, ApiRequest, Route } from './routing.ts';
import { uidOf } from './wire.ts';

const body = z.looseObject({
  Queue: z.string().nullish(),
  Subject: z.string().nullish(),
  Requestor: names.nullish(),
  Content: z.string().nullish(),
  ContentType: z.string().nullish(),
  SquelchMailTo: z.unknown().optional(),
});
type Body = z.infer<typeof body>;

const known: ReadonlySet<string> = new Set(Object.keys(body.shape));

function bodyOf(request: ApiRequest): Body {
  const { raw, report } = request;
  if (!isJson(request)) throw unsupported();
  const parsed = body.safeParse(parsedJson(raw.toString('utf8'), report));
  // RT's code dies on other shapes, or takes them for something else.
  if (!parsed.success) throw broken();
  for (const key of Object.keys(parsed.data)) if (!known.has(key)) report(`${key} is not known here`);
  return parsed.data;
}

/** RT drops whatever is no plain value but people, links and fields: a list of addresses is passed over without a word. */
function squelchedIn({ SquelchMailTo: address }: Body, report: ApiRequest['report']): readonly string[] {
  if (address === undefined || address === null) return [];
  if (typeof address === 'string') return [address];
  report('SquelchMailTo is one address: a list is passed over');
  return [];
}

/** What consists of digits is a user's number, also where somebody's login looks like it. */
function requestorsFrom(store: Store, given: readonly string[]): readonly User[] {
  return given.flatMap((name) =>
    /^\d+$/.test(name) ? (store.users.get(Number(name)) ?? []) : userFrom(store, name),
  );
}

/** A ticket with a first message by whose token it is, whoever the requestor is. */
function createTicket(request: ApiRequest, context: ApiContext): ApiAnswer {
  const { user, report } = request;
  const { store, baseUrl } = context;
  const given = bodyOf(request);
  if (!given.Queue) throw refused(400, 'Could not create ticket. Queue not set');
  const queue = store.queueNamed(given.Queue);
  const update = new Update(store, user);
  if (queue === undefined || !holds(user, queue, 'CreateTicket'))
    throw refused(403, update.say('mayNotCreate', given.Queue));
  const subject = given.Subject ?? '';
  const ticket = addTicket(store, {
    ...{ queue, creator: user, ccs: [], subject, squelched: squelchedIn(given, report) },
    requestors: requestorsFrom(store, given.Requestor ?? []),
  });
  const content = given.Content ?? '';
  const isHtml = /^text\/html/i.test(given.ContentType ?? '');
  const written = {
    text: isHtml || content === '' ? null : content,
    html: isHtml && content !== '' ? content : null,
    ...{ subject, files: [], messageId: store.nextMessageId() },
    headers: [['X-RT-Interface', 'REST']] as const,
  };
  if (content === '') report('a ticket without content begins with an empty message');
  open(update, ticket, written, { isByMachine: false });
  context.committed(ticket, update);
  return created(`/REST/2.0/ticket/${ticket.id}`, uidOf(baseUrl, { kind: 'ticket', ticket }));
}

export const creationRoutes: readonly Route[] = [
  { pattern: /^\/ticket\/?$/, handle: { POST: createTicket } },
];
