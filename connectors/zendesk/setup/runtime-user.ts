import * as z from 'zod/mini';
import type { OwnSide, Step } from '../../set-up.ts';
import type { Api } from '../api.ts';
import type { AdminApi } from './admin-api.ts';
import { hasAnswered } from './examine/own-answers.ts';
import { isOwn, ownMark, ownTitles } from './own.ts';
import {
  type AdminUser,
  anyAnswer,
  type Group,
  type GroupMembership,
  group,
  groupMembership,
  user,
  userAnswer,
} from './wire-admin.ts';
import type { Part, Work } from './work.ts';

/** The user that Dragoman writes as, and in which groups it is. */
export type RuntimeUser = Readonly<{
  user: AdminUser | null;
  groups: readonly Group[];
  memberships: readonly GroupMembership[];
  /** What shows that a person answers with it: tickets assigned to it, or answers in its own name; null = nothing does. */
  traceOfPerson: string | null;
}>;

/** How a user is called in the diff. */
export const userLabel = ({ id, name }: Pick<AdminUser, 'id' | 'name'>): string => `user "${name ?? id}"`;

const usersAnswer = z.object({ users: z.array(user) });
const ticketsAnswer = z.object({ tickets: z.array(anyAnswer) });

/**
 * @param wanted an e-mail address or an id
 * @param comments the API as the functions see it, with the admin's rights
 */
export async function readRuntimeUser(wanted: string, api: AdminApi, comments: Api): Promise<RuntimeUser> {
  const found = await findUser(wanted, api);
  const groups = (await api.list('/api/v2/groups', 'groups', group)) ?? [];
  if (found === null) return { user: null, groups, memberships: [], traceOfPerson: null };
  const memberships = await api.list(
    `/api/v2/users/${found.id}/group_memberships`,
    'group_memberships',
    groupMembership,
  );
  return {
    user: found,
    groups,
    memberships: memberships ?? [],
    traceOfPerson: await readTraceOfPerson(found, api, comments),
  };
}

async function readTraceOfPerson({ id }: AdminUser, api: AdminApi, comments: Api): Promise<string | null> {
  const assigned = await api.find(
    {
      method: 'GET',
      path: `/api/v2/users/${id}/tickets/assigned?page[size]=1`,
      doing: "list the runtime user's tickets",
    },
    ticketsAnswer,
  );
  if ((assigned?.tickets.length ?? 0) > 0) return 'has tickets assigned';
  return (await hasAnswered(id, comments)) === true ? 'has answered customers in its own name' : null;
}

async function findUser(wanted: string, api: AdminApi): Promise<AdminUser | null> {
  const doing = 'look up the runtime user';
  if (/^\d+$/.test(wanted)) {
    const answer = await api.find({ method: 'GET', path: `/api/v2/users/${wanted}`, doing }, userAnswer);
    return answer?.user ?? null;
  }
  const query = new URLSearchParams({ query: `email:"${wanted}"` });
  const answer = await api.call({ method: 'GET', path: `/api/v2/users/search?${query}`, doing }, usersAnswer);
  return answer.users.find(({ email }) => email?.toLowerCase() === wanted.toLowerCase()) ?? null;
}

/** A dedicated agent in all groups; made where there is none. */
export function planRuntimeUser(
  wanted: string,
  { user: there, ...read }: RuntimeUser,
  own: Pick<OwnSide, 'stage' | 'settings'>,
  api: AdminApi,
): Part {
  if (there === null) return missingUser(wanted, own.stage, read.groups, api);
  const refusals = refusalsOf(there, read.traceOfPerson);
  if (refusals.length > 0) return { refusals };
  const outside = read.groups.filter(({ id }) => !read.memberships.some((one) => one.group_id === id));
  const byHand = own.settings?.runtimeUserIsDedicated === false ? [] : [mailsOf(userLabel(there))];
  return outside.length === 0
    ? { unchanged: [`${userLabel(there)}, in all ${read.groups.length} groups`], byHand }
    : { work: [joining(userLabel(there), outside, api)], byHand };
}

/** No API tells whether they are off: the step stays, since otherwise its mailbox gets every ticket's mails. */
const mailsOf = (label: string): Step => ({
  title: "See that the runtime user's mails are switched off",
  instructions: `Sign in as the ${label} and look at its profile: all notifications are off. Where you have seen to it, nothing is left.`,
});

