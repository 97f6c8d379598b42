import type { Finding } from '../../../set-up.ts';
import type { AdminUser } from '../wire-admin.ts';
import { trouble, well } from './findings.ts';
import type { CustomRole } from './wire.ts';

/** What is known of the user that Dragoman writes as. */
export type UserFacts = Readonly<{
  user: AdminUser;
  /** Null = it has none, or roles could not be listed. */
  role: CustomRole | null;
  /** The account's setting that lets agents without a custom role delete tickets, and with it redact; null = not known. */
  agentsMayDelete: boolean | null;
  /** Whether tickets are assigned to it; null = not known. */
  hasTickets: boolean | null;
  /** Whether it has answered customers in its own name; null = not known. */
  hasAnswered: boolean | null;
}>;
/** What the settings say of that user. */
export type ExpectedUser = Readonly<{ id: string; isDedicated: boolean }>;

const lightAgent = 1;

/** Who it is, and what it may do. Pure. */
export function judgeUser(facts: UserFacts, expected: ExpectedUser, connect: string): readonly Finding[] {
  return [
    identity(facts.user, expected, connect),
    ...access(facts),
    comments(facts),
    redaction(facts),
    ...dedication(facts, expected, connect),
  ];
}

function identity({ id, suspended, active }: AdminUser, expected: ExpectedUser, connect: string): Finding {
  if (id !== expected.id)
    return trouble('runtime-user', 'error', {
      what: `The stored OAuth client acts as the user ${id}, but the settings name ${expected.id} as runtimeUserId.`,
      meaning: "Dragoman takes its own notes for an agent's, and that agent's for its own.",
      mend: `${connect} makes a client that acts as ${expected.id}; or set runtimeUserId to ${id} and deploy.`,
    });
  if (suspended === true || active === false)
    return trouble('runtime-user', 'error', {
      what: `The runtime user ${id} is suspended or deleted.`,
      meaning: 'No note and no answer is written.',
      mend: 'Activate it: Admin Center → People → Team members.',
    });
  return well('runtime-user', `The stored OAuth client acts as the runtime user ${id}.`);
}

const inAdminCenter = 'Admin Center → People → Team members → the runtime user, or → Roles → its role';

function access({ user, role }: UserFacts): readonly Finding[] {
  const restriction = user.ticket_restriction ?? role?.configuration.ticket_access ?? null;
  const cannotEdit = role?.configuration.ticket_editing === false;
  return [
    ...(restriction === null || restriction === 'all'
      ? []
      : [
          trouble('runtime-access', 'warning', {
            what: `The runtime user does not see all tickets (${restriction}).`,
            meaning: 'Messages in the others are parked instead of translated.',
            mend: `${inAdminCenter}: access to all tickets.`,
          }),
        ]),
    ...(cannotEdit
      ? [
          trouble('runtime-edit', 'error', {
            what: 'The role of the runtime user may not edit ticket properties.',
            meaning: 'Language, sentiment and intent are refused; the note goes out alone.',
            mend: `${inAdminCenter}: "Edit ticket properties".`,
          }),
        ]
      : []),
    ...(user.role === 'admin'
      ? [
          trouble('runtime-role', 'note', {
            what: 'The runtime user is an admin.',
            meaning: 'Whoever reads its secret could change the whole account; an agent is enough.',
            mend: 'Make it an agent: Admin Center → People → Team members. Catch-up then lists changed tickets another way.',
          }),
        ]
      : []),
  ];
}

function comments({ user, role }: UserFacts): Finding {
  const privately =
    user.only_private_comments === true ||
    user.role_type === lightAgent ||
    role?.configuration.ticket_comment_access === 'none';
  return privately
    ? trouble('runtime-comments', 'error', {
        what: 'The runtime user may write internal notes only.',
        meaning:
          "Customers get no translated answer: Zendesk refuses each one, and the agent's note says so.",
        mend: `${inAdminCenter}: public comments (no light agent).`,
      })
    : well('runtime-comments', 'The runtime user may comment publicly and privately.');
}

/** Redacting asks for its own right in a custom role, else for that to delete tickets. */
function mayRedact({ user, role, agentsMayDelete }: UserFacts): boolean | null {
  if (user.role === 'admin') return true;
  if (role === null) return user.custom_role_id === null ? agentsMayDelete : null;
  return role.configuration.ticket_redaction ?? role.configuration.ticket_deletion;
}

function redaction(facts: UserFacts): Finding {
  switch (mayRedact(facts)) {
    case true:
      return well('runtime-redaction', 'The runtime user may redact.');
    case false:
      return trouble('runtime-redaction', 'warning', {
        what: 'The runtime user may not redact.',
        meaning: 'What an agent redacts of a message stays readable in its translation.',
        mend:
          'Give its role the right to redact ticket content, or, on plans without custom roles, let agents delete tickets ' +
          '(Admin Center → People → Team → Team member permissions).',
      });
    case null:
      return trouble('runtime-redaction', 'note', {
        what: 'Whether the runtime user may redact is not known: its role could not be read.',
        meaning: 'If it may not, what an agent redacts of a message stays readable in its translation.',
        mend: 'Look at its role: Admin Center → People → Roles → "Redact ticket content".',
      });
  }
}

/** Two traces of a person: tickets that wait for it, answers that it gave. */
function tracesOfPerson({ hasTickets, hasAnswered }: UserFacts): string | null {
  if (hasTickets === true && hasAnswered === true)
    return 'Tickets are assigned to the runtime user, and it has answered customers in its own name';
  if (hasTickets === true) return 'Tickets are assigned to the runtime user';
  return hasAnswered === true ? 'The runtime user has answered customers in its own name' : null;
}

function dedication(facts: UserFacts, { isDedicated }: ExpectedUser, connect: string): readonly Finding[] {
  const traces = tracesOfPerson(facts);
  if (!isDedicated || (traces === null && facts.hasTickets === null)) return [];
  if (traces === null)
    return [well('runtime-dedicated', 'Nobody works with the runtime user, as far as its tickets show.')];
  return [
    trouble('runtime-dedicated', 'warning', {
      what: `${traces}: a person seems to work with it.`,
      meaning: 'What that person writes is taken for an echo of our own, and is never translated.',
      mend:
        `Give its tickets to somebody else and look at the triggers that assign tickets; or ${connect} with another ` +
        '--runtime-user; or, if it has to be shared, set runtimeUserIsDedicated to false and deploy.',
    }),
  ];
}
