import { onTestFinished } from 'vitest';
import type { AccountSettingsInput } from '../../connectors/account.ts';
import type { Interpretation } from '../../connectors/contract.ts';
import { zendesk } from '../../connectors/zendesk/index.ts';
import type { MessageEnriched } from '../../events/message-enriched.v1.ts';
import type { Publication } from '../../functions/_shared/bus.ts';
import { commandEventOf } from '../../functions/_shared/commands/event.ts';
import {
  type ConversationMemory,
  emptyMemory,
  type MemoryStore,
} from '../../functions/_shared/conversation/memory.ts';
import { eventOf } from '../../functions/_shared/inbound/event-of.ts';
import type { Ledger } from '../../functions/_shared/ledger.ts';
import { queueRecordOf } from '../../functions/_shared/queue-record.ts';
import { workOn } from '../../functions/enrich/work.ts';
import { workOn as answerOn } from '../../functions/reply/work.ts';
import { unpaced } from '../../functions/write-back/account-pace.ts';
import { writeBack } from '../../functions/write-back/write-back.ts';
import {
  type AttachmentInput,
  type Comment,
  type Fault,
  type TicketField,
  type User,
  ZendeskStandIn,
} from '../../infra/local/helpdesks/zendesk/index.ts';
import { aBench } from '../unit/functions/enrich/fakes.ts';
import { aQueueRecord } from './factories.ts';
import { lostAnswers } from './lost-answers.ts';
import { mapTraces } from './map-traces.ts';
import { recordedBus, recordedRuntime } from './recorders.ts';
import { replyDeps } from './reply-bench.ts';
import { zendeskAccount } from './zendesk.ts';

const accountId = '22129848';

export const agent: User = {
  id: '2',
  name: 'Marta',
  email: 'marta@example.com',
  role: 'agent',
  locale: 'en',
};
const dragoman: User = { id: '9', name: 'Dragoman', email: 'bot@example.com', role: 'agent', locale: 'en' };
const requester: User = { id: '77', name: 'Ana', email: 'ana@example.org', role: 'end-user', locale: '' };
const participant: User = { id: '78', name: 'Luc', email: 'luc@example.org', role: 'end-user', locale: '' };

export const fieldIds = {
  language: '361',
  sentiment: '362',
  intent: '363',
  subject: '364',
  translation: '365',
};
export type FieldName = keyof typeof fieldIds;

function dropdown(id: string, title: string, values: readonly string[]): TicketField {
  return { id, type: 'tagger', title, options: values.map((value) => ({ name: value, value })) };
}

function fieldsWith(prefix: string): TicketField[] {
  const options = (family: string, values: string) =>
    values.split(' ').map((value) => `${prefix}${family}_${value}`);
  return [
    dropdown(fieldIds.language, 'Language', options('lang', 'en es pt fr de gl')),
    dropdown(fieldIds.sentiment, 'Sentiment', options('sentiment', 'positive negative neutral mixed')),
    dropdown(fieldIds.intent, 'Intent', options('intent', 'order_status refund cancel_order complaint')),
    { id: fieldIds.subject, type: 'text', title: 'Subject, translated' },
    { id: fieldIds.translation, type: 'textarea', title: 'Translation' },
  ];
}

/** Keeps what a real table would, without one. */
function mapLedger(): Ledger {
  const entries = new Map<string, { state: 'open' | 'intent' | 'done'; ref: string; data: unknown }>();
  return {
    begin: async (key) => {
      const entry = entries.get(key);
      if (entry?.state === 'done') return { kind: 'done', ref: entry.ref, data: entry.data };
      entries.set(key, { state: 'intent', ref: '', data: undefined });
      return entry?.state === 'intent' ? { kind: 'unknown-result' } : { kind: 'first' };
    },
    complete: async (key, ref, data = {}) => {
      entries.set(key, { state: 'done', ref, data });
    },
    release: async (key) => {
      entries.set(key, { state: 'open', ref: '', data: undefined });
    },
  };
}

function mapMemory(): MemoryStore {
  const memories = new Map<string, ConversationMemory>();
  const read = async (key: string) => memories.get(key) ?? emptyMemory;
  return {
    read,
    update: async (key, change) => {
      const { memory, result } = change(await read(key));
      if (memory !== null) memories.set(key, memory);
      return result;
    },
  };
}

export type CustomerMessage = Readonly<{
  /** Default: `35`. An unknown ticket is created with this message. */
  ticket?: string;
  from?: 'requester' | 'participant';
  /** Of a new ticket. */
  subject?: string;
  /** Default: `normal`. */
  priority?: 'none' | 'low' | 'normal' | 'high' | 'urgent';
  attachments?: number;
  html?: string;
  /** Zendesk's comment flags. */
  flags?: readonly number[];
  /** Whether the message goes on to enrich and write-back; else it waits in `desk.waiting`. */
  goesOn?: boolean;
}>;

