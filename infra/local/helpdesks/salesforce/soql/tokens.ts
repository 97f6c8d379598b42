import { malformedQuery } from '../errors.ts';
import type { Literal } from './query.ts';

export type Token =
  | Readonly<{ kind: 'word'; text: string }>
  | Readonly<{ kind: 'symbol'; text: string }>
  | Readonly<{ kind: 'literal'; text: string; literal: Literal }>;

const pattern =
  /\s*(?:(?<datetime>\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d+)?(?:Z|[+-]\d{2}:\d{2}))|(?<number>[+-]?\d+(?:\.\d+)?)(?![\w-])|'(?<string>(?:\\.|[^'\\])*)'|(?<word>[A-Za-z][\w.]*)|(?<symbol><=|>=|!=|<>|[=<>(),]))/y;

const escapes: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', b: '\b', f: '\f' };
const escapable = new Set(['n', 'N', 'r', 'R', 't', 'T', 'b', 'B', 'f', 'F', '"', "'", '\\', '_', '%']);

function unescaped(text: string): string {
  return text.replace(/\\(.)/gs, (_, character: string) => {
    if (!escapable.has(character)) throw malformedQuery(`Illegal escape sequence: \\${character}`);
    // A percent sign or an underscore keeps its mark, which LIKE reads.
    if (character === '%' || character === '_') return `\\${character}`;
    return escapes[character.toLowerCase()] ?? character;
  });
}

function tokenOf(groups: Readonly<Record<string, string | undefined>>): Token {
  const { datetime, number, string, word, symbol } = groups;
  if (datetime !== undefined)
    return { kind: 'literal', text: datetime, literal: { kind: 'datetime', value: Date.parse(datetime) } };
  if (number !== undefined)
    return { kind: 'literal', text: number, literal: { kind: 'number', value: Number(number) } };
  if (string !== undefined)
    return { kind: 'literal', text: `'${string}'`, literal: { kind: 'string', value: unescaped(string) } };
  if (symbol !== undefined) return { kind: 'symbol', text: symbol === '<>' ? '!=' : symbol };
  return { kind: 'word', text: word ?? '' };
}

/** The words of a query. Throws MALFORMED_QUERY for what SOQL has not. */
export function tokensOf(soql: string): readonly Token[] {
  const tokens: Token[] = [];
  const text = soql.trimEnd();
  pattern.lastIndex = 0;
  while (pattern.lastIndex < text.length) {
    const at = pattern.lastIndex;
    const match = pattern.exec(text);
    if (match === null) throw malformedQuery(`unexpected token: '${text.slice(at).trim().charAt(0)}'`);
    tokens.push(tokenOf(match.groups ?? {}));
  }
  return tokens;
}
