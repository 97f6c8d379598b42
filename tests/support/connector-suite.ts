import type { AccountSettings } from '../../connectors/account.ts';
import type { EnrichmentWrite, WriteOutcome } from '../../connectors/contract.ts';
import type { Reply } from './scripted-server.ts';

/** The columns of the README's table of connectors. */
export const aspects = [
  'inbound way',
  'note',
  'reply as agent',
  'attachments',
  'fields',
  'tags',
  'idempotency',
  'echo rule',
  'catch-up',
  'limits obeyed',
] as const;
export type Aspect = (typeof aspects)[number];

/** One cell of that table, a few words, and the test that bears its name: against the tool's stand-in, over HTTP. */
export type Cell = Readonly<{ says: string; proof: () => Promise<void> }>;

/** What a connector's fixtures give to the suite that runs over the registry. */
export type ConnectorSuite = Readonly<{
  settings(baseUrl: string): AccountSettings;
  /** The content of the `…/api` secret. */
  apiSecret: unknown;
  account: string;
  /** Headers that prove `body`, made without the connector's code. `time` is an RFC 3339 instant. */
  sign(body: Uint8Array, secret: string, time: string): Readonly<Record<string, string>>;
  /** Headers as from `sign`, but with garbage for the signature or the time. */
  withSignature(
    headers: Readonly<Record<string, string>>,
    signature: string,
  ): Readonly<Record<string, string>>;
  signWithGarbageTime(body: Uint8Array, secret: string): Readonly<Record<string, string>>;
  /** A customer's message with this text and this id, as the vendor sends it. */
  customerMessage(text: string, id?: string): string;
  /** Two ids that a message may have, where the vendor's have a form of their own; left out = `11` and `12`. */
  messageIds?: readonly [string, string];
  /** Genuine variations that must all be understood: nothing assigned, no subject, fields nobody knows. */
  oddButGenuine: readonly string[];
  ownEcho: string;
  somethingElse: string;
  /** A body that lacks something, and the path of what it lacks. */
  incomplete: Readonly<{ body: string; path: string }>;
  write: EnrichmentWrite;
  /** `METHOD /path` of the one update, and what else the script needs (token). */
  update: string;
  otherReplies: Readonly<Record<string, readonly Reply[]>>;
  /** Per vendor answer to the update: the outcome. */
  outcomes: Readonly<Record<AnswerName, Readonly<{ reply: Reply; outcome: Partial<WriteOutcome> }>>>;
  /** The connector's row of the README's table, each cell with the test that proves it. */
  cells: Readonly<Record<Aspect, Cell>>;
  /** Folder of the recorded data, to be searched for what must not be there. */
  fixtures: string;
}>;

/** The answers that every vendor's connector must have an outcome for. */
export const answerNames = [
  '200',
  '200 with something else',
  '401',
  '403',
  '404',
  '409',
  '422',
  '429 with seconds',
  '429 with a date',
  '429 without a hint',
  '500',
  'no answer in time',
  'broken connection',
] as const;
export type AnswerName = (typeof answerNames)[number];
