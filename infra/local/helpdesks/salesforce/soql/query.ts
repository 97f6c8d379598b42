/** A field, perhaps of a record that lookups lead to: `['CreatedBy', 'UserType']`. */
export type FieldPath = readonly string[];

export type Literal =
  | Readonly<{ kind: 'string'; value: string }>
  | Readonly<{ kind: 'number'; value: number }>
  | Readonly<{ kind: 'boolean'; value: boolean }>
  /** Milliseconds since 1970. */
  | Readonly<{ kind: 'datetime'; value: number }>
  | Readonly<{ kind: 'null'; value: null }>;

export const comparisons = ['=', '!=', '<', '<=', '>', '>=', 'LIKE'] as const;
export type Comparison = (typeof comparisons)[number];

export type Condition =
  | Readonly<{ kind: 'and' | 'or'; conditions: readonly Condition[] }>
  | Readonly<{ kind: 'not'; condition: Condition }>
  | Readonly<{ kind: 'compare'; path: FieldPath; comparison: Comparison; literal: Literal }>
  | Readonly<{ kind: 'in'; path: FieldPath; negated: boolean; literals: readonly Literal[] }>;

export type Order = Readonly<{ path: FieldPath; descending: boolean; nullsLast: boolean }>;

export type Query = Readonly<{
  /** `count` = `SELECT COUNT()`. */
  fields: readonly FieldPath[] | 'count';
  /** Queries among the fields, of records that hang on each row; `object` is then what the row calls them (`FeedComments`). */
  children: readonly Query[];
  object: string;
  where: Condition | null;
  orderBy: readonly Order[];
  limit: number | null;
  offset: number;
}>;
