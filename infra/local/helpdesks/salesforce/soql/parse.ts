import { malformedQuery } from '../errors.ts';
import {
  type Comparison,
  type Condition,
  comparisons,
  type FieldPath,
  type Literal,
  type Order,
  type Query,
} from './query.ts';
import { type Token, tokensOf } from './tokens.ts';

const maxOffset = 2_000;
const endWords = new Set(['WHERE', 'ORDER', 'LIMIT', 'OFFSET', 'GROUP', 'HAVING', 'FOR', 'WITH', 'USING']);

/** Reads one query from its words, from left to right. */
class Parser {
  readonly #tokens: readonly Token[];
  #at = 0;

  constructor(tokens: readonly Token[]) {
    this.#tokens = tokens;
  }

  query(): Query {
    const query = this.#select();
    if (this.#tokens[this.#at] !== undefined) throw this.#unexpected();
    return query;
  }

  #select(): Query {
    this.#expectWord('SELECT');
    const { fields, children } = this.#fields();
    this.#expectWord('FROM');
    const object = this.#word();
    const where = this.#takeWord('WHERE') ? this.#conditions() : null;
    const orderBy = this.#takeWord('ORDER') ? this.#orderBy() : [];
    const limit = this.#takeWord('LIMIT') ? this.#count() : null;
    const offset = this.#takeWord('OFFSET') ? this.#count() : 0;
    if (offset > maxOffset) throw malformedQuery(`SOQL offset must be at most ${maxOffset}`);
    return { fields, children, object, where, orderBy, limit, offset };
  }

  #fields(): Pick<Query, 'fields' | 'children'> {
    const first = this.#tokens[this.#at + 1];
    if (this.#isWord('COUNT') && first?.text === '(') {
      this.#at += 1;
      this.#expectSymbol('(');
      this.#expectSymbol(')');
      return { fields: 'count', children: [] };
    }
    const fields: FieldPath[] = [];
    const children: Query[] = [];
    do {
      if (this.#takeSymbol('(')) {
        children.push(this.#select());
        this.#expectSymbol(')');
      } else fields.push(this.#path());
    } while (this.#takeSymbol(','));
    return { fields, children };
  }

  /** Either all AND or all OR: a mixture needs parentheses. */
  #conditions(): Condition {
    const conditions = [this.#condition()];
    const word = this.#isWord('OR') ? 'OR' : 'AND';
    while (this.#takeWord(word)) conditions.push(this.#condition());
    if (this.#isWord('AND') || this.#isWord('OR')) throw this.#unexpected();
    const [only] = conditions;
    if (conditions.length === 1 && only !== undefined) return only;
    return { kind: word === 'OR' ? 'or' : 'and', conditions };
  }

  #condition(): Condition {
    if (this.#takeWord('NOT')) return { kind: 'not', condition: this.#condition() };
    if (this.#takeSymbol('(')) {
      const inner = this.#conditions();
      this.#expectSymbol(')');
      return inner;
    }
    const path = this.#path();
    if (this.#takeWord('IN')) return { kind: 'in', path, negated: false, literals: this.#list() };
    if (this.#takeWord('NOT')) {
      this.#expectWord('IN');
      return { kind: 'in', path, negated: true, literals: this.#list() };
    }
    return { kind: 'compare', path, comparison: this.#comparison(), literal: this.#literal() };
  }

  #comparison(): Comparison {
    const text = this.#tokens[this.#at]?.text.toUpperCase();
    const found = comparisons.find((comparison) => comparison === text);
    if (found === undefined) throw this.#unexpected();
    this.#at += 1;
    return found;
  }

  #list(): readonly Literal[] {
    this.#expectSymbol('(');
    const literals = [this.#literal()];
    while (this.#takeSymbol(',')) literals.push(this.#literal());
    this.#expectSymbol(')');
    return literals;
  }

  #literal(): Literal {
    const token = this.#tokens[this.#at];
    if (token?.kind === 'literal') {
      this.#at += 1;
      return token.literal;
    }
    if (this.#takeWord('TRUE')) return { kind: 'boolean', value: true };
    if (this.#takeWord('FALSE')) return { kind: 'boolean', value: false };
    if (this.#takeWord('NULL')) return { kind: 'null', value: null };
    throw this.#unexpected();
  }

  #orderBy(): readonly Order[] {
    this.#expectWord('BY');
    const orders = [this.#order()];
    while (this.#takeSymbol(',')) orders.push(this.#order());
    return orders;
  }

  #order(): Order {
    const path = this.#path();
    const descending = this.#takeWord('DESC');
    if (!descending) this.#takeWord('ASC');
    if (!this.#takeWord('NULLS')) return { path, descending, nullsLast: false };
    const nullsLast = this.#takeWord('LAST');
    if (!nullsLast) this.#expectWord('FIRST');
    return { path, descending, nullsLast };
  }

  #path(): FieldPath {
    const word = this.#word();
    // A function; this stand-in has none.
    if (this.#tokens[this.#at]?.text === '(') throw this.#unexpected();
    return word.split('.');
  }

  #count(): number {
    const token = this.#tokens[this.#at];
    if (token?.kind !== 'literal' || token.literal.kind !== 'number') throw this.#unexpected();
    this.#at += 1;
    return token.literal.value;
  }

  #word(): string {
    const token = this.#tokens[this.#at];
    if (token?.kind !== 'word' || endWords.has(token.text.toUpperCase())) throw this.#unexpected();
    this.#at += 1;
    return token.text;
  }

  #isWord(word: string): boolean {
    const token = this.#tokens[this.#at];
    return token?.kind === 'word' && token.text.toUpperCase() === word;
  }

  #takeWord(word: string): boolean {
    const taken = this.#isWord(word);
    if (taken) this.#at += 1;
    return taken;
  }

  #takeSymbol(symbol: string): boolean {
    const token = this.#tokens[this.#at];
    const taken = token?.kind === 'symbol' && token.text === symbol;
    if (taken) this.#at += 1;
    return taken;
  }

  #expectWord(word: string): void {
    if (!this.#takeWord(word)) throw this.#unexpected();
  }

  #expectSymbol(symbol: string): void {
    if (!this.#takeSymbol(symbol)) throw this.#unexpected();
  }

  #unexpected() {
    const token = this.#tokens[this.#at];
    return malformedQuery(`unexpected token: ${token === undefined ? '<EOF>' : `'${token.text}'`}`);
  }
}

/** Reads a SOQL query: fields, queries among them, conditions, order, limit and offset; no functions. Throws MALFORMED_QUERY. */
export function parseSoql(soql: string): Query {
  return new Parser(tokensOf(soql)).query();
}
