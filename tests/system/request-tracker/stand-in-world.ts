import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import {
  type CustomField,
  type QueueInput,
  RequestTrackerStandIn,
  type UserInput,
} from '../../../infra/local/helpdesks/request-tracker/index.ts';
import { rtName, signingSecret } from '../../support/request-tracker/config.ts';
import { type RequestTracker, startRequestTracker } from '../../support/request-tracker/instance.ts';
import { mailOf } from '../../support/request-tracker/mails.ts';

/** One account, once as initialdata for the real Request Tracker and once for the stand-in. */

const agentRights = [
  'SeeQueue',
  'ShowTicket',
  'ShowTicketComments',
  'ShowOutgoingEmail',
  'CreateTicket',
  'ReplyToTicket',
  'CommentOnTicket',
  'ModifyTicket',
  'DeleteTicket',
  'SeeCustomField',
  'ModifyCustomField',
] as const;
const everyone = ['CreateTicket', 'ReplyToTicket'] as const;
const readerRights = ['SeeQueue', 'ShowTicket', 'SeeCustomField'] as const;
const blindRights = [
  'SeeQueue',
  'ShowTicket',
  'ShowTicketComments',
  'CommentOnTicket',
  'ModifyTicket',
] as const;

const users: readonly UserInput[] = [
  { name: 'dragoman', email: 'dragoman@example.com', realName: 'Dragoman', privileged: true, lang: 'en' },
  { name: 'marta', email: 'marta@example.com', realName: 'Marta Agent', privileged: true },
  { name: 'pablo', email: 'pablo@example.com', realName: 'Pablo Agent', privileged: true, lang: 'es' },
  { name: 'reader', email: 'reader@example.com', realName: 'Rea Der', privileged: true },
  { name: 'blind', email: 'blind@example.com', realName: 'Bli Nd', privileged: true },
  { name: 'ana@example.org', email: 'ana@example.org', realName: 'Ana', lang: 'es' },
];
const rightsByUser = {
  dragoman: agentRights,
  marta: agentRights,
  pablo: agentRights,
  reader: readerRights,
  blind: blindRights,
};

const queues: readonly QueueInput[] = [
  {
    name: 'Support',
    description: 'Customers',
    correspondAddress: 'support@example.com',
    commentAddress: 'support-comment@example.com',
    grants: { Everyone: everyone, ...rightsByUser },
  },
  {
    name: 'Hidden',
    description: 'Not for us',
    correspondAddress: 'hidden@example.com',
    grants: { Everyone: everyone },
  },
];

const field = (name: string, more: Partial<CustomField> = {}): Omit<CustomField, 'id'> => ({
  name,
  of: 'ticket',
  multiple: false,
  queues: ['Support'],
  ...more,
});
const customFields = [
  field('Dragoman Language'),
  field('Dragoman Sentiment'),
  field('Dragoman Intent'),
  field('Dragoman Subject'),
  field('Dragoman Tags', { multiple: true }),
  field('Elsewhere', { queues: ['Hidden'] }),
  field('Dragoman Write Key', { of: 'transaction' }),
  field('Dragoman Source', { of: 'transaction' }),
];

const logins = users.map(({ name }) => name);
const perl = (value: unknown): string => {
  if (Array.isArray(value)) return `[${value.map(perl).join(', ')}]`;
  if (typeof value === 'object' && value !== null) {
    const members = Object.entries(value).map(([key, each]) => `${perl(key)} => ${perl(each)}`);
    return `{ ${members.join(', ')} }`;
  }
  return typeof value === 'number' ? String(value) : `'${String(value)}'`;
};

const lookupTypes = { ticket: 'RT::Queue-RT::Ticket', transaction: 'RT::Queue-RT::Ticket-RT::Transaction' };
const initialdata = `
our @Queues = @{${perl(
  queues.map(({ name, description, correspondAddress, commentAddress }) => ({
    Name: name,
    Description: description,
    CorrespondAddress: correspondAddress,
    CommentAddress: commentAddress ?? '',
  })),
)}};
our @Users = @{${perl(
  users.map(({ name, email, realName, privileged, lang }) => ({
    Name: name,
    EmailAddress: email,
    RealName: realName,
    Privileged: privileged ? 1 : 0,
    ...(lang ? { Lang: lang } : {}),
  })),
)}};
our @CustomFields = @{${perl(
  customFields.map(({ name, of, multiple, queues: appliedTo }) => ({
    Name: name,
    Type: multiple ? 'FreeformMultiple' : 'FreeformSingle',
    LookupType: lookupTypes[of],
    ApplyTo: appliedTo,
  })),
)}};
our @Final = ( sub {
  for my $name (qw(Support Hidden)) {
    my $queue = RT::Queue->new(RT->SystemUser); $queue->Load($name);
    my $group = RT::Group->new(RT->SystemUser); $group->LoadSystemInternalGroup('Everyone');
    $group->PrincipalObj->GrantRight( Right => $_, Object => $queue ) for qw(${everyone.join(' ')});
  }
  my $queue = RT::Queue->new(RT->SystemUser); $queue->Load('Support');
  my %rights = %{${perl(rightsByUser)}};
  for my $name (sort keys %rights) {
    my $user = RT::User->new(RT->SystemUser); $user->Load($name);
    $user->PrincipalObj->GrantRight( Right => $_, Object => $queue ) for @{$rights{$name}};
  }
} );
1;
`;

