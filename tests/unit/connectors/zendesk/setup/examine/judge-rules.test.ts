import { describe, expect, test } from 'vitest';
import {
  judgeAutomations,
  judgeSlaPolicies,
  judgeTriggers,
  judgeViews,
} from '../../../../../../connectors/zendesk/setup/examine/judge-rules.ts';
import type { Condition, Trigger } from '../../../../../../connectors/zendesk/setup/wire-admin.ts';

const us = '9';
const anyComment: Condition = { field: 'comment_is_public', operator: 'is', value: 'not_relevant' };
const privateComment: Condition = { field: 'comment_is_public', operator: 'is', value: 'false' };
const mail = { field: 'notification_user', value: ['assignee_id', 'Subject', 'Body'] };
const tag = { field: 'current_tags', value: 'noted' };
const assign = { field: 'assignee_id', value: 'current_user' };

function trigger(changes: Partial<Trigger> & { all?: Condition[] } = {}): Trigger {
  const { all = [anyComment], ...rest } = changes;
  return { id: '1', title: 'T', active: true, conditions: { all, any: [] }, actions: [mail], ...rest };
}
const severitiesOf = (...triggers: readonly Trigger[]) =>
  judgeTriggers(triggers, us, 'connect').map(({ severity }) => severity);

describe('A trigger', () => {
  test.each<[string, Trigger, string]>([
    ['mails for any comment', trigger(), 'warning'],
    ['mails for internal notes', trigger({ all: [privateComment] }), 'warning'],
    ['mails for any update', trigger({ all: [] }), 'warning'],
    [
      'mails for internal notes of everybody but somebody else',
      trigger({ all: [anyComment, { field: 'role', operator: 'is_not', value: '10' }] }),
      'warning',
    ],
    ['gives the ticket to whoever updates it', trigger({ all: [], actions: [assign] }), 'warning'],
    ['only tags what has an internal note', trigger({ all: [privateComment], actions: [tag] }), 'note'],
    [
      'calls a webhook for any comment',
      trigger({ actions: [{ field: 'notification_webhook', value: ['1', '{}'] }] }),
      'note',
    ],
  ])('that %s is found', (_what, each, severity) => {
    expect(severitiesOf(each)).toEqual([severity]);
  });

  test.each<[string, Trigger]>([
    ['is inactive', trigger({ active: false })],
    ['mails for public comments only', trigger({ all: [{ ...anyComment, value: 'true' }] })],
    ['leaves us out', trigger({ all: [anyComment, { field: 'role', operator: 'is_not', value: us }] })],
    [
      'is for customers',
      trigger({ all: [anyComment, { field: 'role', operator: 'is', value: 'end_user' }] }),
    ],
    ['is for new tickets', trigger({ all: [{ field: 'update_type', operator: 'is', value: 'Create' }] })],
    [
      'waits for a change that no note makes',
      trigger({ all: [{ field: 'status', operator: 'changed', value: null }] }),
    ],
    ['only tags at any update', trigger({ all: [], actions: [tag] })],
    [
      'gives tickets to whoever updates them, but not to us',
      trigger({ all: [{ field: 'role', operator: 'is_not', value: us }], actions: [assign] }),
    ],
  ])('that %s is well', (_what, each) => {
    expect(severitiesOf(each)).toEqual(['ok']);
  });
});

test('Each trigger that is found is named, with what to add to it', () => {
  const found = judgeTriggers([trigger({ title: 'One' }), trigger({ title: 'Two' })], us, 'connect');

  expect(found.map(({ what }) => what)).toEqual([
    'The trigger "One" mails people for each of our notes.',
    'The trigger "Two" mails people for each of our notes.',
  ]);
  expect(found[0]?.mend).toBe(
    'connect proposes it, or add "Current user is not Dragoman" to its ALL conditions: ' +
      'Admin Center → Objects and rules → Business rules → Triggers → "One".',
  );
});

const sinceUpdate: Condition = { field: 'updated_at', operator: 'greater_than', value: '24' };
const sinceRequester: Condition = { field: 'requester_updated_at', operator: 'greater_than', value: '24' };

test('Automations and views that count from the last update are found, also among the ANY conditions', () => {
  const conditions = [
    { all: [sinceRequester], any: [sinceUpdate] },
    { all: [sinceRequester], any: [] },
  ];
  const automations = conditions.map((each) => ({ ...trigger(), conditions: each }));
  const views = conditions.map((each) => ({
    ...{ id: '1', title: 'V', description: null, active: true, conditions: each },
  }));

  const found = [...judgeAutomations(automations), ...judgeViews(views)];

  expect(found.map(({ check, severity }) => [check, severity])).toEqual([
    ['zendesk.automation', 'note'],
    ['zendesk.view', 'note'],
  ]);
});

test.each([
  ['metric_settings', 'warning'],
  ['metrics_settings', 'warning'],
])('An SLA policy whose %s count internal notes is found', (name, severity) => {
  const settings = {
    next_reply_time: { fulfill_on_non_requesting_agent_internal_note_after_activation: true },
  };
  const policy = { title: 'Gold', metric_settings: undefined, metrics_settings: undefined, [name]: settings };

  const found = judgeSlaPolicies([policy]);

  expect(found.map((each) => [each.severity, each.what])).toEqual([
    [severity, 'The SLA policy "Gold" counts an agent\'s internal note, and so ours, for next reply time.'],
  ]);
});

test('An SLA policy that counts public answers only is well', () => {
  const settings = { first_reply_time: { fulfill_on_agent_internal_note: false } };

  const found = judgeSlaPolicies([{ title: 'Gold', metric_settings: settings, metrics_settings: undefined }]);

  expect(found.map(({ severity }) => severity)).toEqual(['ok']);
});
