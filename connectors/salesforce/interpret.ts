import { languageTagOf } from '../../events/language.ts';
import type { TicketFacts } from '../../events/message-received.v1.ts';
import type { AccountSettings } from '../account.ts';
import type { Interpretation, Place } from '../contract.ts';
import { inScope } from '../kit/scope.ts';
import { firstMessageOf } from './ids.ts';
import { salesforceSettingsOf } from './settings.ts';
import { type CaseTold, isDescription, type Told } from './told.ts';
import { channelOf, priorityOf, statusOf } from './vocabulary.ts';
import { customerKeyOf, requesterKeyOf, whoseMessage } from './whose-message.ts';

/** What a message means for this account, in whatever way it became known. */
export function interpretTold(told: Told, settings: AccountSettings): Interpretation {
  const place = placeOf(told);
  const whose = whoseMessage(told, settings);
  if (whose.kind === 'skipped') return { kind: 'skipped', reason: whose.reason, place };
  const ticketFacts = factsOf(told.case, settings, requesterOf(told, settings));
  if (!inScope(settings.scope, ticketFacts)) return { kind: 'skipped', reason: 'out-of-scope', place };
  const { text, isPublic } = told;
  if (text === null) {
    const about = isDescription(told) ? 'first-message' : 'message-id';
    return { kind: 'hint', hint: { ...place, ticketFacts, about } };
  }
  if (whose.kind === 'staff') {
    const { author, otherwise } = whose;
    return { kind: 'staff-comment', comment: { ...place, ticketFacts, author, otherwise, text, isPublic } };
  }
  const { html, attachmentCount, channel, isFirst, machineMade } = told;
  return {
    kind: 'message',
    message: {
      ...place,
      ticketFacts,
      content: {
        author: { id: whose.author, role: whose.role },
        ...{ text, html, attachmentCount, channel, isFirst, machineMade },
      },
    },
  };
}

function placeOf(told: Told): Place {
  const { record, ticket, occurredAt } = told;
  return { ticket, message: isDescription(told) ? firstMessageOf(ticket) : record, occurredAt };
}

/** Whose case it is; where the case does not say it, who opened it. */
function requesterOf(told: Told, settings: AccountSettings): string | null {
  const known = requesterKeyOf(told.case, settings);
  if (known !== null) return known;
  return told.isFirst && told.author.type === 'customer' ? customerKeyOf(told, settings) : null;
}

/** What is known of a case, in our words. Salesforce has no brands; tags are records of ours that no event tells of. */
export function factsOf(
  told: CaseTold,
  settings: AccountSettings,
  requester: string | null = requesterKeyOf(told, settings),
): TicketFacts {
  const words = salesforceSettingsOf(settings);
  return {
    subject: told.subject,
    status: statusOf(told.status, words),
    priority: priorityOf(told.priority, words),
    channel: channelOf(told.origin),
    tags: [],
    brand: null,
    group: told.owner,
    form: told.recordType,
    requester,
    requesterLocale: languageTagOf(told.locale),
  };
}

/** A case of which nothing is known but its id. */
export const unknownCase: TicketFacts = {
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