function missingUser(wanted: string, stage: string, groups: readonly Group[], api: AdminApi): Part {
  if (/^\d+$/.test(wanted))
    return {
      refusals: [
        `There is no user ${wanted}; give --runtime-user the e-mail of an agent, who is made where there is none.`,
      ],
    };
  return {
    work: [
      creation(wanted, stage, api),
      ...(groups.length === 0 ? [] : [joining(`user "${ownTitles.user}"`, groups, api)]),
    ],
    byHand: [
      {
        title: "Switch off the runtime user's mails, and give it its role",
        instructions:
          `Sign in as "${ownTitles.user}" (the mail that Zendesk sends to its address has the link) and ` +
          'switch off all notifications in its profile. With a plan that has custom roles give it one that may see all ' +
          'tickets, comment publicly, edit tags and, for redactions, delete tickets; in departments, all brands.',
      },
    ],
  };
}

/** What keeps a user from being Dragoman's. */
function refusalsOf(there: AdminUser, traceOfPerson: string | null): readonly string[] {
  const name = `The user "${there.name ?? there.id}"`;
  const other = 'give --runtime-user the e-mail of another agent, who is made where there is none.';
  if (there.role === 'end-user') return [`${name} is a customer; ${other}`];
  if (there.role === 'admin')
    return [
      `${name} is an admin, and whoever reads its secret could change the whole account; make it an agent, or ${other}`,
    ];
  if (there.active === false || there.suspended === true)
    return [`${name} is suspended or deleted; activate it in the Admin Center, or ${other}`];
  if (there.only_private_comments === true || there.role_type === 1)
    return [`${name} may write internal notes only (a light agent), so answers would not go out; ${other}`];
  if (there.ticket_restriction !== null)
    return [
      `${name} does not see all tickets (${there.ticket_restriction}); widen its access to all tickets, or ${other}`,
    ];
  // What it writes is known as our own echo by its author, so that a person behind it would never be heard.
  return traceOfPerson === null ? [] : [`${name} ${traceOfPerson}, so a person answers with it; ${other}`];
}

function creation(email: string, stage: string, api: AdminApi): Work {
  const what = `user "${ownTitles.user}"`;
  return {
    change: {
      ...{ place: 'helpdesk', action: 'create', what },
      details: [`an agent with the e-mail ${email}: takes one seat`],
    },
    async run() {
      const doing = `make the ${what}; is a seat for an agent left?`;
      const made = { name: ownTitles.user, email, role: 'agent', details: ownMark(stage) };
      const body = { user: made };
      const answer = await api.call({ method: 'POST', path: '/api/v2/users', body, doing }, userAnswer);
      return { runtimeUserId: answer.user.id };
    },
  };
}

function joining(what: string, groups: readonly Group[], api: AdminApi): Work {
  const details = [`joins ${groups.map(({ name, id }) => name ?? id).join(', ')}`];
  return {
    change: { place: 'helpdesk', action: 'update', what: `groups of the ${what}`, details },
    async run({ runtimeUserId }) {
      if (runtimeUserId === null) return undefined;
      // A new agent is in a group already: Zendesk puts it into the default one.
      const memberships = await api.list(
        `/api/v2/users/${runtimeUserId}/group_memberships`,
        'group_memberships',
        groupMembership,
      );
      for (const { id, name } of groups) {
        if (memberships?.some((one) => one.group_id === id)) continue;
        const body = { group_membership: { user_id: Number(runtimeUserId), group_id: Number(id) } };
        const doing = `put the runtime user into the group "${name ?? id}"`;
        await api.call({ method: 'POST', path: '/api/v2/group_memberships', body, doing }, anyAnswer);
      }
      return undefined;
    },
  };
}

/** Everybody who is no customer. Throws SetUpError. */
export async function listStaff(api: AdminApi): Promise<readonly AdminUser[]> {
  return (await api.list('/api/v2/users?role[]=agent&role[]=admin', 'users', user)) ?? [];
}

/** A user that connect made goes; one that was there before stays. */
export function removeRuntimeUsers(users: readonly AdminUser[], stage: string, api: AdminApi): Part {
  return {
    work: users
      .filter(({ details }) => isOwn(details, stage))
      .map((there): Work => {
        const what = userLabel(there);
        return {
          change: {
            ...{ place: 'helpdesk', action: 'remove', what },
            details: ['its notes stay in the tickets'],
          },
          run: async () => void (await api.remove(`/api/v2/users/${there.id}`, `remove the ${what}`)),
        };
      }),
  };
}
