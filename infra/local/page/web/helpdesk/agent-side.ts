import { helpdeskPaths, type PageConfig } from '../../api.ts';
import { beginningOf } from '../format/words.ts';
import { type Call, call, mapResult, type Result } from './call.ts';
import { hasFailedReply } from './failed-reply.ts';
import { type dropdowns, type FieldOptions, type FieldValues, fieldValuesOf } from './fields.ts';
import { type Entry, entriesOfComments, entriesOfLog, type Staff, subjectsOfComments } from './thread.ts';
import {
  auditsAnswer,
  commentsAnswer,
  fieldsAnswer,
  logAnswer,
  ticketAnswer,
  ticketsAnswer,
  userAnswer,
  type WireTicket,
} from './wire.ts';

export type HelpdeskConfig = NonNullable<PageConfig['helpdesk']>;

/** A ticket as lists and headers show it. */
export type Ticket = Readonly<{
  id: string;
  /** Where there is no subject, how the first message begins. */
  title: string;
  status: WireTicket['status'];
  priority: WireTicket['priority'];
  tags: readonly string[];
  requester: Readonly<{ id: string; name: string }>;
  createdAtMs: number;
  updatedAtMs: number;
  isChat: boolean;
  /** Whether the newest answer did not go out to the customer. */
  hasFailedReply: boolean;
  fields: FieldValues;
}>;

export type OpenTicket = Readonly<{ ticket: Ticket; entries: readonly Entry[] }>;

export type TicketChange = Readonly<
  | { kind: 'comment'; text: string; isPublic: boolean }
  | { kind: 'field'; field: (typeof dropdowns)[number]; value: string }
  | { kind: 'status'; status: WireTicket['status'] }
  | { kind: 'priority'; priority: NonNullable<WireTicket['priority']> | null }
>;

/** The helpdesk as the agent's tool uses it. */
export type AgentSide = Readonly<{
  tickets(): Promise<Result<readonly Ticket[]>>;
  open(ticket: string): Promise<Result<OpenTicket>>;
  fieldOptions(): Promise<Result<FieldOptions>>;
  change(ticket: string, change: TicketChange): Promise<Result<null>>;
}>;

const api = `${helpdeskPaths.agent}/api/v2`;
const listedTickets = 50;
/** The tag's prefix is a setting, so only its end is known. */
const failedTagEnd = '_reply_failed';

export function agentSide({ agent, runtimeUserId, fieldIds, personas }: HelpdeskConfig): AgentSide {
  const staff: Staff = { agentId: agent.userId, agentName: agent.name, runtimeUserId };
  const names = new Map(personas.map(({ userId, name }) => [userId, name]));

  async function nameOf(userId: string): Promise<string> {
    const known = names.get(userId);
    if (known !== undefined) return known;
    const answer = await call({ path: `${api}/users/${userId}.json` }, userAnswer);
    if (!answer.ok) return `User ${userId}`;
    names.set(userId, answer.value.user.name);
    return answer.value.user.name;
  }

  const isTagged = ({ tags }: WireTicket) => tags.some((tag) => tag.endsWith(failedTagEnd));

  /** Of a tagged ticket, and only of it, the conversation has to be read. If it cannot be, the tag counts. */
  async function listed(wire: WireTicket): Promise<Ticket> {
    const entries = isTagged(wire) ? await entriesOf(wire) : null;
    return ticketOf(wire, entries?.ok === true ? entries.value : null);
  }

  const ticketOf = async (wire: WireTicket, entries: readonly Entry[] | null): Promise<Ticket> => ({
    id: wire.id,
    title: wire.subject === '' ? beginningOf(wire.description) : wire.subject,
    status: wire.status,
    priority: wire.priority,
    tags: wire.tags,
    requester: { id: wire.requester_id, name: await nameOf(wire.requester_id) },
    createdAtMs: wire.created_at,
    updatedAtMs: wire.updated_at,
    isChat: wire.from_messaging_channel,
    hasFailedReply: isTagged(wire) && (entries === null || hasFailedReply(entries)),
    fields: fieldValuesOf(wire, fieldIds),
  });

  async function entriesOf(wire: WireTicket): Promise<Result<readonly Entry[]>> {
    const ofTicket = (what: string): Call => ({ path: `${api}/tickets/${wire.id}/${what}` });
    const audits = await call(ofTicket('audits.json?sort=-created_at'), auditsAnswer);
    if (!audits.ok) return audits;
    const subjects = subjectsOfComments(audits.value.audits);
    if (wire.from_messaging_channel) {
      const log = await call(ofTicket('conversation_log?page[size]=100'), logAnswer);
      return mapResult(log, ({ events }) => entriesOfLog(events, staff, subjects));
    }
    const comments = await call(ofTicket('comments.json?include=users'), commentsAnswer);
    return mapResult(comments, (value) => entriesOfComments(value, staff, subjects));
  }

  return {
    async tickets() {
      const path = `${api}/tickets.json?sort=-updated_at&page[size]=${listedTickets}`;
      const answer = await call({ path }, ticketsAnswer);
      if (!answer.ok) return answer;
      const { tickets } = answer.value;
      return { ok: true, value: await Promise.all(tickets.map(listed)) };
    },

    async open(id) {
      const ifMissing = `There is no ticket ${id} in this demo. Choose one from the list, or write as the customer.`;
      const answer = await call({ path: `${api}/tickets/${id}.json`, ifMissing }, ticketAnswer);
      if (!answer.ok) return answer;
      const wire = answer.value.ticket;
      const entries = await entriesOf(wire);
      if (!entries.ok) return entries;
      return { ok: true, value: { ticket: await ticketOf(wire, entries.value), entries: entries.value } };
    },

    async fieldOptions() {
      const answer = await call({ path: `${api}/ticket_fields.json` }, fieldsAnswer);
      return mapResult(answer, ({ ticket_fields: fields }) => {
        const optionsOf = (id: string) => fields.find((field) => field.id === id)?.custom_field_options ?? [];
        return {
          language: optionsOf(fieldIds.language),
          sentiment: optionsOf(fieldIds.sentiment),
          intent: optionsOf(fieldIds.intent),
        };
      });
    },

    async change(id, change) {
      const body = { ticket: bodyOf(change, fieldIds) };
      const answer = await call({ method: 'PUT', path: `${api}/tickets/${id}.json`, body }, ticketAnswer);
      return mapResult(answer, () => null);
    },
  };
}

function bodyOf(change: TicketChange, fieldIds: HelpdeskConfig['fieldIds']): Record<string, unknown> {
  switch (change.kind) {
    case 'comment':
      return { comment: { body: change.text, public: change.isPublic } };
    case 'field':
      return { custom_fields: [{ id: fieldIds[change.field], value: change.value }] };
    case 'status':
      return { status: change.status };
    case 'priority':
      return { priority: change.priority };
  }
}
