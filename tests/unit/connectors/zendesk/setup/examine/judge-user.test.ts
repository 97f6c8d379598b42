import { expect, test } from 'vitest';
import { judgeUser, type UserFacts } from '../../../../../../connectors/zendesk/setup/examine/judge-user.ts';

const user = {
  ...{ id: '9', name: 'Dragoman', email: null, role: 'agent', active: true, suspended: false, details: null },
  ...{ only_private_comments: false, role_type: 0, custom_role_id: '70', ticket_restriction: null },
};
const configuration = {
  ...{ ticket_access: 'all', ticket_comment_access: 'public', ticket_editing: true },
  ...{ ticket_deletion: false, ticket_redaction: true },
};
const facts: UserFacts = {
  ...{
    user,
    role: { id: '70', configuration },
    agentsMayDelete: false,
    hasTickets: false,
    hasAnswered: false,
  },
};
const withRole = (changes: Partial<typeof configuration>): UserFacts => ({
  ...facts,
  role: { id: '70', configuration: { ...configuration, ...changes } },
});
const withUser = (changes: Partial<UserFacts['user']>): UserFacts => ({
  ...facts,
  user: { ...user, ...changes },
});
const withoutRole = (agentsMayDelete: boolean | null): UserFacts => ({
  ...withUser({ custom_role_id: null }),
  ...{ role: null, agentsMayDelete },
});

function worst(of: UserFacts, isDedicated = true) {
  return judgeUser(of, { id: '9', isDedicated }, 'connect')
    .filter(({ severity }) => severity !== 'ok')
    .map(({ check, severity }) => [check.replace('zendesk.runtime-', ''), severity]);
}

test.each<[string, UserFacts, readonly (readonly [string, string])[]]>([
  ['a dedicated agent with the rights it needs', facts, []],
  ['an agent without a custom role, where agents may delete', withoutRole(true), []],
  ['an agent without a custom role, where they may not', withoutRole(false), [['redaction', 'warning']]],
  ['an account whose settings are not told', withoutRole(null), [['redaction', 'note']]],
  ['a role that could not be read', { ...facts, role: null }, [['redaction', 'note']]],
  ['a role that may not redact', withRole({ ticket_redaction: false }), [['redaction', 'warning']]],
  ['a role with internal notes only', withRole({ ticket_comment_access: 'none' }), [['comments', 'error']]],
  ['a role that may not edit', withRole({ ticket_editing: false }), [['edit', 'error']]],
  ['a role for some groups', withRole({ ticket_access: 'within-groups' }), [['access', 'warning']]],
  ['an agent for some groups', withUser({ ticket_restriction: 'groups' }), [['access', 'warning']]],
  ['a light agent', withUser({ role_type: 1 }), [['comments', 'error']]],
  ['an admin', withUser({ role: 'admin' }), [['role', 'note']]],
  ['a suspended user', withUser({ suspended: true }), [['user', 'error']]],
  ['a deleted user', withUser({ active: false }), [['user', 'error']]],
  ['another user', withUser({ id: '10' }), [['user', 'error']]],
  ['a user that works on tickets', { ...facts, hasTickets: true }, [['dedicated', 'warning']]],
  ['a user that answers', { ...facts, hasTickets: null, hasAnswered: true }, [['dedicated', 'warning']]],
  ['a user whose tickets cannot be seen', { ...facts, hasTickets: null, hasAnswered: null }, []],
])('Of %s it is found what is wrong', (_what, of, found) => {
  expect(worst(of)).toEqual(found);
});

test('A user that is shared by intention may work on tickets', () => {
  expect(worst({ ...facts, hasTickets: true }, false)).toEqual([]);
});
