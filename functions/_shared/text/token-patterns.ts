import { after, before, dates, money, numbers, phones, times } from './amount-patterns.ts';
import { capitals, digits, wordCharacters } from './scripts.ts';
import type { TokenKind } from './tokens.ts';

/** What ends an address in running text; a URL holds none of these. */
const notInUrl = String.raw`[^\s<>"'\x60\{\}\|\\\^（）「」『』【】《》、。，！？；：…“”„«»]`;
/** Ends of names that are hardly ever a missing space after a full stop ("bien.Es"); any other needs a path. */
const plainEnding = '(?:com|net|org|io|info|app|dev|shop|store|online|eu|example)';
const fileEnding =
  '(?:pdf|jpe?g|png|gif|heic|webp|svg|docx?|xlsx?|pptx?|odt|csv|txt|zip|rar|7z|mp[34]|mov|avi|eml|ics|json|xml|html?|exe|apk|dmg)';

const emojiPart = String.raw`(?:[\p{Emoji_Presentation}[[\u2600-\u27bf]&&\p{Extended_Pictographic}]]|\p{Extended_Pictographic}(?=\ufe0f))[\p{Emoji_Modifier}\ufe0f]?(?:[\u{e0020}-\u{e007e}]{1,12}\u{e007f})?`;
/** Sequences with joiners as Unicode defines them (UTS 51, ED-16), also those not yet recommended for interchange. */
const emoji = String.raw`(?:\p{Regional_Indicator}{2}|[\d#*]\ufe0f?\u20e3|${emojiPart}(?:\u200d(?:${emojiPart}|\p{Extended_Pictographic})){0,9})`;

const part = `[${capitals}${digits}]{1,40}`;
/** `/`, `-` … as they join the parts of a number; `_` too, which is a word's character in other patterns. */
const joint = String.raw`[\-\/_.]`;

const pattern = (source: string, flags = '') => new RegExp(source, `gv${flags}`);

/**
 * In order of precedence: where two overlap, the earlier has it, unless the later is a `reference` that holds it whole.
 * Repetitions are bounded wherever a pattern may begin anew at each character: a text of 20,000 characters made to be
 * slow must not be.
 */
