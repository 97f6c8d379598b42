/** What may stand in a slot of a sentence; `{number2}` is a second number. */
export const slotKinds = ['order', 'number', 'amount', 'date', 'time', 'email', 'url', 'name'] as const;
export type SlotKind = (typeof slotKinds)[number];

/** A slot in a sentence of the book: `{order}`, `{date2}`. */
export const slotPattern = new RegExp(`\\{(?<kind>${slotKinds.join('|')})(?<ordinal>\\d?)\\}`, 'gu');

/** What a stretch of a customer's text looks like, before it is known which slot it fills. */
export type TokenKind =
  | 'kept'
  | 'url'
  | 'email'
  | 'date'
  | 'time'
  | 'amount'
  | 'code'
  | 'integer'
  | 'decimal';

const url = String.raw`(?:https?:\/\/|www\.)[^\s<>"]*[^\s<>".,;:!?)\]}'»。、]`;
const email = String.raw`(?<![\w.+-])[\w.+-]+@[\w-]+(?:\.[\w-]+)*\.[A-Za-z]{2,}`;
/** An address: the full stops and question marks in it end no sentence. */
export const address = new RegExp(`${url}|${email}`, 'gu');

/** Patterns in the order in which they are tried at a place: the more telling ones first. */
const tokenPatterns: readonly (readonly [TokenKind, string])[] = [
  ['url', url],
  ['email', email],
  ['date', String.raw`\d{4}-\d{1,2}-\d{1,2}|\d{1,2}([./-])\d{1,2}\1(?:\d{4}|\d{2})(?!\d)`],
  ['date', String.raw`(?:\d{4}年)?\d{1,2}月\d{1,2}日`],
  ['time', String.raw`\d{1,2}[:h]\d{2}(?!\d)(?:\s?[ap]\.?m\.?(?![A-Za-z]))?`],
  ['amount', String.raw`(?:[€$£¥₺]|US\$|R\$)\s?\d+(?:[.,]\d+)*`],
  ['amount', String.raw`\d+(?:[.,]\d+)*\s?(?:[€$£¥₺円]|(?:zł|PLN|EUR|USD|GBP|BRL|TL|TRY)(?!\p{L}))`],
  ['code', '[#＃][A-Za-z0-9]+(?:[-/][A-Za-z0-9]+)*'],
  [
    'code',
    String.raw`(?<![A-Za-z0-9])(?=[A-Za-z0-9/-]*[A-Za-z])(?=[A-Za-z0-9/-]*\d)[A-Za-z0-9]+(?:[-/][A-Za-z0-9]+)*`,
  ],
  ['code', String.raw`\d+(?:[-/]\d+)+`],
  ['decimal', String.raw`\d+(?:[.,]\d+)+\s?%?|\d+\s?%`],
  ['integer', String.raw`\d+`],
];

/** Finds the next token from `lastIndex` on; group `t0`, `t1`, … tells which pattern it was. */
export function createTokenScanner(): RegExp {
  const sources = tokenPatterns.map(([, source], index) => {
    // The date pattern repeats its own separator: a numbered reference would count the groups around it.
    const named = source.replace('([./-])', `(?<s${index}>[./-])`).replace('\\1', `\\k<s${index}>`);
    return `(?<t${index}>${named})`;
  });
  return new RegExp(sources.join('|'), 'gu');
}

/** Which kind of token a match of the scanner is. */
export function tokenKindOf(match: RegExpMatchArray): TokenKind {
  const index = tokenPatterns.findIndex((_, candidate) => match.groups?.[`t${candidate}`] !== undefined);
  return tokenPatterns[index]?.[0] ?? 'integer';
}

const fillers: Readonly<Record<SlotKind, ReadonlySet<TokenKind>>> = {
  order: new Set<TokenKind>(['kept', 'code', 'integer']),
  number: new Set<TokenKind>(['kept', 'integer', 'decimal']),
  amount: new Set<TokenKind>(['kept', 'amount', 'integer', 'decimal']),
  date: new Set<TokenKind>(['kept', 'date']),
  time: new Set<TokenKind>(['kept', 'time']),
  email: new Set<TokenKind>(['kept', 'email']),
  url: new Set<TokenKind>(['kept', 'url']),
  name: new Set<TokenKind>(['kept']),
};

/** Whether such a token may fill such a slot. What an engine must not touch fills any. */
export function canFill(slot: SlotKind, token: TokenKind): boolean {
  return fillers[slot].has(token);
}

/** A person's name as people sign: one to four capitalised words, or a few letters of a script without capitals. */
export const personName =
  /^(?:\p{Lu}[\p{L}\p{M}'’.-]*(?:\s\p{Lu}[\p{L}\p{M}'’.-]*){0,3}|[\p{Lo}ー\s・]{1,20})$/u;
