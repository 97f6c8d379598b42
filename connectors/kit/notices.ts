import { inertLine, isolatedIn } from './bidi.ts';
import { directionOf } from './direction.ts';

import { fill } from './labels.ts';
import { splitNoteHtml } from './note-html.ts';
import { type FailureCode, helpRows, type NotUnderstood } from './notice-words/shape.ts';
import { noticeWordsFor } from './notice-words.ts';

/** A command as it stands in our sentences: `#translate:it`, `#history 10`, `#lang pt`. */
const commandInSentence = /#[a-z]+(?::[a-z]{2})?(?: (?:\d+|[a-z]{2})\b)?/g;

/** A sentence of ours as HTML, harmless whatever was filled in; commands keep their direction in a right-to-left one. */
function inert(agentLanguage: string, sentence: string): string {
  const direction = directionOf(agentLanguage);
  return inertLine(sentence.replace(commandInSentence, (command) => isolatedIn(direction, command)));
}

const paragraph = (html: string, agentLanguage: string) =>
  `<p dir="${directionOf(agentLanguage)}">${html}</p>`;

/** A text of this size is one block; a longer one can go on in a further note. */
const maxBlockBytes = 16_000;

const shown = (html: string, language: string) =>
  splitNoteHtml(html, { maxBytes: maxBlockBytes, direction: directionOf(language) });

export type Failure = Readonly<{
  why: FailureCode;
  /** What the reason names: a placeholder, a language. Made inert here. */
  detail?: string;
}>;

/** What failed, in a sentence that says what to do next. Plain text. */
export function failureSentence({ why, detail = '' }: Failure, agentLanguage: string): string {
  return fill(noticeWordsFor(agentLanguage).failures[why], { detail });
}

/** "Not sent to the customer", first thing in the note, then why. */
function notSentBlocks(why: string, agentLanguage: string): readonly string[] {
  const { notSent } = noticeWordsFor(agentLanguage);
  return [
    paragraph(
      `<strong>${inert(agentLanguage, notSent)}</strong> ${inert(agentLanguage, why)}`,
      agentLanguage,
    ),
  ];
}

/** An answer that does not go to the customer. */
export function replyFailedBlocks(failure: Failure, agentLanguage: string): readonly string[] {
  return notSentBlocks(failureSentence(failure, agentLanguage), agentLanguage);
}

/** A command that could not be carried out; nothing was meant for the customer. */
export function commandRefusedBlocks(failure: Failure, agentLanguage: string): readonly string[] {
  return [paragraph(inert(agentLanguage, failureSentence(failure, agentLanguage)), agentLanguage)];
}

/**
 * A word that is nearly a command, a language that is none, a number out of range. `isForCustomer`: an answer was to go
 * out, which the note says first.
 */
export function notUnderstoodBlocks(
  { word, meant, why }: Readonly<{ word: string; meant: string; why: NotUnderstood }>,
  { isForCustomer }: Readonly<{ isForCustomer: boolean }>,
  agentLanguage: string,
): readonly string[] {
  const template = noticeWordsFor(agentLanguage).notUnderstood[why];
  const sentence = fill(template, { word, meant: `#${meant}` });
  return isForCustomer
    ? notSentBlocks(sentence, agentLanguage)
    : [paragraph(inert(agentLanguage, sentence), agentLanguage)];
}

/** The customer has read a command: the comment was public. */
export function publicSlipBlocks(word: string, agentLanguage: string): readonly string[] {
  const sentence = fill(noticeWordsFor(agentLanguage).publicSlip, { word: `#${word}` });
  return [paragraph(inert(agentLanguage, sentence), agentLanguage)];
}

/** The table of commands. */
export function helpBlocks(agentLanguage: string): readonly string[] {
  const { help } = noticeWordsFor(agentLanguage);
  const rows = helpRows.map(
    (command) =>
      `<tr><td>${inert(agentLanguage, command)}</td><td>${inert(agentLanguage, help[command])}</td></tr>`,
  );
  return [`<table dir="${directionOf(agentLanguage)}">${rows.join('')}</table>`];
}

/** What the customer would read, and what that means when it is translated back. */
export function previewBlocks(
  preview: Readonly<{
    /** HTML as it goes to the customer; made harmless here. */
    html: string;
    language: string;
    backHtml: string | null;
    /** The account asks for a tone that this language has no setting for. */
    lacksFormality: boolean;
  }>,
  agentLanguage: string,
): readonly string[] {
  const words = noticeWordsFor(agentLanguage);
  const name = new Intl.DisplayNames([agentLanguage], { type: 'language' }).of(preview.language);
  const language = name ?? preview.language;
  const heading = (text: string) =>
    paragraph(`<strong>${inert(agentLanguage, text)}</strong>`, agentLanguage);
  return [
    heading(fill(words.previewIn, { language })),
    ...shown(preview.html, preview.language),
    ...(preview.backHtml === null
      ? [paragraph(inert(agentLanguage, words.noBackTranslation), agentLanguage)]
      : [heading(words.translatedBack), ...shown(preview.backHtml, agentLanguage)]),
    ...(preview.lacksFormality
      ? [
          paragraph(
            `<small>${inert(agentLanguage, fill(words.noFormality, { language }))}</small>`,
            agentLanguage,
          ),
        ]
      : []),
    paragraph(`<small>${inert(agentLanguage, words.howToSend)}</small>`, agentLanguage),
  ];
}

/** A conversation's past in one note. `html` is what the agent reads of each message; made harmless here. */
export function historyBlocks(
  messages: readonly Readonly<{ occurredAt: string; html: string; language: string | null }>[],
  agentLanguage: string,
): readonly string[] {
  const words = noticeWordsFor(agentLanguage);
  if (messages.length === 0) return [paragraph(inert(agentLanguage, words.noHistory), agentLanguage)];
  const names = new Intl.DisplayNames([agentLanguage], { type: 'language' });
  const times = new Intl.DateTimeFormat(agentLanguage, {
    dateStyle: 'medium',
    timeStyle: 'short',
    timeZone: 'UTC',
  });
  return messages.flatMap(({ occurredAt, html, language }) => {
    const when = `${times.format(new Date(occurredAt))} UTC`;
    const from = language === null ? when : `${when} · ${names.of(language) ?? language}`;
    return [
      paragraph(`<strong>${inert(agentLanguage, from)}</strong>`, agentLanguage),
      ...shown(html, agentLanguage),
    ];
  });
}
