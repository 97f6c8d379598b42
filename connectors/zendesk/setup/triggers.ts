import type { AdminApi } from './admin-api.ts';
import { anyAnswer, type Condition, conditionIn, type Trigger, wholeTriggerAnswer } from './wire-admin.ts';
import type { Part, Work } from './work.ts';

/** Actions that send a message to people. https://developer.zendesk.com/documentation/ticketing/reference-guides/actions-reference/ */
const mailActions: ReadonlySet<string> = new Set([
  'notification_user',
  'notification_group',
  'notification_sms_user',
  'notification_sms_group',
]);

/** A note changes none of them, so that a trigger that waits for their change is not set off. */
const untouchedFields: ReadonlySet<string> = new Set([
  'status',
  'custom_status_id',
  'type',
  'group_id',
  'assignee_id',
  'satisfaction_score',
  'brand_id',
]);
/** "Changed", "changed to", "changed from", as the API writes them. */
const changeOperators: ReadonlySet<string> = new Set([
  'changed',
  'changed_to',
  'changed_from',
  'value',
  'value_previous',
]);

/** "Current user is not …": `role` takes the id of an agent, too. https://developer.zendesk.com/documentation/ticketing/reference-guides/conditions-reference/ */
const isNotUser = (userId: string) => ({ field: 'role', operator: 'is_not', value: userId }) as const;

function isSame(condition: Condition, wanted: ReturnType<typeof isNotUser>): boolean {
  const { field, operator } = condition;
  return field === wanted.field && operator === wanted.operator && textOf(condition.value) === wanted.value;
}

/** A value in one form; null = it is none of those that say anything here. */
function textOf(value: unknown): string | null {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
    ? String(value)
    : null;
}

/** Whether a condition that has to be met keeps an internal note of ours from setting the trigger off. */
export function excludesOurNotes(condition: Condition, userId: string): boolean {
  const { field, operator } = condition;
  if (untouchedFields.has(field) && changeOperators.has(operator ?? '')) return true;
  const value = textOf(condition.value);
  if (value === null) return false;
  switch (field) {
    case 'comment_is_public':
      return operator === 'is' && (value === 'true' || value === 'requester_can_see_comment');
    case 'update_type':
      return operator === 'is' && value === 'Create';
    case 'role':
      return operator === 'is_not'
        ? value === userId || value === 'agent'
        : value !== userId && value !== 'agent';
    case 'current_via_id':
      // 5 is the API, as which we come.
      return operator === 'is_not' ? value === '5' : value !== '5';
    default:
      return false;
  }
}

/** Whether the trigger would mail people for each of our internal notes. */
export function mailsForNotes({ active, actions, conditions }: Trigger, userId: string): boolean {
  if (active === false || !actions?.some(({ field }) => mailActions.has(field))) return false;
  return !conditions?.all?.some((condition) => excludesOurNotes(condition, userId));
}

/** "Current user is not Dragoman" on triggers that mail for internal notes. A proposal: the triggers are the customer's. */
export function proposeTriggers(
  triggers: readonly Trigger[],
  runtimeUserId: string | null,
  api: AdminApi,
): readonly Work[] {
  return triggers
    .filter((trigger) => mailsForNotes(trigger, runtimeUserId ?? ''))
    .map(
      (trigger): Work => ({
        change: changeOf(trigger, ['adds the condition "current user is not Dragoman"']),
        run: async ({ runtimeUserId: userId }) =>
          userId === null
            ? undefined
            : void (await changeConditions(trigger, (all) => [...all, isNotUser(userId)], api)),
      }),
    );
}

/** Takes the condition out again, wherever it names one of our users. */
export function clearTriggers(
  triggers: readonly Trigger[],
  runtimeUserIds: readonly string[],
  api: AdminApi,
): Part {
  const isOurs = (condition: Condition) => runtimeUserIds.some((id) => isSame(condition, isNotUser(id)));
  return {
    work: triggers
      .filter((trigger) => allOf(trigger).some(isOurs))
      .map(
        (trigger): Work => ({
          change: changeOf(trigger, ['takes out the condition "current user is not Dragoman"']),
          run: async () => {
            const others = (all: readonly unknown[]) => all.filter((one) => !isOurs(conditionIn(one)));
            await changeConditions(trigger, others, api);
            return undefined;
          },
        }),
      ),
  };
}

const allOf = ({ conditions }: Trigger): readonly Condition[] => conditions?.all ?? [];

function changeOf({ title }: Trigger, details: readonly string[]): Work['change'] {
  return { place: 'helpdesk', action: 'update', what: `trigger "${title}"`, details };
}

/**
 * An update of either list clears the other, and conditions without actions clear the actions: all of it is sent, as it is at
 * this moment and whatever stands in it.
 */
async function changeConditions(
  { id, title }: Trigger,
  change: (all: readonly unknown[]) => readonly unknown[],
  api: AdminApi,
): Promise<void> {
  const place = { path: `/api/v2/triggers/${id}`, doing: `change the trigger "${title}"` } as const;
  const { trigger } = await api.call({ method: 'GET', ...place }, wholeTriggerAnswer);
  const { all, any } = trigger.conditions;
  const body = { trigger: { conditions: { all: change(all ?? []), any }, actions: trigger.actions } };
  await api.call({ method: 'PUT', body, ...place }, anyAnswer);
}
