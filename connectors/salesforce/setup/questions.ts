import type { AccountSettings } from '../../account.ts';
import {
  agentLanguageQuestion,
  answerTo,
  anyText,
  listed,
  neededAnswer,
  question,
} from '../../kit/set-up/questions.ts';
import type { Answers, Question } from '../../set-up.ts';

export const questions: readonly Question[] = [
  question({
    key: 'domain',
    prompt: 'My Domain ("acme" of acme.my.salesforce.com), or its whole address',
    environment: 'SALESFORCE_DOMAIN',
    problem: (answer) =>
      baseUrlIn(answer) === null ? 'expected My Domain, such as acme, or an address' : null,
  }),
  question({
    key: 'account',
    prompt: 'Id of the org (Setup → Company Information; 18 characters)',
    forRemoval: true,
    problem: (answer) =>
      /^00D[A-Za-z0-9]{15}$/.test(answer) ? null : 'expected the id of the org: 00D…, 18 characters',
  }),
  agentLanguageQuestion,
  question({
    key: 'clientId',
    prompt:
      'Consumer key of the External Client App that runs as the integration user (empty = not made yet)',
    required: false,
    environment: 'SALESFORCE_CLIENT_ID',
    problem: anyText,
  }),
  question({
    key: 'clientSecret',
    prompt: 'Its consumer secret',
    required: false,
    secret: true,
    environment: 'SALESFORCE_CLIENT_SECRET',
    isAsked: ({ clientId = '' }) => clientId !== '',
    problem: anyText,
  }),
  question({
    key: 'privateKey',
    prompt: 'Private key (PEM) to sign in as agents with',
    required: false,
    secret: true,
    environment: 'SALESFORCE_PRIVATE_KEY',
    isAsked: () => false,
    problem: anyText,
  }),
  question({
    key: 'testToken',
    prompt:
      'Access token of your own, to write a test message with (sf org auth show-access-token; never stored; empty = write none)',
    required: false,
    secret: true,
    environment: 'SALESFORCE_TEST_TOKEN',
    // Whoever has the app's secret at hand is about to see the first note.
    isAsked: ({ clientSecret = '' }) => clientSecret !== '',
    problem: anyText,
  }),
  question({
    key: 'wayIn',
    prompt: 'How messages come in: relay (Event Relay) or callout (empty = as before, at first relay)',
    required: false,
    problem: (answer) => (/^(relay|callout)?$/.test(answer) ? null : 'expected relay or callout'),
  }),
  question({
    key: 'eventSources',
    prompt: 'Partner event sources that AWS was offered (aws.partner/salesforce.com/…; empty = none yet)',
    required: false,
    isAsked: ({ wayIn }) => wayIn !== 'callout',
    problem: (answer) =>
      listed(answer).every((source) => /^aws\.partner\/salesforce\.com\/\S+$/.test(source))
        ? null
        : 'expected names that begin with aws.partner/salesforce.com/',
  }),
];

export function answersFrom(settings: AccountSettings): Answers {
  const sources = settings.partnerEventSources.join(', ');
  return {
    ...{ domain: settings.baseUrl, account: settings.account },
    agentLanguage: settings.agentLanguages.default,
    ...(sources === '' ? {} : { eventSources: sources }),
  };
}

function baseUrlIn(text: string): string | null {
  const written = text.trim().replace(/\/+$/, '');
  if (/^[a-z0-9][a-z0-9-]*$/i.test(written)) return `https://${written.toLowerCase()}.my.salesforce.com`;
  const url = URL.parse(written.includes('://') ? written : `https://${written}`);
  return url !== null && /^https?:$/.test(url.protocol) && url.hostname.includes('.') ? url.origin : null;
}

export type Wanted = Readonly<{
  baseUrl: string;
  account: string;
  agentLanguage: string;
  /** Null = there is no app yet, or its secret is stored already. */
  client: Readonly<{ clientId: string; clientSecret: string }> | null;
  privateKey: string | null;
  /** Null = not said. */
  wayIn: 'relay' | 'callout' | null;
  eventSources: readonly string[];
}>;

/** The answers in one form. Throws SetUpError for what is missing. */
export function wantedFrom(answers: Answers): Wanted {
  const [clientId, clientSecret] = [answerTo(answers, 'clientId'), answerTo(answers, 'clientSecret')];
  return {
    baseUrl: baseUrlIn(neededAnswer(answers, questions, 'domain')) ?? '',
    account: neededAccount(answers),
    agentLanguage: neededAnswer(answers, questions, 'agentLanguage'),
    client: clientId === null || clientSecret === null ? null : { clientId, clientSecret },
    privateKey: answerTo(answers, 'privateKey'),
    wayIn: wayInOf(answerTo(answers, 'wayIn')),
    eventSources: listed(answerTo(answers, 'eventSources')),
  };
}

const wayInOf = (answer: string | null) => (answer === 'relay' || answer === 'callout' ? answer : null);

/** Throws SetUpError if it is missing. */
export const neededAccount = (answers: Answers): string => neededAnswer(answers, questions, 'account');
