import { beginsWithForwardMark, isAttribution } from './attribution.ts';

/** A stretch of a mail: what its author wrote, or what their program added. */
export type MailPart = Readonly<{ kind: 'own' | 'quote' | 'forward' | 'signature'; text: string }>;

/** A stretch as the HTML's structure alone tells it. */
export type RawKind = 'own' | 'quote' | 'around-quote' | 'history' | 'history-if-header' | 'signature';
export type RawPart = { kind: RawKind; text: string };

/** How far into a part a header with a date or an address may stand. */
const headerCharacters = 600;

const looksLikeHeader = (text: string) => isAttribution(text.slice(0, headerCharacters));

function resolve({ kind, text }: RawPart, before: RawPart | undefined): MailPart['kind'] {
  switch (kind) {
    case 'own':
    case 'signature':
      return kind;
    case 'quote':
      return beginsWithForwardMark(text) ? 'forward' : 'quote';
    case 'around-quote': {
      const forwarded =
        beginsWithForwardMark(text) || (before !== undefined && beginsWithForwardMark(before.text));
      return forwarded ? 'forward' : 'own';
    }
    case 'history':
      return beginsWithForwardMark(text) ? 'forward' : 'quote';
    case 'history-if-header':
      return looksLikeHeader(text) ? 'quote' : 'own';
  }
}

/** Decides what only a part's text can tell: whether a quote is a forwarded message, and whether Outlook's line is one. */
export function resolveParts(raw: readonly RawPart[]): readonly MailPart[] {
  const filled = raw.filter(({ text }) => text !== '');
  return filled.map((part, index) => ({ kind: resolve(part, filled[index - 1]), text: part.text }));
}
