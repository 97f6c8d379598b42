import { describe, expect, it } from 'vitest';
import { mailsForNotes } from '../../../../../connectors/zendesk/setup/triggers.ts';
import type { Condition, Trigger } from '../../../../../connectors/zendesk/setup/wire-admin.ts';

const runtimeUser = '8447388090001';
const mailing = (...all: Condition[]): Trigger => ({
  id: '1',
  title: 'Mail',
  active: true,
  actions: [{ field: 'notification_user', value: ['assignee_id', 'Updated', '…'] }],
  conditions: { all, any: [] },
});
const condition = (field: string, operator: string, value: string): Condition => ({ field, operator, value });

describe('a trigger would mail for each internal note of ours', () => {
  it.each([
    ['when it mails on every update', [condition('update_type', 'is', 'Change')]],
    ['when it waits for an agent', [condition('role', 'is', 'agent')]],
    ['when it waits for private comments', [condition('comment_is_public', 'is', 'false')]],
    ['when it leaves out another agent', [condition('role', 'is_not', '42')]],
    ['whatever the status is', [condition('status', 'less_than', 'solved')]],
  ])('%s', (_, all) => {
    expect(mailsForNotes(mailing(...all), runtimeUser)).toBe(true);
  });
});

describe('a trigger would not mail for our notes', () => {
  it.each([
    ['when it waits for public comments', condition('comment_is_public', 'is', 'true')],
    [
      'when it waits for what the requester sees',
      condition('comment_is_public', 'is', 'requester_can_see_comment'),
    ],
    ['when it waits for new tickets', condition('update_type', 'is', 'Create')],
    ['when it waits for customers', condition('role', 'is', 'end_user')],
    ['when it waits for another agent', condition('role', 'is', '42')],
    ['when it leaves our user out', condition('role', 'is_not', runtimeUser)],
    ['when it leaves the API out', condition('current_via_id', 'is_not', '5')],
    ['when it waits for a change of status', condition('status', 'changed', '')],
    ['when it waits for a new assignee', condition('assignee_id', 'changed', '')],
  ])('%s', (_, one) => {
    expect(mailsForNotes(mailing(one), runtimeUser)).toBe(false);
  });

  it('when it is switched off, or sends no message to people', () => {
    expect(mailsForNotes({ ...mailing(), active: false }, runtimeUser)).toBe(false);
    expect(mailsForNotes({ ...mailing(), actions: [{ field: 'status', value: 'open' }] }, runtimeUser)).toBe(
      false,
    );
  });
});
