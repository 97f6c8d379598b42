/** One comparison of a query: `Type = 'Comment'`, `CF.{Language} = 'es'`. */
export type Condition = Readonly<{
  /** As written. */
  key: string;
  /** Of `CF.{name}` the name. */
  subkey: string | null;
  /** In capitals: `=`, `!=`, `>`, `NOT LIKE`, `IS`, … */
  operator: string;
  value: string;
}>;

export type Query = Condition | Readonly<{ all: readonly Query[] }> | Readonly<{ any: readonly Query[] }>;

/** A query that RT refuses with 400 and this text. */
export class QueryError extends Error {
  override readonly name = 'QueryError';
}

const quoted = `'(?:[^'\\\\]|\\\\.)*'|"(?:[^"\\\\]|\\\\.)*"`;
const patterns = {
  AGGREGATOR: /^(?:AND|OR)$/i,
  OPERATOR: /^(?:=|!=|>=|<=|>|<|IS NOT|IS|NOT LIKE|LIKE|NOT STARTSWITH|STARTSWITH|NOT ENDSWITH|ENDSWITH)$/i,
  VALUE: new RegExp(`^(?:CF\\.\\{.+?\\}|[\\w.]+|[+-]?\\d+|${quoted})$`, 'is'),
  KEYWORD: new RegExp(`^(?:CF\\.\\{.+?\\}|[{}\\w.]+|${quoted})$`, 'is'),
  OPEN_PAREN: /^\($/,
  CLOSE_PAREN: /^\)$/,
} as const;
type Kind = keyof typeof patterns;
/** In RT's order, in which its errors name them. */
const kinds: readonly Kind[] = ['VALUE', 'AGGREGATOR', 'OPERATOR', 'OPEN_PAREN', 'CLOSE_PAREN', 'KEYWORD'];
/** Of those that are wanted, the last that fits. */
const byPriority: readonly Kind[] = [
  'CLOSE_PAREN',
  'OPEN_PAREN',
  'AGGREGATOR',
  'KEYWORD',
  'VALUE',
  'OPERATOR',
];

const tokens = new RegExp(
  `\\b(?:AND|OR)\\b|=|!=|>=|<=|>|<|\\b(?:IS NOT|IS|NOT LIKE|LIKE|NOT STARTSWITH|STARTSWITH|NOT ENDSWITH|ENDSWITH)\\b|` +
    `CF\\.\\{.+?\\}|[{}\\w.]+|[+-]?\\d+|${quoted}|\\(|\\)`,
  'gis',
);

const unquoted = (text: string) =>
  (/^(['"]).*\1$/s.test(text) ? text.slice(1, -1) : text).replace(/\\(.)/gs, '$1');

const namesOf = (wanted: ReadonlySet<Kind>) => {
  const names = kinds.filter((kind) => wanted.has(kind));
  const rest = names.slice(0, -1).join(', ');
  return [...(rest === '' ? [] : [rest]), ...names.slice(-1)].join(' or ');
};

/** What is being read between two brackets. RT has one AND or OR for all of it: the last that stood there. */
type Group = { members: Query[]; isAny: boolean };

const emptyGroup = (): Group => ({ members: [], isAny: false });

const queryOf = ({ members, isAny }: Group): Query => (isAny ? { any: members } : { all: members });

class Parser {
  readonly #text: string;
  readonly #groups: [Group, ...Group[]] = [emptyGroup()];
  #wanted: ReadonlySet<Kind> = new Set<Kind>(['KEYWORD', 'OPEN_PAREN']);
  #last: Kind | null = null;
  #key = '';
  #operator = '';
  /** AND and OR stand side by side somewhere. */
  isMixed = false;

  constructor(text: string) {
    this.#text = text;
  }

  parse(): Query | null {
    for (const match of this.#text.matchAll(tokens)) this.#take(match[0], match.index);
    if (this.#last === null) return null;
    if (this.#last !== 'CLOSE_PAREN' && this.#last !== 'VALUE') {
      throw new QueryError(
        `Incomplete query, last element (${this.#last}) is not close paren or value in '${this.#text}'`,
      );
    }
    if (this.#groups.length > 1) {
      const count = this.#groups.length - 1;
      throw new QueryError(
        `Incomplete query, ${count} unclosed ${count === 1 ? 'paren' : 'parens'} in '${this.#text}'`,
      );
    }
    return queryOf(this.#groups[0]);
  }

  #take(token: string, index: number): void {
    const kind = byPriority.find((each) => this.#wanted.has(each) && patterns[each].test(token));
    if (kind === undefined) {
      const [before, after] = [this.#text.slice(0, index), this.#text.slice(index + token.length)];
      const place = `${before}>${token}<--here${after}`;
      throw new QueryError(`Wrong query, expecting a ${namesOf(this.#wanted)} in '${place}'`);
    }
    this.#last = kind;
    this.#wanted = new Set(this.#follow(kind, token));
  }

  /** Takes the token in; gives what may come next. */
  #follow(kind: Kind, token: string): readonly Kind[] {
    switch (kind) {
      case 'OPEN_PAREN':
        this.#groups.push(emptyGroup());
        return ['KEYWORD', 'OPEN_PAREN'];
      case 'CLOSE_PAREN': {
        const closed = this.#groups.pop();
        if (closed !== undefined) this.#add(queryOf(closed));
        return this.#afterTerm();
      }
      case 'AGGREGATOR':
        this.#join(/^or$/i.test(token));
        return ['KEYWORD', 'OPEN_PAREN'];
      case 'KEYWORD':
        this.#key = unquoted(token);
        return ['OPERATOR'];
      case 'OPERATOR':
        this.#operator = token.toUpperCase();
        return ['VALUE'];
      case 'VALUE': {
        const [, name, subkey = null] = /^([^.]+)(?:\.\{?(.+?)\}?)?$/s.exec(this.#key) ?? [];
        const key = name ?? this.#key;
        this.#add({ key, subkey, operator: this.#operator, value: unquoted(token) });
        return this.#afterTerm();
      }
    }
  }

  #afterTerm(): readonly Kind[] {
    return this.#groups.length > 1 ? ['AGGREGATOR', 'CLOSE_PAREN'] : ['AGGREGATOR'];
  }

  #join(isAny: boolean): void {
    const group = this.#groups.at(-1);
    if (group === undefined) return;
    if (group.members.length > 1 && group.isAny !== isAny) this.isMixed = true;
    group.isAny = isAny;
  }

  #add(query: Query): void {
    this.#groups.at(-1)?.members.push(query);
  }
}

/**
 * Reads a query of TransactionSQL or TicketSQL. Null = it is empty, which finds nothing. `onMixed`: AND and OR stand side
 * by side without brackets, which RT reads as nobody means it. Throws QueryError.
 */
export function parseQuery(text: string, onMixed: () => void = () => undefined): Query | null {
  const parser = new Parser(text);
  const query = parser.parse();
  if (parser.isMixed) onMixed();
  return query;
}

/** Whether it holds, where `holds` says it of one comparison. */
export function evaluate(query: Query, holds: (condition: Condition) => boolean): boolean {
  if ('all' in query) return query.all.every((each) => evaluate(each, holds));
  if ('any' in query) return query.any.some((each) => evaluate(each, holds));
  return holds(query);
}

/** Every comparison in it. */
export function conditionsOf(query: Query): readonly Condition[] {
  if ('all' in query) return query.all.flatMap(conditionsOf);
  if ('any' in query) return query.any.flatMap(conditionsOf);
  return [query];
}
