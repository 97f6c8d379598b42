import { languageTagOf } from '../../events/language.ts';
import type { TicketFacts } from '../../events/message-received.v1.ts';
import type { AccountSettings } from '../account.ts';
import type { Interpretation, Place, SkipReason } from '../contract.ts';
import { textOfHtml } from '../kit/html-text.ts';
import { inScope } from '../kit/scope.ts';
import { requestTrackerSettingsOf } from './settings.ts';
import {
  channelWord,
  customerIdOf,
  fieldFamilies,
  fieldValueOf,
  machineKindOf,
  priorityWord,
  statusWord,
} from './vocabulary.ts';
import { isMessageType, isOurs, isSystemUser, whoseMessage } from './whose-message.ts';
import type { DeletedHook, FieldHook, MessageHook } from './wire-hook.ts';

const htmlType = 'text/html';

/** Somebody wrote: a customer, or staff, whose comment may be a command. */
export function interpretMessage(hook: MessageHook, settings: AccountSettings): Interpretation {
  const place: Place = { ticket: hook.ticket, message: hook.transaction, occurredAt: hook.created };
  if (!isMessageType(hook.type)) return { kind: 'skipped', reason: 'unknown-event', place };
  const channel = channelWord(hook.interface);
  const ticketFacts = { ...factsOf(hook, settings), channel: hook.is_first === true ? channel : null };
  const whose = whoseMessage(
    {
      type: hook.type,
      creator: hook.creator,
      isPrivileged: hook.creator_privileged === true,
      isRequestor: hook.creator_is_requestor === true,
      hasRequestor: hook.requestor !== null,
      writeKey: hook.write_key,
    },
    settings,
  );
  if (whose.kind === 'skipped') return { kind: 'skipped', reason: whose.reason, place };
  if (!inScope(settings.scope, ticketFacts)) return { kind: 'skipped', reason: 'out-of-scope', place };
  if (hook.content === null) return { kind: 'hint', hint: { ...place, ticketFacts, about: 'message-id' } };
  const { text, html } = formsOf(hook.content, hook.content_type);
  if (whose.kind === 'staff') {
    const { author, otherwise } = whose;
    const isPublic = hook.type !== 'Comment';
    return { kind: 'staff-comment', comment: { ...place, ticketFacts, author, otherwise, text, isPublic } };
  }
  return {
    kind: 'message',
    message: {
      ...place,
      ticketFacts,
      content: {
        author: { id: whose.author, role: whose.role },
        text,
        html,
        attachmentCount: hook.attachments,
        channel,
        isFirst: hook.is_first === true,
        machineMade: machineKindOf(hook.auto_submitted),
      },
    },
  };
}

/** RT keeps what its web editor makes as HTML alone; a mail with both forms is told by its plain one. */
function formsOf(content: string, contentType: string | null) {
  const isHtml = contentType?.toLowerCase() === htmlType;
  return isHtml ? { text: textOfHtml(content), html: content } : { text: content, html: null };
}

/** A person changed one of our fields: a correction. Whether it differs from our last write is for the reader to say. */
export function interpretFieldChange(hook: FieldHook, settings: AccountSettings): Interpretation {
  const { ticket, creator: actor } = hook;
  const place: Place = { ticket, message: `field:${hook.transaction}`, occurredAt: hook.created };
  const skip = (reason: SkipReason): Interpretation => ({ kind: 'skipped', reason, place });
  const ticketFacts = factsOf(hook, settings);
  const { fields } = requestTrackerSettingsOf(settings);
  const field = fieldFamilies.find((family) => fields[family] === hook.field);
  if (isOurs({ creator: actor, writeKey: null }, settings)) return skip('own-echo');
  if (isSystemUser(actor)) return skip('automation');
  // Someone else's field, or the customer's own entry: nothing that corrects us.
  if (field === undefined || hook.creator_privileged !== true) return skip('unknown-event');
  if (!inScope(settings.scope, ticketFacts)) return skip('out-of-scope');
  const value = fieldValueOf(field, hook.value);
  return {
    kind: 'command',
    command: { ...place, ticketFacts, actor, command: { name: 'field-edited', field, value } },
  };
}

/** Scope is not asked: the ticket may have been in it when copies of it were made. */
export function interpretDeletion(
  hook: Pick<DeletedHook, 'ticket' | 'transaction' | 'created' | 'creator'> & Told,
  settings: AccountSettings,
): Interpretation {
  const { ticket, creator: actor } = hook;
  const place: Place = { ticket, message: `withdrawal:${hook.transaction}`, occurredAt: hook.created };
  if (isOurs({ creator: actor, writeKey: null }, settings)) {
    return { kind: 'skipped', reason: 'own-echo', place };
  }
  const ticketFacts = factsOf(hook, settings);
  return {
    kind: 'withdrawal',
    withdrawal: { ...place, ticketFacts, actor, withdrawn: { what: 'conversation' } },
  };
}

type Told = Pick<
  MessageHook,
  'subject' | 'status' | 'priority' | 'tags' | 'queue' | 'requestor' | 'requestor_lang'
>;

/** What is told of a ticket, in our words. A queue is what its agents share: our group. */
export function factsOf(told: Told, settings: AccountSettings): TicketFacts {
  const vendor = requestTrackerSettingsOf(settings);
  const { requestor } = told;
  return {
    subject: told.subject,
    status: statusWord(told.status, vendor),
    priority: priorityWord(told.priority, vendor),
    channel: null,
    tags: told.tags ?? [],
    brand: null,
    group: told.queue,
    form: null,
    requester: requestor === null ? null : customerIdOf(requestor, settings.account),
    requesterLocale: languageTagOf(told.requestor_lang),
  };
}
