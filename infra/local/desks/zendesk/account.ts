import type { IntentFile } from '../../../intents.ts';
import type { TicketField, User } from '../../helpdesks/zendesk/index.ts';

/** The account's id, where nothing names another one. */
export const defaultAccountId = '22129848';

/** A role with what Dragoman needs and no more. */
export const integrationRoleId = '8646151517903';

/** Who is who in the stand-in account. */
export const people = {
  /** The user that Dragoman writes as. */
  dragoman: {
    id: '8447388090001',
    name: 'Dragoman',
    email: 'dragoman@example.com',
    role: 'agent',
    locale: 'en',
    customRoleId: integrationRoleId,
    roleType: 0,
  },
  agent: {
    id: '8447388090495',
    name: 'Marta Agent',
    email: 'marta@example.com',
    role: 'agent',
    locale: 'en',
  },
  /** Who sets up. */
  admin: {
    id: '8447388090002',
    name: 'Ada Admin',
    email: 'ada@example.com',
    role: 'admin',
    locale: 'en',
  },
} as const satisfies Record<string, User>;

export const fieldIds = {
  language: '360000000001',
  sentiment: '360000000002',
  intent: '360000000003',
  subject: '360000000004',
} as const;

/** The languages that the account's drop-down offers, as an admin would set it up. */
const offeredLanguages =
  'af sq am ar hy az bn bs bg ca zh-Hans zh-Hant hr cs da fa-AF nl en et fa fil fi fr fr-CA ka de el gu ht ha he hi hu is ' +
  'id ga it ja kn kk ko lv lt mk ms ml mt mr mn nb ps pl pt pt-BR pt-PT pa ro ru sr si sk sl so es es-MX sw sv ta te th tr uk ur ' +
  'uz vi cy und';

const snakeCase = (text: string) =>
  text
    .replace(/(?<=[a-z0-9])(?=[A-Z])/g, '_')
    .replaceAll('-', '_')
    .toLowerCase();

const tagPrefixes = { language: 'dm_lang_', sentiment: 'dm_sentiment_', intent: 'dm_intent_' } as const;
type Dropdown = keyof typeof tagPrefixes;

/** The option tag of a value in one of the account's drop-downs, as an admin would name it: `gl` → `dm_lang_gl`. */
export function optionTagOf(field: Dropdown, value: string): string {
  return `${tagPrefixes[field]}${snakeCase(value)}`;
}

function dropdown(field: Dropdown, title: string, values: readonly string[]): TicketField {
  const id = fieldIds[field];
  const options = values.map((value) => ({ name: value, value: optionTagOf(field, value) }));
  return { id, type: 'tagger', title, options };
}

/** The fields that an admin makes as the README says. */
export function ticketFieldsFor(intents: readonly IntentFile[]): readonly TicketField[] {
  const intentNames = [...new Set(intents.flatMap((file) => file.intents.map(({ name }) => name)))];
  return [
    dropdown('language', 'Language', offeredLanguages.split(' ')),
    dropdown('sentiment', 'Sentiment', ['POSITIVE', 'NEGATIVE', 'NEUTRAL', 'MIXED']),
    dropdown('intent', 'Intent', intentNames),
    { id: fieldIds.subject, type: 'text', title: 'Subject, translated' },
  ];
}

/** What the webhook subscribes to. */
export const subscriptions = [
  'ticket.created',
  'ticket.comment_added',
  'ticket.custom_field_changed',
  'ticket.comment_redacted',
  'ticket.attachment_redacted_from_comment',
  'ticket.soft_deleted',
  'ticket.permanently_deleted',
  'messaging_ticket.message_added',
].map((name) => `zen:event-type:${name}`);

/** The account's app of Sunshine Conversations. */
export const sunshineAppId = '5f0000000000000000000001';
