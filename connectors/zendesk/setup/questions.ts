import type { AccountSettings } from '../../account.ts';
import {
  agentLanguageQuestion,
  answerTo,
  anyText,
  listed,
  neededAnswer,
  question,
} from '../../kit/set-up/questions.ts';
import { type Answers, type Question, SetUpError } from '../../set-up.ts';
import { zendeskSettingsOf } from '../settings.ts';
import type { OauthClient } from './admin-api.ts';

const never = () => false;

export const questions: readonly Question[] = [
  question({
    key: 'subdomain',
    prompt: 'Zendesk subdomain ("acme" of acme.zendesk.com), or its whole address',
    environment: 'ZENDESK_SUBDOMAIN',
    forRemoval: true,
    problem: (answer) =>
      baseUrlIn(answer) === null ? 'expected a subdomain such as acme, or an address' : null,
  }),
  question({
    key: 'account',
    // https://developer.zendesk.com/documentation/webhooks/anatomy-of-a-webhook-request/
    prompt:
      "Zendesk's account id (digits; no API tells it: each webhook of the account sends it as the header " +
      'x-zendesk-account-id, and docs/connecting.md says where to look)',
    environment: 'ZENDESK_ACCOUNT_ID',
    forRemoval: true,
    problem: (answer) => (/^\d{1,20}$/.test(answer) ? null : 'expected the account id: digits'),
  }),
  question({
    key: 'adminClientId',
    prompt: "Identifier of an admin's OAuth client (confidential, scopes read write; used now, never stored)",
    environment: 'ZENDESK_ADMIN_CLIENT_ID',
    forRemoval: true,
  }),
  question({
    key: 'adminClientSecret',
    prompt: "Secret of the admin's client",
    secret: true,
    environment: 'ZENDESK_ADMIN_CLIENT_SECRET',
    forRemoval: true,
  }),
  agentLanguageQuestion,
  question({
    key: 'runtimeUser',
    prompt: 'E-mail of the agent that Dragoman writes as and nobody else uses; made if there is none',
    problem: (answer) =>
      /^(\d+|\S+@\S+)$/.test(answer) ? null : 'expected an e-mail address, or the id of a user',
  }),
  question({
    key: 'forms',
    prompt:
      'Ticket forms that get the fields (names or ids, comma between; empty = those that have them, else all)',
    required: false,
    problem: anyText,
  }),
  question({
    key: 'messagingAppId',
    prompt: 'App id of Sunshine Conversations, to answer in chats (empty = no chats)',
    required: false,
    problem: (answer) => (/^[A-Za-z0-9]{0,64}$/.test(answer) ? null : 'expected letters and digits'),
  }),
  question({
    key: 'messagingKeyId',
    prompt: 'Id of its key (app_…)',
    required: false,
    isAsked: ({ messagingAppId = '' }) => messagingAppId !== '',
    problem: anyText,
  }),
  question({
    key: 'messagingKeySecret',
    prompt: 'Secret of the key of Sunshine Conversations',
    required: false,
    secret: true,
    environment: 'ZENDESK_MESSAGING_KEY_SECRET',
    isAsked: ({ messagingKeyId = '' }) => messagingKeyId !== '',
    problem: anyText,
  }),
  question({
    key: 'clientId',
    prompt: "Identifier of the runtime user's own OAuth client, where it was made by hand",
    required: false,
    isAsked: never,
    problem: anyText,
  }),
  question({
    key: 'clientSecret',
    prompt: "Secret of the runtime user's own client",
    required: false,
    secret: true,
    environment: 'ZENDESK_CLIENT_SECRET',
    isAsked: ({ clientId = '' }) => clientId !== '',
    problem: anyText,
  }),
];

/** Answers that the settings hold. */
export function answersFrom(settings: AccountSettings): Answers {
  const { messaging } = zendeskSettingsOf(settings);
  return {
    subdomain: settings.baseUrl,
    account: settings.account,
    agentLanguage: settings.agentLanguages.default,
    runtimeUser: settings.runtimeUserId,
    ...(messaging === undefined ? {} : { messagingAppId: messaging.appId }),
  };
}

/** The address of a Zendesk by its subdomain or a whole address; null = it is neither. */
export function baseUrlIn(text: string): string | null {
  const written = text.trim().replace(/\/+$/, '');
  if (/^[a-z0-9][a-z0-9-]*$/i.test(written)) return `https://${written.toLowerCase()}.zendesk.com`;
  const url = URL.parse(written.includes('://') ? written : `https://${written}`);
  return url !== null && /^https?:$/.test(url.protocol) && url.hostname.includes('.') ? url.origin : null;
}

/** Which Zendesk, and how an admin gets in. */
export type AdminAccess = Readonly<{ baseUrl: string; account: string; admin: OauthClient }>;

/** What connecting a Zendesk needs to know. */
export type Wanted = AdminAccess &
  Readonly<{
    agentLanguage: string;
    /** An e-mail address or an id. */
    runtimeUser: string;
    /** Names or ids; empty = not said. */
    forms: readonly string[];
    messagingAppId: string | null;
    messagingKey: Readonly<{ keyId: string; secret: string }> | null;
    /** The runtime's client, where a person made it. */
    client: OauthClient | null;
  }>;

const needed = (answers: Answers, key: string) => neededAnswer(answers, questions, key);

/** Throws SetUpError for what is missing. */
export function adminAccessFrom(answers: Answers): AdminAccess {
  const baseUrl = baseUrlIn(needed(answers, 'subdomain'));
  if (baseUrl === null) throw new SetUpError('Zendesk needs a subdomain such as acme, or its whole address.');
  const clientId = needed(answers, 'adminClientId');
  const admin = { clientId, clientSecret: needed(answers, 'adminClientSecret') };
  return { baseUrl, account: needed(answers, 'account'), admin };
}

/** The answers in one form. Throws SetUpError for what is missing. */
export function wantedFrom(answers: Answers): Wanted {
  const pair = (one: string, other: string) => [answerTo(answers, one), answerTo(answers, other)] as const;
  const [keyId, secret] = pair('messagingKeyId', 'messagingKeySecret');
  const [clientId, clientSecret] = pair('clientId', 'clientSecret');
  return {
    ...adminAccessFrom(answers),
    agentLanguage: needed(answers, 'agentLanguage'),
    runtimeUser: needed(answers, 'runtimeUser'),
    forms: listed(answerTo(answers, 'forms')),
    messagingAppId: answerTo(answers, 'messagingAppId'),
    messagingKey: keyId === null || secret === null ? null : { keyId, secret },
    client: clientId === null || clientSecret === null ? null : { clientId, clientSecret },
  };
}
