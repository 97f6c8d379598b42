/** Why an answer did not go to the customer, or a command was not carried out. */
export const failureCodes = [
  'light-agent',
  'suspended',
  'departed',
  'private-only',
  'not-staff',
  'by-email',
  'note-redacted',
  'empty',
  'unresolved-placeholder',
  'language-unknown',
  'unsupported-language',
  'numbers-damaged',
  'translation-unavailable',
  'not-sent-in-time',
  'refused-by-helpdesk',
  'ticket-closed',
  'replies-off',
  'no-preview',
  'file-unavailable',
  'nothing-to-retry',
  'chat-locked',
  'chat-not-configured',
  'chat-unknown',
  'chat-unsupported',
  'no-address',
  'no-sender',
  'too-many-recipients',
] as const;
export type FailureCode = (typeof failureCodes)[number];

/** Why something that looks like a command is none. */
export type NotUnderstood = 'near-miss' | 'unknown-language' | 'bad-count' | 'empty';

/** The commands as the table of help shows them, in PRODUCT's order. */
export const helpRows = [
  '#translate …',
  '#preview …',
  '#send',
  '#lang pt',
  '#pause / #resume',
  '#retry',
  '#history 10',
  '#help',
] as const;

/** What Dragoman says to agents in notes of its own, in one agent language. `{…}` are filled in. */
export type NoticeWords = Readonly<{
  /** Before the reason why an answer did not go out. */
  notSent: string;
  /** `{detail}`: a placeholder or a language. */
  failures: Readonly<Record<FailureCode, string>>;
  /** `{word}`: what was written; `{meant}`: the command, with its mark. */
  notUnderstood: Readonly<Record<NotUnderstood, string>>;
  /** `{word}`: the command, with its mark. */
  publicSlip: string;
  /** `{language}` */
  previewIn: string;
  translatedBack: string;
  noBackTranslation: string;
  noFormality: string;
  howToSend: string;
  noHistory: string;
  /** What each command does. */
  help: Readonly<Record<(typeof helpRows)[number], string>>;
}>;
