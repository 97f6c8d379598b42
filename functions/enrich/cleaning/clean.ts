import type { CutLines } from '../../../events/message-enriched.v1.ts';
import { letterCount } from '../../_shared/text/letters.ts';
import { beginsWithForwardMark, headerLength, isForwardSubject } from './attribution.ts';
import { cutFooters } from './footers.ts';
import { partsOfHtml } from './html.ts';
import { cutQuotes, type QuoteCut } from './quotes.ts';

export type Uncleaned = Readonly<{
  text: string;
  html: string | null;
  /** The mail's own subject; null where this message has none (a comment on a ticket). */
  subject: string | null;
}>;

/** What the customer wrote, and how many lines were left out. */
export type Cleaned = Readonly<{ text: string; cut: CutLines }>;

/** A forwarded mail whose sender wrote fewer letters of their own is about what is forwarded. */
const minOwnLetters = 20;
const nothingCut: CutLines = { quotedLines: 0, signatureLines: 0, disclaimerLines: 0 };
const countWritten = (text: string) => text.split('\n').filter((line) => line.trim() !== '').length;

/** Line ends as `\n`; invisible characters that mail programs leave behind are taken out. */
function normalise(text: string): string {
  return text
    .replace(/\r\n?/g, '\n')
    .replace(/[\u200b\u2060\ufeff\u00ad]/g, '')
    .trim();
}

/** A forwarded text without the line that announces it and the header under that. */
function bodyOfForward(text: string): string {
  if (!beginsWithForwardMark(text)) return text.trim();
  const lines = text.trim().split('\n').slice(1).join('\n').trim().split('\n');
  return lines.slice(headerLength(lines)).join('\n').trim();
}

type Structured = QuoteCut & Readonly<{ signatureLines: number }>;

function cutHtml(html: string, isForwarded: boolean): Structured | null {
  const parts = partsOfHtml(html);
  const textOf = (kind: (typeof parts)[number]['kind']) =>
    normalise(
      parts
        .filter((part) => part.kind === kind)
        .map(({ text }) => text)
        .join('\n'),
    );
  const own = textOf('own');
  const forwards = textOf('forward');
  const quotes = textOf('quote');
  if (letterCount(own + forwards) === 0) return null;
  const rest = cutQuotes(own, isForwarded);
  const forwarded = forwards === '' ? (isForwarded && quotes !== '' ? quotes : '') : forwards;
  return {
    own: rest.own,
    quotedLines: rest.quotedLines + countWritten(quotes) + countWritten(forwards),
    forwarded: forwarded === '' ? rest.forwarded : bodyOfForward(forwarded),
    signatureLines: countWritten(textOf('signature')),
  };
}

/**
 * Leaves what the customer wrote in this message. HTML is cut by its structure first, then its text like a plain mail. If
 * nothing would be left, the whole text is the message.
 */
export function clean({ text, html, subject }: Uncleaned): Cleaned {
  const whole = normalise(text);
  const isForwarded = subject !== null && isForwardSubject(subject);
  const structured = html === null ? null : cutHtml(html, isForwarded);
  const cut = structured ?? { ...cutQuotes(whole, isForwarded), signatureLines: 0 };
  const own = cutFooters(cut.own);
  if (cut.forwarded !== null && letterCount(own.text) < minOwnLetters && letterCount(cut.forwarded) > 0) {
    const body = cutFooters(normalise(cut.forwarded));
    return {
      text: body.text,
      cut: { quotedLines: 0, signatureLines: body.signatureLines, disclaimerLines: body.disclaimerLines },
    };
  }
  if (letterCount(own.text) === 0 && letterCount(whole) > 0) return { text: whole, cut: nothingCut };
  return {
    text: own.text,
    cut: {
      quotedLines: cut.quotedLines,
      signatureLines: cut.signatureLines + own.signatureLines,
      disclaimerLines: own.disclaimerLines,
    },
  };
}