export const tokenPatterns: readonly (readonly [TokenKind, RegExp])[] = [
  ['code', pattern(String.raw`\x60\x60\x60[\s\S]*?\x60\x60\x60|\x60[^\x60\n]+\x60`)],
  [
    'placeholder',
    pattern(
      [
        String.raw`\{\{\{?[^\{\}\n]{0,400}\}\}\}?`,
        String.raw`\{%[^\{\}\n]{0,400}%\}`,
        String.raw`\[\[[^\[\]\n]{1,200}\]\]`,
        String.raw`<%[^<>\n]{0,400}%>`,
        String.raw`[$#]\{[^\{\}\n]{0,400}\}`,
        String.raw`\{[A-Za-z_0-9.\-]{1,80}\}`,
        String.raw`%\([A-Za-z_]\w{0,80}\)[sdif]`,
        String.raw`(?<![${digits}%])%(?:\d{1,2}\$)?(?:\.\d{1,2})?(?:[sdif@](?![A-Za-z])|l[du]\b)`,
        String.raw`(?<![${digits}%])%[A-Za-z_][\w.]{0,60}%`,
        String.raw`(?<![${wordCharacters}$])\$[A-Za-z_]\w{0,60}`,
      ].join('|'),
    ),
  ],
  // Markup and references that a person typed as text: an engine would take them for its own.
  [
    'code',
    pattern(
      String.raw`<[\/!]?[A-Za-z][^<>\n]{0,300}>|&(?:[A-Za-z][A-Za-z0-9]{1,30}|#\d{1,7}|#x[0-9A-Fa-f]{1,6});`,
    ),
  ],
  [
    'url',
    pattern(
      String.raw`\b(?:https?|ftp):\/\/${notInUrl}+|\b(?:mailto|tel|sms|whatsapp):(?=[\w+])${notInUrl}+|\bwww\.${notInUrl}+`,
      'i',
    ),
  ],
  [
    'email',
    pattern(
      String.raw`(?<![${wordCharacters}.%+\-])[${wordCharacters}.%+\-]{1,64}@(?:[${wordCharacters}\-]{1,63}\.){1,6}[${wordCharacters}]{2,24}`,
    ),
  ],
  [
    'url',
    pattern(
      String.raw`(?<![${wordCharacters}@.\-])(?:[a-z0-9\-]{1,63}\.){1,6}(?:${plainEnding}(?:\/${notInUrl}*)?(?![${wordCharacters}\-])|[a-z]{2,3}\/${notInUrl}+)`,
      'i',
    ),
  ],
  ['code', pattern(String.raw`\b[A-Za-z]:\\[^\s<>"\|?*]{1,250}`)],
  [
    'code',
    pattern(
      String.raw`(?<![${wordCharacters}\-.])[\p{L}\p{N}_][${wordCharacters}\-]{0,79}(?:\.[${wordCharacters}\-]{1,40}){0,3}\.${fileEnding}(?![${wordCharacters}])`,
      'i',
    ),
  ],
  ['code', pattern(`${before}(?:0x[0-9A-Fa-f]{2,16}|[A-Z][A-Z0-9]{0,30}(?:_[A-Z0-9]{1,30}){1,8})${after}`)],
  [
    'mention',
    pattern(
      String.raw`(?<![${wordCharacters}.%+\-])@[\p{L}\p{N}_](?:[\p{L}\p{M}\p{N}_.\-]{0,60}[\p{L}\p{M}\p{N}_])?`,
    ),
  ],
  ['iban', pattern(String.raw`${before}[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){3,7}(?: ?[A-Z0-9]{1,3})?${after}`)],
  [
    'card',
    pattern(
      String.raw`${before}(?:\d{4}(?<card>[ \-.\u00a0])\d{4}\k<card>\d{4}\k<card>\d{4}(?:\k<card>\d{1,3})?|3\d{3}(?<amex>[ \-.\u00a0])\d{6}\k<amex>\d{5}|(?<![+＋])[2-6]\d{12,18})${after}`,
    ),
  ],
  ['date', pattern(dates)],
  ['time', pattern(times)],
  ['money', pattern(money)],
  [
    'reference',
    pattern(
      String.raw`[#＃](?=[${capitals}a-z${digits}_.\/\-]{0,60}[${digits}])[${capitals}a-z${digits}]{1,40}(?:${joint}[${capitals}a-z${digits}]{1,40}){0,8}`,
    ),
  ],
  ['hashtag', pattern(String.raw`(?<![${wordCharacters}&#＃])[#＃]\p{L}[\p{L}\p{M}\p{N}_]{0,80}`)],
  [
    'reference',
    pattern(`${before}[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}${after}`, 'i'),
  ],
  // Parts in capitals or digits, at least one capital and one digit: XJ-900/2, FR-2024-00017, 1Z999AA10123456784.
  [
    'reference',
    pattern(
      String.raw`${before}(?![${digits}]{1,3}(?:ST|ND|RD|TH)${after})(?=[${capitals}${digits}_.\/\-]{0,60}[${digits}])(?=[${capitals}${digits}_.\/\-]{0,60}[${capitals}])${part}(?:${joint}${part}){0,8}${after}`,
    ),
  ],
  // The same with small letters: ord-4521, Inv/2024-17, xj900b, rr123456785cn, Xj-900a.
  [
    'reference',
    pattern(
      String.raw`${before}[A-Za-z]{1,6}[\-\/_][${digits}]{2,20}[a-z]{0,3}(?:${joint}[A-Za-z${digits}]{1,20}){0,6}${after}|${before}[A-Za-z]{1,4}\d{3,30}[A-Za-z]{0,4}${after}|${before}\d{1,20}[A-Za-z]{1,4}\d{2,30}[A-Za-z0-9]{0,10}${after}`,
    ),
  ],
  ['phone', pattern(phones)],
  // Only digits, in parts: 302-1234567-1234567, 4711/12, 2024_0017.
  ['reference', pattern(String.raw`${before}[${digits}]{2,20}(?:[\-\/_][${digits}]{1,20}){1,6}${after}`)],
  ['number', pattern(numbers)],
  ['emoji', pattern(`${emoji}+`)],
];
