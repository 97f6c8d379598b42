import type { AccountSettings } from '../../connectors/account.ts';
import type { AgentNote } from '../../connectors/contract.ts';
import type { Failure } from '../../connectors/kit/notices.ts';
import type { LanguageTag } from '../../events/language.ts';
import type { ReplyTranslated } from '../../events/reply-translated.v1.ts';
import { translateCode } from '../_shared/language/codes.ts';
import type { ServiceFailure, Services } from '../_shared/services/ports.ts';
import { runsOf } from './block-languages.ts';
import { htmlOfText } from './html-blocks.ts';
import { type Outgoing, outgoingOf } from './outgoing.ts';

/** A stretch of markup in another language, or why not. */
export type MarkupTranslation = Readonly<
  { kind: 'translated'; html: string } | { kind: 'failed'; failure: ServiceFailure | 'damaged' }
>;

export type AnswerPorts = Readonly<{
  detectLanguage: Services['detectLanguage'];
  /** `source` and `target` are the engine's codes, `language` is the source in BCP 47. */
  translateMarkup: (
    task: Readonly<{ html: string; source: string; target: string; language: LanguageTag }>,
  ) => Promise<MarkupTranslation>;
}>;

export type AnswerFacts = Readonly<{
  settings: Pick<AccountSettings, 'thresholds' | 'shortTextLetters'>;
  agentLanguage: LanguageTag;
  target: LanguageTag;
  /** The command as it was written. */
  prefix: string;
}>;

/** The agent's text in the customer's language. */
export type Answer = Readonly<{
  blocks: readonly string[];
  signatureHtml: string | null;
  attachments: ReplyTranslated['attachments'];
}>;
export type AnswerOutcome = Readonly<
  { kind: 'answer'; answer: Answer } | { kind: 'failed'; failure: Failure } | { kind: 'try-later' }
>;

const failed = (why: Failure['why'], detail?: string): AnswerOutcome => ({
  kind: 'failed',
  failure: { why, ...(detail === undefined ? {} : { detail }) },
});

/** Whether the note's author may have it sent; null = yes. A preview goes to nobody, so anyone on the staff may ask for one. */
export function objectionTo(
  note: AgentNote,
  { isForCustomer, byEmail }: Readonly<{ isForCustomer: boolean; byEmail: boolean }>,
): Failure | null {
  if (note.channel === 'email' && !byEmail) return { why: 'by-email' };
  const { mayNotReply } = note.author;
  if (mayNotReply === null) return null;
  return isForCustomer || mayNotReply === 'not-staff' ? { why: mayNotReply } : null;
}

/**
 * Puts an agent's note into the customer's language, paragraph by paragraph, markup kept. All of it or nothing: a customer
 * never gets a text that is half translated.
 */
export async function answerOf(
  note: AgentNote,
  facts: AnswerFacts,
  ports: AnswerPorts,
): Promise<AnswerOutcome> {
  const outgoing = outgoingOf(note, facts.prefix);
  switch (outgoing.kind) {
    case 'unresolved':
      return failed('unresolved-placeholder', outgoing.placeholder);
    case 'empty':
      return note.attachments.length === 0 ? failed('empty') : answer([fileNames(note)], null, note);
    case 'text':
      return translated(outgoing, note, facts, ports);
  }
}

/** Files without a word: their names stand in the comment, which Zendesk may refuse when it is empty. */
const fileNames = ({ attachments }: AgentNote) => htmlOfText(attachments.map(({ name }) => name).join('\n'));

const answer = (blocks: readonly string[], signatureHtml: string | null, note: AgentNote): AnswerOutcome => ({
  kind: 'answer',
  answer: { blocks, signatureHtml, attachments: [...note.attachments] },
});

async function translated(
  outgoing: Extract<Outgoing, { kind: 'text' }>,
  note: AgentNote,
  { settings, agentLanguage, target }: AnswerFacts,
  { detectLanguage, translateMarkup }: AnswerPorts,
): Promise<AnswerOutcome> {
  const targetCode = translateCode(target);
  if (targetCode === null) return failed('unsupported-language', target);
  const { thresholds, shortTextLetters } = settings;
  const runs = await runsOf(
    outgoing.blocks,
    { agentLanguage, target, confident: thresholds.language, shortTextLetters },
    detectLanguage,
  );
  const pieces = await Promise.all(
    runs.map(async ({ source, html }): Promise<MarkupTranslation> => {
      if (source === null) return { kind: 'translated', html: withoutKeepMarks(html) };
      const sourceCode = translateCode(source);
      if (sourceCode === null) return { kind: 'failed', failure: 'unsupported' };
      return translateMarkup({ html, source: sourceCode, target: targetCode, language: source });
    }),
  );
  const broken = pieces.find((piece) => piece.kind === 'failed');
  if (broken !== undefined) return failureOutcome(broken.failure, target);
  const blocks = pieces.flatMap((piece) => (piece.kind === 'translated' ? [piece.html] : []));
  return answer(blocks, outgoing.signatureHtml, note);
}

/** `***not this***` in a paragraph that is not translated at all: the customer does not get the asterisks either. */
const withoutKeepMarks = (html: string) => html.replace(/\*{3}(?=\S)([^*\n]+?)(?<=\S)\*{3}/g, '$1');

function failureOutcome(failure: ServiceFailure | 'damaged', target: LanguageTag): AnswerOutcome {
  switch (failure) {
    case 'transient':
    case 'denied':
      return { kind: 'try-later' };
    case 'unsupported':
    case 'low-confidence':
      return failed('unsupported-language', target);
    case 'damaged':
      return failed('numbers-damaged');
    case 'refused':
      return failed('translation-unavailable');
  }
}