export type StaffMessage = Readonly<{
  /** Default: `35`, which a customer has to have opened. */
  ticket?: string;
  /** Default: `agent`. Whoever the stand-in does not know yet becomes one of its users, as they are given. */
  by?: User;
  html?: string;
  /** Default: false, an internal note. */
  public?: boolean;
  /** Default: `web`, written in the tool itself. */
  channel?: string;
  attachments?: readonly AttachmentInput[];
  /** Whether it goes on to reply and write-back. Default true. */
  goesOn?: boolean;
}>;

export type DeskOptions = Readonly<{
  bench?: Pick<NonNullable<Parameters<typeof aBench>[0]>, 'services' | 'budget'>;
  settings?: Partial<AccountSettingsInput>;
  /** Zendesk's part of the settings, beside the ids of the fields. */
  vendor?: Readonly<Record<string, unknown>>;
  /** Without this one of the ticket fields. */
  withoutField?: FieldName;
}>;

/**
 * A helpdesk with everything between a customer's message and what the agent then sees: the connector reads the webhook
 * body, enrich and write-back do their work on services that answer as told, and a stand-in Zendesk takes the result.
 * Without bus, queues and tables, so that a row of the product's rules takes milliseconds. Ends with the test.
 */
export async function openDesk(options: DeskOptions = {}) {
  let nowMs = Date.parse('2026-01-09T08:00:00Z');
  const now = () => new Date(nowMs);
  const calls: string[] = [];
  let faultOf: (call: string) => Fault = () => ({ kind: 'none' });
  const sending = lostAnswers();
  const prefix = options.settings?.tagPrefix ?? 'dm_';
  const missingField = options.withoutField === undefined ? null : fieldIds[options.withoutField];
  const standIn = await ZendeskStandIn.start({
    accountId,
    users: [agent, dragoman, requester, participant],
    ticketFields: fieldsWith(prefix).filter(({ id }) => id !== missingField),
    oauthClients: [{ clientId: 'dragoman', clientSecret: 'test-secret', userId: dragoman.id }],
    rateLimits: 'off',
    now,
    intercept: ({ method, path }) => {
      const call = `${method} ${path}`;
      return sending.insteadOf(faultOf(call), call);
    },
    onRequest: ({ method, path }) => {
      if (!path.startsWith('/oauth')) calls.push(`${method} ${path}`);
    },
  });
  onTestFinished(() => standIn.stop());
  const { language, sentiment, intent, subject } = fieldIds;
  const settings = zendeskAccount({
    baseUrl: standIn.baseUrl,
    runtimeUserId: dragoman.id,
    ...options.settings,
    vendor: { fields: { language, sentiment, intent, subject }, ...options.vendor },
  });
  const client = zendesk.connect(settings, {
    http: sending.send,
    now,
    random: () => 0.5,
    apiSecret: async () => ({ clientId: 'dragoman', clientSecret: 'test-secret' }),
  });
  const bench = aBench(options.bench);
  const enriched: MessageEnriched[] = [];
  const waiting: unknown[] = [];
  const runtime = recordedRuntime();
  const bus = recordedBus();
  const shared = {
    helpdesks: () => ({ settings, connector: zendesk, client }),
    ledger: mapLedger(),
    memory: mapMemory(),
    traces: mapTraces(),
    runtime,
    now,
  };
  const record = (detail: unknown) =>
    queueRecordOf(aQueueRecord({ body: JSON.stringify(detail), sentAtMs: nowMs }));

  const replying = replyDeps({ ...bench.ports, ...shared, glossaries: {} }, (publication) =>
    onBus(publication),
  );

  /** What is said on the bus goes to whoever works on it. */
  async function onBus({ entry }: Publication): Promise<void> {
    const detail = JSON.parse(entry.Detail);
    published.push(detail);
    waitingOnBus.push(detail);
  }
  const waitingOnBus: unknown[] = [];
  const published: any[] = [];

  /** Lets an event go its way to the end, by the function that its queue belongs to, and all that comes of it. */
  async function run(detail: any): Promise<void> {
    switch (detail.type) {
      case 'message.received.v1':
        await workOn(record(detail), {
          ...bench.ports,
          ...shared,
          publish: async (event) => {
            enriched.push(event);
            waitingOnBus.push(event);
          },
          publishCommand: onBus,
          lexLocales: { en: 'en_US', es: 'es_ES' },
          glossaries: {},
          maxWaitSeconds: 600,
        });
        break;
      case 'content.withdrawn.v1':
        await answerOn(record(detail), replying);
        await write(detail);
        break;
      case 'reply.requested.v1':
      case 'agent.command.v1':
        await answerOn(record(detail), replying);
        break;
      default:
        await write(detail);
    }
    for (let next = waitingOnBus.shift(); next !== undefined; next = waitingOnBus.shift()) await run(next);
  }

  const write = (event: unknown) =>
    writeBack(record(event), {
      ...shared,
      paceOf: () => unpaced,
      bus,
      maxWriteAgeSeconds: 3_600,
      maxReplyWaitSeconds: 600,
    });

  function interpret(body: unknown): Interpretation {
    const raw = { headers: {}, body: Buffer.from(JSON.stringify(body)), receivedAt: now() };
    const decoded = zendesk.inbound.decode(raw);
    if (!decoded.ok) throw new Error(`not decoded: ${JSON.stringify(decoded.error)}`);
    return decoded.value.interpret(settings);
  }

  /** What ingest makes of a webhook body; null = it asks nothing of us. */
  function detailOf(body: unknown): unknown {
    const meaning = interpret(body);
    if (meaning.kind === 'skipped') return null;
    if (meaning.kind === 'staff-comment') {
      const asked = commandEventOf(meaning.comment, settings);
      return asked === null ? null : JSON.parse(asked.publication.entry.Detail);
    }
    return JSON.parse(eventOf(meaning, settings, 'webhook').publication.entry.Detail);
  }

  async function deliver(body: unknown): Promise<void> {
    const detail = detailOf(body);
    if (detail !== null) await run(detail);
  }

  /** A customer writes; gives the webhook body that Zendesk then sends. */
  async function customerWrites(text: string, message: CustomerMessage = {}): Promise<unknown> {
    nowMs += 60_000;
    const { ticket = '35', from = 'requester', attachments = 0, html, flags = [] } = message;
    const author = from === 'requester' ? requester.id : participant.id;
    const comment = {
      text,
      author,
      public: true,
      attachmentCount: attachments,
      flags,
      ...(html === undefined ? {} : { html }),
    };
    const isNew = !standIn.hasTicket(ticket);
    const change = isNew
      ? standIn.createTicket(
          {
            id: ticket,
            subject: message.subject ?? '',
            requester: requester.id,
            ...(message.priority === 'none' ? {} : { priority: message.priority ?? 'normal' }),
            comment,
          },
          { deliver: false },
        )
      : standIn.addComment(ticket, { ...comment, channel: 'email' }, { deliver: false });
    // Both are sent for a first message; the one that is read back knows the attachments.
    const wanted = isNew ? 'ticket.created' : 'ticket.comment_added';
    const body = change.events.find(({ type }) => type.endsWith(wanted));
    if (message.goesOn === false) waiting.push(body);
    else await deliver(body);
    return body;
  }

  async function agentSets(field: FieldName, value: string | null, ticket = '35'): Promise<void> {
    nowMs += 60_000;
    const change = { agentId: agent.id, fieldId: fieldIds[field], value };
    const { events } = standIn.setFieldByAgent(ticket, change, { deliver: false });
    for (const event of events.filter(({ type }) => type.endsWith('custom_field_changed')))
      await deliver(event);
  }

  /** Staff write a comment; gives the webhook body that Zendesk then sends. */
  async function agentWrites(text: string, message: StaffMessage = {}): Promise<unknown> {
    nowMs += 60_000;
    const { ticket = '35', by = agent, public: isPublic = false, html, channel, attachments = [] } = message;
    standIn.addUser(by);
    const comment = {
      ...{ text, attachments, author: by.id, public: isPublic },
      ...(html === undefined ? {} : { html }),
      ...(channel === undefined ? {} : { channel }),
    };
    const { events } = standIn.addComment(ticket, comment, { deliver: false });
    const body = events.find(({ type }) => type.endsWith('ticket.comment_added'));
    if (message.goesOn !== false) await deliver(body);
    return body;
  }

  /** Public comments in a member of staff's name, oldest first. */
  const answers = (ticket = '35') =>
    standIn
      .ticket(ticket)
      .comments.filter(
        (comment) => comment.public && ![requester.id, participant.id].includes(comment.authorId),
      )
      .map(({ authorId, html, attachments }) => ({ authorId, html: unwrapped(html), attachments }));

  const unwrapped = (html: string) => html.replace(/^<div class="zd-comment" dir="auto">(.*)<\/div>$/s, '$1');

  const ours = (comments: readonly Comment[]) =>
    comments.filter(({ authorId }) => authorId === dragoman.id).map(({ html }) => unwrapped(html));

  return {
    standIn,
    settings,
    services: bench.services,
    /** The API calls made so far, tokens apart. */
    calls,
    enriched,
    /** Events of `reply`, and commands that enrich came upon. */
    published,
    waiting,
    runtime,
    memory: shared.memory,
    traces: shared.traces,
    translations: bench.translations,
    customerWrites,
    agentWrites,
    answers,
    agentSets,
    deliver,
    /** What ingest makes of a webhook body; null = it asks nothing of us. */
    detailOf,
    /** Brings an enriched message into its ticket (once more). */
    write,
    interpret,
    wait: (ms: number) => {
      nowMs += ms;
    },
    /** From now on each API call for which `matches` is true meets the fault. */
    failWhere: (matches: (call: string) => boolean, fault: Fault) => {
      faultOf = (call) => (matches(call) ? fault : { kind: 'none' });
    },
    /** HTML of our notes in a ticket, oldest first. */
    notes: (ticket = '35') => ours(standIn.notesOf(ticket)),
    field: (name: FieldName, ticket = '35') => standIn.ticket(ticket).fields.get(fieldIds[name]) ?? null,
    /** Our updates of tickets so far. */
    updates: () => calls.filter((call) => call.startsWith('PUT ')),
  };
}
export type Desk = Awaited<ReturnType<typeof openDesk>>;
