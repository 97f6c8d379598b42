/** What an engine must not touch. The kind is for tests and reports; all are treated alike. */
export type TokenKind =
  | 'code'
  | 'placeholder'
  | 'url'
  | 'email'
  | 'mention'
  | 'iban'
  | 'date'
  | 'time'
  | 'money'
  | 'phone'
  | 'reference'
  | 'number'
  | 'emoji';

/** A token's place in a text: UTF-16 offsets, `end` excluded. */
export type Token = Readonly<{ kind: TokenKind; start: number; end: number; value: string }>;

const currencySymbol = '[$€£¥₹₽₺₴₩₪₫฿₦₱₡₲₸₼₾]';
const currencyCode =
  '(?:EUR|USD|GBP|CHF|JPY|CNY|RMB|INR|BRL|MXN|ARS|CLP|COP|PEN|CAD|AUD|NZD|SEK|NOK|DKK|ISK|PLN|CZK|HUF|RON|BGN|RSD|TRY|RUB|UAH|KZT|ILS|AED|SAR|EGP|ZAR|NGN|KES|THB|VND|IDR|MYR|SGD|PHP|KRW|HKD|TWD|kr|zł|Kč|Ft|lei|руб|грн|TL)';
const groupedNumber = "\\p{Nd}{1,3}(?:[.,'’\\u00a0\\u202f ]\\p{Nd}{3}){1,6}(?:[.,]\\p{Nd}{1,3})?";
const anyNumber = `(?:${groupedNumber}|\\p{Nd}{1,20}(?:[.,]\\p{Nd}{1,20})?)`;
const gap = '[ \\u00a0\\u202f]?';
/** Not inside a longer word or number. Letters of other scripts may touch: Japanese writes `注文10023456の件`. */
const before = '(?<![A-Za-z\\p{Nd}])';
const after = '(?![A-Za-z\\p{Nd}])';

/**
 * Repetitions are bounded wherever a pattern may begin anew at each character: a text of 20,000 characters made to be slow
 * must not be. In order of precedence: where two overlap, the earlier kind has it. */
const patterns: readonly (readonly [TokenKind, RegExp])[] = [
  ['code', /```[\s\S]*?```|`[^`\n]+`/gu],
  [
    'placeholder',
    /\{\{[^{}\n]*\}\}|\{%[^{}\n]*%\}|\$\{[^{}\n]*\}|\{[A-Za-z_0-9.]+\}|%\([A-Za-z_]\w*\)[sdif]|%(?:\d+\$)?[sd](?![A-Za-z])/gu,
  ],
  [
    'url',
    /\b(?:https?|ftp):\/\/[^\s<>"'`{}|\\^（）「」、。，！？…]+|\bwww\.[^\s<>"'`{}|\\^（）「」、。，！？…]+/giu,
  ],
  ['email', /(?<![\p{L}\p{N}._%+-])[\p{L}\p{N}._%+-]{1,64}@(?:[\p{L}\p{N}-]{1,63}\.){1,6}[\p{L}]{2,24}/gu],
  [
    'url',
    /(?<![\p{L}\p{N}@.-])(?:[a-z0-9-]{1,63}\.){1,6}(?:com|net|org|io|info|app|dev|shop|store|eu|example)(?:\/[^\s<>"'、。，]*)?(?![\p{L}\p{N}-])/giu,
  ],
  ['mention', /(?<![\p{L}\p{N}._%+-])@[\p{L}\p{N}_](?:[\p{L}\p{N}_.-]*[\p{L}\p{N}_])?/gu],
  ['iban', /(?<![A-Za-z\p{Nd}])[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){3,7}(?: ?[A-Z0-9]{1,4})?(?![A-Za-z\p{Nd}])/gu],
  [
    'date',
    new RegExp(
      `${before}(?:\\p{Nd}{4}([-/.])\\p{Nd}{1,2}\\1\\p{Nd}{1,2}(?:T\\p{Nd}{2}:\\p{Nd}{2}(?::\\p{Nd}{2}(?:\\.\\p{Nd}+)?)?(?:Z|[+-]\\p{Nd}{2}:?\\p{Nd}{2})?)?|\\p{Nd}{1,2}([-/.])\\p{Nd}{1,2}\\2(?:\\p{Nd}{4}|\\p{Nd}{2}))${after}`,
      'gu',
    ),
  ],
  ['time', new RegExp(`${before}\\p{Nd}{1,2}:\\p{Nd}{2}(?::\\p{Nd}{2})?${after}`, 'gu')],
  [
    'money',
    new RegExp(
      `(?:${currencySymbol}|(?<!\\p{L})${currencyCode})${gap}${anyNumber}(?!\\p{Nd})|${before}${anyNumber}${gap}(?:${currencySymbol}|${currencyCode}(?!\\p{L}))`,
      'gu',
    ),
  ],
  ['reference', /[#＃](?=[A-Za-z0-9/_.-]{0,60}\d)[A-Za-z0-9]+(?:[-/_.][A-Za-z0-9]+)*/gu],
  [
    'reference',
    /(?<![A-Za-z0-9])[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}(?![A-Za-z0-9])/giu,
  ],
  // Parts in capitals or digits, at least one capital and one digit: XJ-900/2, FR-2024-00017, 1Z999AA10123456784.
  [
    'reference',
    /(?<![A-Za-z\p{Nd}])(?=[A-Z\d/_.-]{0,60}\d)(?=[A-Z\d/_.-]{0,60}[A-Z])[A-Z\d]+(?:[-/_.][A-Z\d]+)*(?![A-Za-z\p{Nd}])/gu,
  ],
  // Tracking numbers typed in lower case: rr123456785cn.
  ['reference', /(?<![A-Za-z\p{Nd}])[a-z]{1,4}\d{5,}[a-z]{0,4}(?![A-Za-z\p{Nd}])/gu],
  // Seven digits or more with the marks people put between them; never over a line's end.
  ['phone', /(?<![\p{L}\p{Nd}])(?:\+|\()?\p{Nd}(?:[ \u00a0()./-]{0,2}\p{Nd}){6,17}(?![\p{Nd}])/gu],
  [
    'number',
    new RegExp(
      `(?<!\\p{Nd})(?:${groupedNumber}|\\p{Nd}{1,20}[.,]\\p{Nd}{1,20}|\\p{Nd}{4,})(?!\\p{Nd})`,
      'gu',
    ),
  ],
  ['emoji', /\p{RGI_Emoji}+/gv],
];

/** A sentence's punctuation after an address is not part of it; a closing bracket only if one was opened. */
function withoutTrailingPunctuation(value: string): string {
  const trimmed = value.replace(/[.,;:!?'"*_~]+$/u, '');
  const unopened = trimmed.endsWith(')') && !trimmed.includes('(');
  if (unopened) return withoutTrailingPunctuation(trimmed.slice(0, -1));
  return trimmed;
}

/** All tokens of a text, in order, not overlapping. */
export function findTokens(text: string): readonly Token[] {
  const found: Token[] = [];
  const taken = new Uint8Array(text.length);
  for (const [kind, pattern] of patterns) {
    for (const match of text.matchAll(pattern)) {
      const value = kind === 'url' ? withoutTrailingPunctuation(match[0]) : match[0];
      const [start, end] = [match.index, match.index + value.length];
      if (value === '' || taken.subarray(start, end).includes(1)) continue;
      taken.fill(1, start, end);
      found.push({ kind, start, end, value });
    }
  }
  return found.sort((one, other) => one.start - other.start);
}
