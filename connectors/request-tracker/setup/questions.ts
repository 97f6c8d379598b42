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

/** As `dragoman.initialdata` calls its user. */
const usualUser = 'dragoman';

export const questions: readonly Question[] = [
  question({
    key: 'url',
    prompt: 'Address of Request Tracker ($WebURL), such as https://rt.example.com',
    environment: 'RT_URL',
    problem: (answer) =>
      baseUrlIn(answer) === null ? 'expected an address such as https://rt.example.com' : null,
  }),
  question({
    key: 'account',
    prompt: '$rtname, as it stands in RT_SiteConfig',
    forRemoval: true,
    problem: (answer) =>
      /^[A-Za-z0-9._@-]{1,64}$/.test(answer) ? null : 'expected $rtname: letters, digits, and . _ @ -',
  }),
  agentLanguageQuestion,
  question({
    key: 'queues',
    prompt: 'Queues to translate in (names, comma between; empty = all)',
    required: false,
    problem: anyText,
  }),
  question({
    key: 'runtimeUser',
    prompt: `Login of the user that Dragoman writes as (empty = ${usualUser})`,
    required: false,
    problem: anyText,
  }),
  question({
    key: 'token',
    prompt: 'Auth token of that user (empty = not made yet)',
    required: false,
    secret: true,
    environment: 'RT_TOKEN',
    problem: anyText,
  }),
  question({
    key: 'testToken',
    prompt: 'Auth token of your own, to write a test message with (never stored; empty = write none)',
    required: false,
    secret: true,
    environment: 'RT_TEST_TOKEN',
    // Whoever has the token of the runtime user at hand is about to see the first note.
    isAsked: ({ token = '' }) => token !== '',
    problem: anyText,
  }),
  question({
    key: 'testQueue',
    prompt: 'Queue for the test message (empty = the first of the queues to translate in)',
    required: false,
    isAsked: ({ testToken = '', queues = '' }) => testToken !== '' && queues === '',
    problem: anyText,
  }),
  question({
    key: 'configFile',
    prompt: 'File to write the lines for RT_SiteConfig into, secret and all',
    required: false,
    isAsked: () => false,
    problem: anyText,
  }),
];

export function answersFrom({
  baseUrl,
  account,
  agentLanguages,
  runtimeUserId,
  scope,
}: AccountSettings): Answers {
  const queues = scope.include.groups.join(', ');
  return {
    ...{ url: baseUrl, account, agentLanguage: agentLanguages.default, runtimeUser: runtimeUserId },
    ...(queues === '' ? {} : { queues }),
  };
}

function baseUrlIn(text: string): string | null {
  const url = URL.parse(text.trim());
  return url !== null && /^https?:$/.test(url.protocol) ? url.href.replace(/\/+$/, '') : null;
}

/** What connecting an RT needs to know. */
export type Wanted = Readonly<{
  baseUrl: string;
  account: string;
  agentLanguage: string;
  /** Empty = all. */
  queues: readonly string[];
  runtimeUser: string;
  token: string | null;
  configFile: string | null;
}>;

/** The answers in one form. Throws SetUpError for what is missing. */
export function wantedFrom(answers: Answers): Wanted {
  return {
    baseUrl: baseUrlIn(neededAnswer(answers, questions, 'url')) ?? '',
    account: neededAnswer(answers, questions, 'account'),
    agentLanguage: neededAnswer(answers, questions, 'agentLanguage'),
    queues: listed(answerTo(answers, 'queues')),
    runtimeUser: answerTo(answers, 'runtimeUser') ?? usualUser,
    token: answerTo(answers, 'token'),
    configFile: answerTo(answers, 'configFile'),
  };
}

/** Throws SetUpError if it is missing. */
export const neededAccount = (answers: Answers): string => neededAnswer(answers, questions, 'account');