/** What a scrip sent, in the order in which it came. */
async function startReceiver() {
  const bodies: Record<string, unknown>[] = [];
  const server = createServer(async (request, response) => {
    bodies.push(JSON.parse((await buffer(request)).toString('utf8')));
    response.writeHead(202).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const stop = async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  };
  return { url: `http://127.0.0.1:${port}/hook`, bodies, stop };
}

/** A customer's mail, as little as both understand. */
export type Mail = Readonly<{
  from: string;
  subject: string;
  text?: string;
  html?: string;
  files?: readonly Readonly<{ name: string; contentType: string; base64: string }>[];
  ticketId?: number;
  queue?: string;
  autoSubmitted?: string;
}>;

/** One of the two: the same account behind the same interface. */
export type Side = Readonly<{
  baseUrl: string;
  tokens: Readonly<Record<string, string>>;
  mailIn(mail: Mail): Promise<void>;
  sentMails(): readonly Readonly<{ to: string; cc: string; subject: string }>[];
  hooks(): readonly Record<string, unknown>[];
  stop(): Promise<void>;
}>;

const markedSubject = (subject: string, ticketId: number | undefined) =>
  ticketId === undefined ? subject : `Re: [${rtName} #${ticketId}] ${subject}`;

/** As it is for the real one: it knows its tickets by the mark in the subject. */
function mimeOf({ from, ticketId, queue, autoSubmitted, files, ...mail }: Mail, number: number): string {
  return mailOf({
    ...mail,
    ...{ from, subject: markedSubject(mail.subject, ticketId), messageId: `mail-${number}@example.org` },
    files: (files ?? []).map(({ name, contentType, base64 }) => ({ name, type: contentType, base64 })),
    headers: autoSubmitted === undefined ? {} : { 'Auto-Submitted': autoSubmitted },
  });
}

async function idOf(
  rt: RequestTracker,
  kind: 'user' | 'queue' | 'customfield',
  name: string,
): Promise<number> {
  if (kind !== 'customfield') return Number((await rt.rest('root', 'GET', `/${kind}/${name}`)).json.id);
  const [found] = await rt.list('/customfields', {
    query: JSON.stringify([{ field: 'Name', value: name }]),
  });
  return Number(found.id);
}

export async function startReal(): Promise<Side & { rt: RequestTracker }> {
  const receiver = await startReceiver();
  const rt = await startRequestTracker({
    ...{ hookUrl: receiver.url, queues: 'Support' },
    seed: { perl: initialdata, logins: ['root', ...logins] },
  });
  let mails = 0;
  return {
    rt,
    baseUrl: rt.url,
    tokens: rt.tokens,
    mailIn: async (mail) => {
      mails += 1;
      await rt.mailIn(mimeOf(mail, mails), { queue: mail.queue ?? 'Support' });
    },
    sentMails: () => rt.mailsOut().map(({ to, cc, subject }) => ({ to, cc, subject })),
    hooks: () => receiver.bodies,
    stop: async () => {
      await rt.stop();
      await receiver.stop();
    },
  };
}

/** The stand-in with the numbers of the real one, so that only what lies in the records can differ. */
export async function startStandIn(rt: RequestTracker): Promise<Side> {
  const receiver = await startReceiver();
  const tokens = Object.fromEntries(['root', ...logins].map((login) => [login, `token-of-${login}`]));
  const root: UserInput = {
    id: 14,
    name: 'root',
    email: 'root@localhost',
    realName: 'Enoch Root',
    privileged: true,
    superUser: true,
  };
  const numbered = async <Thing extends { name: string }>(
    kind: 'user' | 'queue' | 'customfield',
    things: readonly Thing[],
  ) => await Promise.all(things.map(async (thing) => ({ ...thing, id: await idOf(rt, kind, thing.name) })));
  const standIn = await RequestTrackerStandIn.start({
    rtName,
    hookQueues: ['Support'],
    users: [root, ...(await numbered('user', users))],
    queues: await numbered('queue', queues),
    customFields: await numbered('customfield', customFields),
    tokens: Object.fromEntries(Object.entries(tokens).map(([login, token]) => [token, login])),
  });
  standIn.setHook({ url: receiver.url, secret: signingSecret });
  let mails = 0;
  return {
    baseUrl: standIn.baseUrl,
    tokens,
    mailIn: async ({ from, subject, ticketId, ...more }) => {
      mails += 1;
      const { delivered } = standIn.mailIn({
        ...more,
        from: { email: from },
        subject: markedSubject(subject, ticketId),
        messageId: `mail-${mails}@example.org`,
        ...(ticketId === undefined ? {} : { ticketId }),
      });
      await delivered;
    },
    sentMails: () =>
      standIn.sentMails().map(({ to, cc, subject }) => ({ to: to.join(', '), cc: cc.join(', '), subject })),
    hooks: () => receiver.bodies,
    stop: async () => {
      await standIn.stop();
      await receiver.stop();
    },
  };
}
