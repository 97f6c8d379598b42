import { wordCharacter } from './scripts.ts';
import { tokenPatterns } from './token-patterns.ts';

/** What an engine must not touch. The kind is for tests and reports; only cards and IBANs are treated apart. */
export type TokenKind =
  | 'code'
  | 'placeholder'
  | 'url'
  | 'email'
  | 'mention'
  | 'hashtag'
  | 'iban'
  | 'card'
  | 'date'
  | 'time'
  | 'money'
  | 'phone'
  | 'reference'
  | 'number'
  | 'emoji'
  /** A glossary's keep-term. */
  | 'term'
  /** What an agent marked as `***not this***`; the value is what stands between the marks. */
  | 'marked'
  /** An element that its author marked with translate="no", or code. */
  | 'kept';

/** A token's place in a text: UTF-16 offsets, `end` excluded. */
export type Token = Readonly<{ kind: TokenKind; start: number; end: number; value: string }>;

export type TokenOptions = Readonly<{
  /** Terms that stay as they are, matched as whole words and in the case given. */
  keepTerms?: readonly string[];
  /** Whether `***…***` is the author's mark for "not this": an agent's is, a customer's is only emphasis. */
  keepMarks?: boolean;
}>;

/** A sentence's punctuation after an address is not part of it; a closing bracket only if one was opened. */
function withoutTrailingPunctuation(value: string): string {
  let end = value.length;
  const unclosed = bracketsLeftOpen(value);
  let surplus = -unclosed;
  while (end > 0) {
    const last = value.charAt(end - 1);
    if (last === ')' && surplus > 0) surplus -= 1;
    else if (!/[.,;:!?'"*_~]/.test(last)) break;
    end -= 1;
  }
  return value.slice(0, end);
}

function bracketsLeftOpen(value: string): number {
  return value.split('(').length - value.split(')').length;
}

/** Words that follow an IBAN look like a last group of it, but hold no digit. */
const withoutTrailingWords = (value: string) => value.replace(/(?: [A-Z]+)+$/, '');

/** Digits without groups may be a phone or a tracking number; a card's end with Luhn's check digit (ISO/IEC 7812-1). */
function hasCardChecksum(digits: string): boolean {
  const sum = [...digits].reverse().reduce((total, digit, index) => {
    const weighted = Number(digit) * (index % 2 === 0 ? 1 : 2);
    return total + (weighted > 9 ? weighted - 9 : weighted);
  }, 0);
  return sum % 10 === 0;
}

/** What of a match is the token; empty = it is none. */
function trimmed(kind: TokenKind, value: string): string {
  switch (kind) {
    case 'url':
      return withoutTrailingPunctuation(value);
    case 'iban':
      return withoutTrailingWords(value);
    case 'card':
      return /^\d+$/.test(value) && !hasCardChecksum(value) ? '' : value;
    default:
      return value;
  }
}

const marks = /\*{3}(?=[^\s*])(?<inside>[^*\n]{0,400}[^\s*])\*{3}/g;

function markedTokens(text: string): readonly Token[] {
  return Array.from(text.matchAll(marks), ({ 0: whole, index, groups }) => ({
    kind: 'marked',
    start: index,
    end: index + whole.length,
    value: groups?.inside ?? '',
  }));
}

/** Longest first, so that of two terms that begin alike the longer one is found. */
function keepTermPattern(terms: readonly string[]): RegExp | null {
  const wanted = [...new Set(terms.map((term) => term.trim()))].filter((term) => term !== '');
  if (wanted.length === 0) return null;
  const anyTerm = wanted
    .sort((one, other) => other.length - one.length)
    .map((term) => RegExp.escape(term))
    .join('|');
  return new RegExp(`(?<!${wordCharacter})(?:${anyTerm})(?!${wordCharacter})`, 'gv');
}

/** Where tokens overlap, one token takes the place of all of them. Expects them in order. */
function merged(text: string, tokens: readonly Token[]): readonly Token[] {
  const result: Token[] = [];
  for (const token of tokens) {
    const last = result.at(-1);
    if (last === undefined || last.end <= token.start) {
      result.push(token);
    } else if (last.end < token.end) {
      result[result.length - 1] = { ...last, end: token.end, value: text.slice(last.start, token.end) };
    }
  }
  return result;
}

const inOrder = (one: Token, other: Token) => one.start - other.start || other.end - one.end;

/** All tokens of a text, in order, not overlapping. */
export function findTokens(
  text: string,
  { keepTerms = [], keepMarks = false }: TokenOptions = {},
): readonly Token[] {
  const marked = keepMarks ? markedTokens(text) : [];
  const found = new Map<number, Token>(marked.map((token) => [token.start, token]));
  /** For each character the start of the token that has it, plus one. */
  const owner = new Uint32Array(text.length);
  const take = (token: Token) => {
    found.set(token.start, token);
    owner.fill(token.start + 1, token.start, token.end);
  };
  marked.forEach(take);
  for (const [kind, pattern] of tokenPatterns) {
    for (const match of text.matchAll(pattern)) {
      const value = trimmed(kind, match[0]);
      const token = { kind, start: match.index, end: match.index + value.length, value };
      const owners = new Set(owner.subarray(token.start, token.end));
      owners.delete(0);
      const inside = [...owners].flatMap((start) => found.get(start - 1) ?? []);
      const holdsAll = inside.every(
        ({ start, end }) => token.start <= start && end <= token.end && value.length > end - start,
      );
      if (value === '' || (inside.length > 0 && !(kind === 'reference' && holdsAll))) continue;
      for (const { start } of inside) found.delete(start);
      take(token);
    }
  }
  const terms = keepTermPattern(keepTerms);
  const kept: readonly Token[] =
    terms === null
      ? []
      : Array.from(text.matchAll(terms), ({ 0: value, index }) => ({
          kind: 'term',
          start: index,
          end: index + value.length,
          value,
        }));
  const all = [...found.values(), ...kept.filter(({ start, end }) => !insideAMark(start, end, marked))];
  return merged(text, all.sort(inOrder));
}

function insideAMark(start: number, end: number, marked: readonly Token[]): boolean {
  return marked.some((mark) => mark.start < end && start < mark.end);
}
