import type { BusinessRule, Condition } from '../../admin/records.ts';
import { recordInvalid } from '../../errors.ts';

/** What Zendesk refuses of a business rule, each with 422. */

export function checkTitle(rule: BusinessRule): void {
  if (rule.title.trim() === '') throw recordInvalid('title', 'Title: cannot be blank');
}

/** That both are needed is documented, the words are not. */
export function checkTrigger(rule: BusinessRule): void {
  checkTitle(rule);
  if (rule.conditions.all.length + rule.conditions.any.length === 0)
    throw recordInvalid('conditions', 'Conditions: must have at least one');
  if (rule.actions.length === 0) throw recordInvalid('actions', 'Actions: must have at least one');
}

const neededFields = ['status', 'custom_status_id', 'type', 'group_id', 'assignee_id', 'requester_id'];
const isNeeded = ({ field }: Condition) => neededFields.includes(field);

/** "You must have at least one condition in `all` that checks for one of status, type, group_id, assignee_id or requester_id." */
export function checkSearch(rule: BusinessRule): void {
  checkTitle(rule);
  if (!rule.conditions.all.some(isNeeded))
    throw recordInvalid(
      'base',
      'You must select at least one of the following ticket properties in an all condition: status, type, group, assignee, requester',
    );
}

export function checkMacro(rule: BusinessRule): void {
  checkTitle(rule);
  if (rule.actions.length === 0) throw recordInvalid('actions', 'Actions: must have at least one');
}
