import type { Access } from '../access.ts';
import type { Values } from '../metadata/model.ts';
import type { Schema } from '../metadata/schema.ts';
import type { Store } from '../store.ts';

/** Who writes or reads, and how. */
export type Caller = Readonly<{
  userId: string;
  access: Access;
  /** Notes what a real org would swallow. */
  report: (what: string) => void;
  /** Whether assignment rules run; what the header `Sforce-Auto-Assign` says. */
  autoAssign: boolean;
  /** Null = not by the API. */
  api: Readonly<{ client: string | null }> | null;
}>;

/** A validation rule of the org's admin. */
export type ValidationRule = Readonly<{
  object: string;
  /** Told the record as it would be. */
  refuses: (after: Values, before: Values | null) => boolean;
  message: string;
  fields?: readonly string[];
}>;

/** What an admin or a test sets, and changes while the org runs. */
export type OrgSettings = {
  validationRules: readonly ValidationRule[];
  /** How many more writes find this row locked by somebody else, by its id. */
  readonly lockedRows: Map<string, number>;
  /** How many records an answer holds at most, those within others for themselves; null = as many as were asked for. */
  rowsPerAnswer: number | null;
  /** What the parts of a composite say that were undone because of another one. */
  haltedStatus: number;
  /** User or queue that the active assignment rule gives cases to; null = there is no rule. */
  assignmentRuleOwner: string | null;
  /** User or queue that a case belongs to which nobody took. */
  defaultCaseOwner: string;
};

export type Org = Readonly<{
  id: string;
  store: Store;
  schema: Schema;
  settings: OrgSettings;
}>;

/** Writes that the org makes by itself, as a consequence of others. */
export type SystemWrites = Readonly<{
  insert: (object: string, values: Values) => string;
  update: (id: string, values: Values) => void;
  delete: (id: string) => void;
}>;

/** What the rules of an object see of the write that they are asked about. */
export type RuleContext = Readonly<{ org: Org; caller: Caller; system: SystemWrites }>;

/** Salesforce keeps times in whole seconds. */
export function timestamp(at: Date): string {
  return at.toISOString().replace(/\.\d{3}Z$/, '.000Z');
}

export function textIn(values: Values, field: string): string | null {
  const value = values[field];
  return typeof value === 'string' ? value : null;
}
