import type { AccountSettings } from '../account.ts';
import type { Interpretation, Place } from '../contract.ts';
import { inScope } from '../kit/scope.ts';
import { factsOf, interpretTold } from './interpret.ts';
import { lowerAddress } from './mail-addresses.ts';
import { messageEvent } from './names.ts';
import { ownAddressesOf, salesforceSettingsOf } from './settings.ts';
import type { CaseTold } from './told.ts';
import { fieldFamilies, valueOfField } from './vocabulary.ts';
import { isOurs } from './whose-message.ts';
import type { DeletionTold, FieldTold, MessageTold } from './wire-event.ts';

const { fields: names } = messageEvent;

function caseTold(event: MessageTold | FieldTold | DeletionTold): CaseTold {
  return {
    subject: event[names.subject],
    status: event[names.caseStatus],
    priority: event[names.casePriority],
    origin: event[names.caseOrigin],
    contact: event[names.contactId],
    suppliedEmail: event[names.caseEmail],
    locale: event[names.contactLocale],
    owner: event[names.ownerId],
    recordType: event[names.recordTypeId],
  };
}

/**
 * Whether the package takes an e-mail for the contact's because it comes from the address that opened the case, which is one of
 * ours: it does not know the settings, and does not tell the contact's address.
 */
function isInDoubt(event: MessageTold, settings: AccountSettings): boolean {
  const { [names.authorAddress]: address, [names.authorId]: author, [names.contactId]: contact } = event;
  if (address === null || contact === null || author !== contact) return false;
  const from = lowerAddress(address);
  return (
    from === lowerAddress(event[names.caseEmail] ?? '') &&
    ownAddressesOf(salesforceSettingsOf(settings)).has(from)
  );
}

/** A message with its text; where the event could not hold all of it, or who wrote is in doubt, a hint. */
export function interpretMessage(event: MessageTold, settings: AccountSettings): Interpretation {
  const author = {
    type: event[names.authorType],
    id: event[names.authorId],
    address: event[names.authorAddress],
    actor: null,
  };
  return interpretTold(
    {
      record: event[names.recordId],
      ticket: event[names.caseId],
      occurredAt: event[names.occurredAt],
      author,
      isPublic: event[names.isPublic],
      isFirst: event[names.isFirst],
      text: event[names.isWhole] && !isInDoubt(event, settings) ? (event[names.body] ?? '') : null,
      html: null,
      attachmentCount: event[names.attachmentCount],
      channel: event[names.channel],
      machineMade: event[names.machineMade],
      case: caseTold(event),
    },
    settings,
  );
}

/** A person changed one of our fields: a correction. Whether it differs from our last write is for the reader to say. */
export function interpretField(event: FieldTold, settings: AccountSettings): Interpretation {
  const ticket = event[names.caseId];
  const occurredAt = event[names.occurredAt];
  const name = event[names.fieldName];
  const actor = event[names.authorId];
  const place: Place = { ticket, message: `field:${ticket}:${name}:${occurredAt}`, occurredAt };
  const { fields } = salesforceSettingsOf(settings);
  const field = fieldFamilies.find((family) => fields[family]?.toLowerCase() === name.toLowerCase());
  if (field === undefined || event[names.authorType] === 'customer') {
    return { kind: 'skipped', reason: 'unknown-event', place };
  }
  if (isOurs({ id: actor, actor: null }, settings)) return { kind: 'skipped', reason: 'own-echo', place };
  if (actor === null || event[names.authorType] === 'automation') {
    return { kind: 'skipped', reason: 'automation', place };
  }
  const ticketFacts = factsOf(caseTold(event), settings);
  if (!inScope(settings.scope, ticketFacts)) return { kind: 'skipped', reason: 'out-of-scope', place };
  const value = valueOfField(field, event[names.fieldValue]);
  return {
    kind: 'command',
    command: { ...place, ticketFacts, actor, command: { name: 'field-edited', field, value } },
  };
}

/** Scope is not asked: a case may have been in it when the copies were made. */
export function interpretDeletion(event: DeletionTold, settings: AccountSettings): Interpretation {
  const ticket = event[names.caseId];
  const record = event[names.recordId] ?? ticket;
  const occurredAt = event[names.occurredAt];
  const actor = event[names.authorId];
  const place: Place = { ticket, message: `deleted:${record}:${occurredAt}`, occurredAt };
  if (isOurs({ id: actor, actor: null }, settings)) return { kind: 'skipped', reason: 'own-echo', place };
  const withdrawn =
    record === ticket ? ({ what: 'conversation' } as const) : ({ what: 'text', message: record } as const);
  const ticketFacts = factsOf(caseTold(event), settings);
  return { kind: 'withdrawal', withdrawal: { ...place, ticketFacts, actor, withdrawn } };
}
