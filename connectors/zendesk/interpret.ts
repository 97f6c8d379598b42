import type { TicketFacts } from '../../events/message-received.v1.ts';
import type { AccountSettings } from '../account.ts';
import type { Interpretation, Place } from '../contract.ts';
import { inScope } from '../kit/scope.ts';
import { isAutomationChannel, isVoiceChannel, messagingChannel } from './channels.ts';
import { zendeskSettingsOf } from './settings.ts';
import { fieldFamilies, valueOfTag } from './vocabulary.ts';
import { isOurs, isPerson, whoseMessage } from './whose-message.ts';
import type {
  CommentAdded,
  CustomFieldChanged,
  TicketCreated,
  TicketDetail,
  TriggerHint,
} from './wire-webhook.ts';

/** A comment with its text; where the ticket's channel leaves doubt about the comment's own, a hint. */
export function interpretComment(event: CommentAdded, settings: AccountSettings): Interpretation {
  const { detail, time: occurredAt } = event;
  const { comment } = event.event;
  const place: Place = { ticket: detail.id, message: comment.id, occurredAt };
  const ticketFacts = factsOf(detail);
  // The event tells the channel of the ticket's creation, never the comment's, so the comment's counts as unknown.
  const isFirst = detail.description !== null && sameText(detail.description, comment.body ?? '');
  const whose = whoseMessage(
    {
      author: comment.author?.id ?? null,
      actor: detail.actor_id,
      isStaff: comment.author?.is_staff ?? false,
      isPublic: comment.is_public,
      isFirst,
      requester: detail.requester_id,
      channel: isAutomationChannel(ticketFacts.channel) ? ticketFacts.channel : null,
      ofChat: ticketFacts.channel === messagingChannel,
      relation: null,
    },
    settings,
  );
  if (whose.kind === 'skipped') return { kind: 'skipped', reason: whose.reason, place };
  if (!inScope(settings.scope, ticketFacts)) return { kind: 'skipped', reason: 'out-of-scope', place };
  if (whose.kind === 'staff') {
    const { author, otherwise } = whose;
    const said = { text: comment.body ?? '', isPublic: comment.is_public };
    return { kind: 'staff-comment', comment: { ...place, ticketFacts, author, otherwise, ...said } };
  }
  if (isVoiceChannel(ticketFacts.channel)) {
    return { kind: 'hint', hint: { ...place, ticketFacts, about: 'message-id' } };
  }
  return {
    kind: 'message',
    message: {
      ...place,
      ticketFacts,
      content: {
        author: { id: whose.author, role: whose.role },
        text: comment.body ?? '',
        html: null,
        attachmentCount: null,
        channel: null,
        isFirst,
        machineMade: null,
      },
    },
  };
}

/** A new ticket does not say whose words its description is, so its first comment is read back. */
export function interpretCreated(event: TicketCreated, settings: AccountSettings): Interpretation {
  const { detail, time: occurredAt } = event;
  const place: Place = { ticket: detail.id, message: `first:${detail.id}`, occurredAt };
  const ticketFacts = factsOf(detail);
  const skip = (reason: 'own-echo' | 'automation' | 'voice' | 'out-of-scope'): Interpretation => ({
    kind: 'skipped',
    reason,
    place,
  });
  if (isOurs({ actor: detail.actor_id, author: detail.submitter_id }, settings)) return skip('own-echo');
  if (isAutomationChannel(ticketFacts.channel)) return skip('automation');
  if (isVoiceChannel(ticketFacts.channel)) return skip('voice');
  if (!inScope(settings.scope, ticketFacts)) return skip('out-of-scope');
  return { kind: 'hint', hint: { ...place, ticketFacts, about: 'first-message' } };
}

/** A person changed one of our fields: a correction. Whether it differs from our last write is for the reader to say. */
export function interpretFieldChange(event: CustomFieldChanged, settings: AccountSettings): Interpretation {
  const { detail, time: occurredAt } = event;
  const place: Place = { ticket: detail.id, message: `field:${event.id}`, occurredAt };
  const ticketFacts = factsOf(detail);
  const actor = detail.actor_id;
  const { fields } = zendeskSettingsOf(settings);
  const field = fieldFamilies.find((family) => fields[family] === event.event.custom_field.id);
  // Someone else's field, or the customer's own entry in a form: nothing that corrects us.
  if (field === undefined || (actor !== null && actor === detail.requester_id)) {
    return { kind: 'skipped', reason: 'unknown-event', place };
  }
  if (isOurs({ actor, author: null }, settings)) return { kind: 'skipped', reason: 'own-echo', place };
  if (actor === null || !isPerson(actor)) return { kind: 'skipped', reason: 'automation', place };
  if (!inScope(settings.scope, ticketFacts)) return { kind: 'skipped', reason: 'out-of-scope', place };
  const tag = tagOf(event.event.current);
  const value = tag === null ? null : valueOfTag(settings.tagPrefix, field, tag);
  return {
    kind: 'command',
    command: { ...place, ticketFacts, actor, command: { name: 'field-edited', field, value } },
  };
}

/** A trigger tells only that there is something. `sentAt` is the time that Zendesk signed the delivery with. */
export function interpretTrigger(
  trigger: TriggerHint,
  sentAt: string,
  settings: AccountSettings,
): Interpretation {
  const { ticket_id: ticket, comment_id: comment } = trigger;
  const place: Place = { ticket, message: comment ?? `latest:${ticket}:${sentAt}`, occurredAt: sentAt };
  if (isOurs({ actor: trigger.current_user_id, author: null }, settings)) {
    return { kind: 'skipped', reason: 'own-echo', place };
  }
  // Brand, group and form are not told: scope is checked when the ticket has been read.
  const ticketFacts = { ...unknownTicket, requester: trigger.requester_id };
  return {
    kind: 'hint',
    hint: {
      ...place,
      ticketFacts,
      about: comment === null ? 'latest-message' : 'message-id',
    },
  };
}

const unknownTicket: TicketFacts = {
  subject: null,
  status: null,
  priority: null,
  channel: null,
  tags: [],
  brand: null,
  group: null,
  form: null,
  requester: null,
  requesterLocale: null,
};

/** What an event tells of its ticket. */
export function factsOf(detail: TicketDetail): TicketFacts {
  return {
    subject: detail.subject,
    status: detail.status,
    priority: detail.priority,
    channel: detail.via?.channel ?? null,
    tags: detail.tags ?? [],
    brand: detail.brand_id,
    group: detail.group_id,
    form: detail.form_id,
    requester: detail.requester_id,
    requesterLocale: null,
  };
}

/** The option tag in a field event's `current`: `{"value":"dm_lang_es"}`, in older events the bare tag. */
function tagOf(current: unknown): string | null {
  const value =
    typeof current === 'object' && current !== null && 'value' in current ? current.value : current;
  return typeof value === 'string' && value !== '' ? value : null;
}

function sameText(one: string, other: string): boolean {
  return one.replace(/\s+/g, ' ').trim() === other.replace(/\s+/g, ' ').trim();
}
