import type { Finding } from '../../../set-up.ts';
import { excludesOurNotes, mailsForNotes } from '../triggers.ts';
import type { Condition, Trigger, View } from '../wire-admin.ts';
import { trouble, well } from './findings.ts';
import type { SlaPolicy } from './wire.ts';

/** An automation has what a trigger has, but runs by the hour and not at an update. */
export type Automation = Trigger;

const triggersPage = 'Admin Center → Objects and rules → Business rules → Triggers';
const isActive = ({ active }: Readonly<{ active: boolean | null }>) => active !== false;

/** Which triggers our notes set off, each by its name with the condition that it lacks. Pure. */
export function judgeTriggers(
  triggers: readonly Trigger[],
  runtimeUserId: string,
  connect: string,
): readonly Finding[] {
  const found = triggers.filter(isActive).flatMap((each) => judgeTrigger(each, runtimeUserId, connect));
  return found.length > 0
    ? found
    : [well('triggers', `None of ${triggers.length} triggers reacts to our notes.`)];
}

function judgeTrigger(trigger: Trigger, runtimeUserId: string, connect: string): readonly Finding[] {
  const { title, conditions, actions } = trigger;
  const addIt = `add "Current user is not Dragoman" to its ALL conditions: ${triggersPage} → "${title}"`;
  if (mailsForNotes(trigger, runtimeUserId))
    return [
      trouble('trigger', 'warning', {
        what: `The trigger "${title}" mails people for each of our notes.`,
        meaning: 'Agents get a mail for every message that is translated.',
        mend: `${connect} proposes it, or ${addIt}.`,
      }),
    ];
  const all = conditions?.all ?? [];
  if (all.some((condition) => excludesOurNotes(condition, runtimeUserId))) return [];
  if (actions?.some(({ value }) => value === 'current_user'))
    return [
      trouble('trigger', 'warning', {
        what: `The trigger "${title}" gives the ticket to whoever updates it.`,
        meaning: 'Tickets are assigned to Dragoman, and agents do not see them as theirs.',
        mend: `${capitalised(addIt)}.`,
      }),
    ];
  return all.some(waitsForNote)
    ? [
        trouble('trigger', 'note', {
          what: `The trigger "${title}" reacts to internal notes, ours among them.`,
          meaning: 'It changes tickets or calls another system for every message that is translated.',
          mend: `If that is not meant, ${addIt}.`,
        }),
      ]
    : [];
}

/** "Comment is private" or "is present (public or private)". */
function waitsForNote({ field, operator, value }: Condition): boolean {
  return (
    field === 'comment_is_public' && operator === 'is' && ['false', 'not_relevant'].includes(String(value))
  );
}

const capitalised = (text: string) => `${text.charAt(0).toUpperCase()}${text.slice(1)}`;

/** "Hours since update": our notes are updates, so that they begin to count anew. */
function countsFromUpdate({ field }: Condition): boolean {
  return field === 'updated_at';
}

function conditionsOf({ conditions }: Pick<Trigger, 'conditions'>): readonly Condition[] {
  return [...(conditions?.all ?? []), ...(conditions?.any ?? [])];
}

/** Automations that wait for a ticket to be left alone. Pure. */
export function judgeAutomations(automations: readonly Automation[]): readonly Finding[] {
  const found = automations.filter((each) => isActive(each) && conditionsOf(each).some(countsFromUpdate));
  if (found.length === 0)
    return [well('automations', `None of ${automations.length} automations counts from our notes.`)];
  return found.map(({ title }) =>
    trouble('automation', 'note', {
      what: `The automation "${title}" counts from the last update, which our note may be.`,
      meaning:
        'Its hours begin anew with our note: seconds after a message, but also when an agent asks for "#history" or "#retry".',
      mend: `Count from "Hours since requester update" or "assignee update" instead: Admin Center → Objects and rules → Business rules → Automations → "${title}".`,
    }),
  );
}

/** Views that show what was updated lately. Pure. */
export function judgeViews(views: readonly View[]): readonly Finding[] {
  const found = views.filter((each) => isActive(each) && conditionsOf(each).some(countsFromUpdate));
  if (found.length === 0)
    return [well('views', `None of ${views.length} views looks at when a ticket was updated.`)];
  return found.map(({ title }) =>
    trouble('view', 'note', {
      what: `The view "${title}" looks at when a ticket was updated, which our note does too.`,
      meaning: 'Tickets come into it, or leave it, with our note.',
      mend: `Let it look at "Hours since requester update" instead: Admin Center → Workspaces → Agent tools → Views → "${title}".`,
    }),
  );
}

/** Settings by which an agent's internal note, ours among them, starts or ends a metric of an SLA policy. */
const noteSettings: ReadonlySet<string> = new Set([
  'fulfill_on_agent_internal_note',
  'fulfill_on_non_requesting_agent_internal_note_after_activation',
  'activate_on_agent_internal_note',
]);

function metricsOf({ metric_settings: one, metrics_settings: other }: SlaPolicy): readonly string[] {
  return Object.entries(one ?? other ?? {})
    .filter(([, settings]) =>
      Object.entries(settings ?? {}).some(([name, on]) => on === true && noteSettings.has(name)),
    )
    .map(([metric]) => metric.replaceAll('_', ' '));
}

/** SLA policies for which an internal note is a reply. Pure. */
export function judgeSlaPolicies(policies: readonly SlaPolicy[]): readonly Finding[] {
  const found = policies.map((policy) => ({ title: policy.title, metrics: metricsOf(policy) }));
  const reacting = found.filter(({ metrics }) => metrics.length > 0);
  if (reacting.length === 0)
    return [well('sla-policies', `None of ${policies.length} SLA policies counts internal notes.`)];
  return reacting.map(({ title, metrics }) =>
    trouble('sla-policy', 'warning', {
      what: `The SLA policy "${title}" counts an agent's internal note, and so ours, for ${metrics.join(', ')}.`,
      meaning: 'The SLA looks met within seconds of each message, though nobody has answered.',
      mend: `Switch off "internal note" in its advanced settings: Admin Center → Objects and rules → Business rules → Service level agreements → "${title}".`,
    }),
  );
}
