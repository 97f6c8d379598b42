import type { MailLine } from './mail-line.ts';

/** What an element is by its structure alone: tag, class, id, style. */
export type Structure = Readonly<{
  /** A mail program made it for what it quotes. */
  quotes: boolean;
  /** A blockquote that anyone could have made. */
  indents: boolean;
  signs: boolean;
  history: MailLine['history'];
}>;

/** `class` values of quoted history. Of `gmail_quote` and `protonmail_quote` only blockquotes quote: answers stand beside these. */
const quoteClasses = new Set([
  'gmail_attr',
  'yahoo_quoted',
  'moz-cite-prefix',
  'moz-forward-container',
  'tutanota_quote',
  'zmail_extra',
  'OutlookMessageHeader',
  'mail-quote-collapse',
]);
const blockquoteClasses = new Set(['gmail_quote', 'protonmail_quote', 'tutanota_quote', 'iwcQuote', 'cite']);
const signatureClasses = new Set([
  'gmail_signature',
  'gmail_signature_prefix',
  'moz-signature',
  'protonmail_signature_block',
  'tutanota_signature',
]);
/** Programs that answer put "x_" (Outlook) or "m_123" (Gmail) before the ids of what they quote. */
const idPrefix = /^(?:x_)+|^m_-?\d+/;
const signatureIds = new Set([
  'Signature',
  'AppleMailSignature',
  'ms-outlook-mobile-signature',
  'ntes-pcmac-signature',
  'spnEditorSign_app',
]);
/** NetEase (163, 126) */
const quoteIds = new Set(['isReplyContent', 'ntes-pcmac-reply', 'isForwardContent']);
/** Outlook for the web, phones and the new desktop; the first names nothing itself, so that what follows must. */
const historyIds = new Map<string, MailLine['history']>([
  ['appendonsend', 'if-header'],
  ['mail-editor-reference-message-container', 'if-header'],
  ['divRplyFwdMsg', 'sure'],
]);
/** Desktop Outlook draws this line above the header of the message it answers. */
const outlookLine =
  /border-top\s*:\s*solid\s+#(?:e1e1e1|b5c4df)\b|border-top\s*:\s*1px solid rgb\(181, 196, 223\)/i;

const ordinary: Structure = { quotes: false, indents: false, signs: false, history: 'no' };

/** What an element says by its structure. */
export function structureOf(tag: string, attributes: Readonly<Record<string, string>>): Structure {
  const { class: classNames = '', id = '', style = '', type = '', name = '' } = attributes;
  const classes = classNames.split(/\s+/, 20);
  const bareId = id.replace(idPrefix, '');
  const history = historyIds.get(bareId) ?? (outlookLine.test(style) ? 'if-header' : 'no');
  if (history !== 'no') return { ...ordinary, history };
  if (
    (tag === 'blockquote' &&
      (type.toLowerCase() === 'cite' || classes.some((word) => blockquoteClasses.has(word)))) ||
    classes.some((word) => quoteClasses.has(word)) ||
    quoteIds.has(bareId) ||
    (tag === 'div' && name === 'quote')
  ) {
    return { ...ordinary, quotes: true };
  }
  if (tag === 'blockquote') return { ...ordinary, indents: true };
  const signs =
    classes.some((word) => signatureClasses.has(word)) ||
    signatureIds.has(bareId) ||
    attributes['data-signature-widget'] === 'container';
  return signs ? { ...ordinary, signs } : ordinary;
}
