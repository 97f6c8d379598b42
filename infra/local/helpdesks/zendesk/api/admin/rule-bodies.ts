import * as z from 'zod';
import { id } from './common.ts';

/** Bodies of business rules; any other key is a violation. */

const value = z.union([
  z.string(),
  z.number(),
  z.boolean(),
  z.null(),
  z.array(z.union([z.string(), z.number()])),
]);
const condition = z.strictObject({ field: z.string(), operator: z.string(), value: value.default(null) });
const conditionList = z.array(condition);
const conditions = z.strictObject({ all: conditionList.optional(), any: conditionList.optional() });
const actions = z.array(z.strictObject({ field: z.string(), value: value.default(null) }));
const restriction = z.strictObject({ type: z.string(), id }).nullable();

const common = {
  title: z.string().optional(),
  description: z.string().nullish(),
  active: z.boolean().optional(),
  position: z.int().optional(),
};
/** `all` and `any` may stand by themselves as well: "Conditions reference". */
const conditional = {
  conditions: conditions.optional(),
  all: conditionList.optional(),
  any: conditionList.optional(),
};

export const triggerBody = z.strictObject({
  trigger: z.strictObject({
    ...common,
    ...conditional,
    actions: actions.optional(),
    category_id: id.optional(),
  }),
});
export const automationBody = z.strictObject({
  automation: z.strictObject({ ...common, ...conditional, actions: actions.optional() }),
});
/** A view takes `all` and `any` only by themselves. */
export const viewBody = z.strictObject({
  view: z.strictObject({
    ...common,
    all: conditionList.optional(),
    any: conditionList.optional(),
    restriction: restriction.optional(),
    output: z
      .strictObject({
        columns: z.array(z.union([z.string(), z.number()])).optional(),
        group_by: z.string().nullish(),
        group_order: z.enum(['asc', 'desc']).optional(),
        sort_by: z.string().nullish(),
        sort_order: z.enum(['asc', 'desc']).optional(),
      })
      .optional(),
  }),
});
export const macroBody = z.strictObject({
  macro: z.strictObject({ ...common, actions: actions.optional(), restriction: restriction.optional() }),
});
export const slaPolicyBody = z.strictObject({
  sla_policy: z.strictObject({
    title: z.string().optional(),
    description: z.string().nullish(),
    position: z.int().optional(),
    filter: conditions.optional(),
    metric_settings: z.record(z.string(), z.record(z.string(), z.boolean())).optional(),
    policy_metrics: z
      .array(
        z.strictObject({
          priority: z.string(),
          metric: z.string(),
          target: z.int(),
          business_hours: z.boolean(),
        }),
      )
      .optional(),
  }),
});
