import type { Values } from '../metadata/model.ts';
import { caseRules } from './case-rules.ts';
import type { RuleContext } from './context.ts';
import { feedRules } from './feed-rules.ts';
import { fileRules } from './file-rules.ts';
import { mailRules } from './mail-rules.ts';

/** What an object does beyond what its fields say. Each may throw; the answer of the first two is what is written. */
export type ObjectRules = Readonly<{
  beforeInsert?: (context: RuleContext, values: Values) => Values;
  /** `changes`: the fields that are sent. */
  beforeUpdate?: (context: RuleContext, before: Values, changes: Values) => Values;
  beforeDelete?: (context: RuleContext, record: Values) => void;
  afterInsert?: (context: RuleContext, record: Values) => void;
  afterDelete?: (context: RuleContext, record: Values) => void;
}>;

const rules: Readonly<Record<string, ObjectRules>> = {
  ...caseRules,
  ...mailRules,
  ...feedRules,
  ...fileRules,
};

export function rulesOf(object: string): ObjectRules {
  return rules[object] ?? {};
}
