import type { AccountSettings } from '../../../account.ts';
import { parseJson } from '../../../kit/json.ts';
import { type Finding, type OwnSide, type SetUpDeps, SetUpError } from '../../../set-up.ts';
import { type Api, type ApiResult, openApi } from '../../api.ts';
import { zendeskSettingsOf } from '../../settings.ts';
import { openChat } from '../../sunshine.ts';
import { type AdminApi, mintToken, openAdmin } from '../admin-api.ts';
import { storedCredentials } from '../credentials.ts';
import { wantedFields } from '../wanted-fields.ts';
import { type AdminUser, ticketField, ticketForm, userAnswer } from '../wire-admin.ts';
import { connectCommand, trouble, well } from './findings.ts';
import { judgeFields } from './judge-fields.ts';
import { judgeUser, type UserFacts } from './judge-user.ts';
import { hasAnswered } from './own-answers.ts';
import { accountSettingsAnswer, assignedAnswer, customRolesAnswer } from './wire.ts';

/** Zendesk as the functions see it. */
export type Runtime = Readonly<{
  settings: AccountSettings;
  /** One call each, its refusal told by status. */
  api: Api;
  /** Whole lists. Throws SetUpError. */
  lists: AdminApi;
}>;

/** Signs in as the functions do; null with what keeps it from that. */
export async function openRuntime(
  settings: AccountSettings,
  own: OwnSide,
  deps: SetUpDeps,
): Promise<Readonly<{ runtime: Runtime | null; finding: Finding }>> {
  const connect = connectCommand(own.stage);
  const meaning = 'No note and no answer is written: messages are parked.';
  const refused = (what: string, mend: string) => ({
    runtime: null,
    finding: trouble('runtime-token', 'error', { what, meaning, mend }),
  });
  const stored = storedCredentials(own.secrets.api);
  if (stored === null)
    return refused('No OAuth client of the runtime user is stored.', `${connect} makes and stores one.`);
  try {
    if ((await mintToken(settings.baseUrl, stored, deps)) === null)
      return refused(
        `Zendesk refuses the stored OAuth client "${stored.clientId}": its secret is wrong, or it is gone or not confidential.`,
        `${connect} makes a new one and stores its secret.`,
      );
    const lists = await openAdmin(settings.baseUrl, stored, deps);
    const finding = well('runtime-token', `Zendesk gives the OAuth client "${stored.clientId}" a token.`);
    return { runtime: { settings, api: openApi(settings, clientDeps(own, deps)), lists }, finding };
  } catch (error) {
    if (error instanceof SetUpError) return refused(error.message, 'Check baseUrl in the settings.');
    throw error;
  }
}

/** The connector's dependencies from those of a set-up; nothing here waits by chance. */
function clientDeps(own: OwnSide, { send, now }: SetUpDeps) {
  const secret = parseJson(own.secrets.api ?? '');
  return { http: send, now, random: () => 0, apiSecret: async () => (secret.ok ? secret.value : null) };
}

const okValue = <Value>(result: ApiResult<Value>): Value | null =>
  result.kind === 'ok' ? result.value : null;

/** Who the runtime user is and what it may do. */
export async function examineUser({ settings, api }: Runtime, own: OwnSide): Promise<readonly Finding[]> {
  const answer = await api.call({ method: 'GET', path: '/api/v2/users/me' }, userAnswer);
  if (answer.kind !== 'ok')
    return [
      trouble('runtime-user', 'error', {
        what: `Zendesk does not tell who the stored OAuth client acts as (${statusOf(answer)}).`,
        meaning: 'No note and no answer is written: its user may be suspended, or its scopes too narrow.',
        mend:
          'Activate the user (Admin Center → People → Team members) and allow the client the scopes read and write ' +
          '(→ Apps and integrations → APIs → OAuth clients).',
      }),
    ];
  const expected = { id: settings.runtimeUserId, isDedicated: settings.runtimeUserIsDedicated };
  return judgeUser(await factsOf(answer.value.user, api), expected, connectCommand(own.stage));
}

function statusOf(answer: Exclude<ApiResult<unknown>, { kind: 'ok' }>): string {
  const status = answer.kind === 'failed' && 'status' in answer.failure ? answer.failure.status : null;
  return status === null ? 'no answer that could be read' : `HTTP ${status}`;
}

async function factsOf(user: AdminUser, api: Api): Promise<UserFacts> {
  const get = (path: string) => ({ method: 'GET', path }) as const;
  const [roles, account, assigned] = await Promise.all([
    user.custom_role_id === null ? null : api.call(get('/api/v2/custom_roles'), customRolesAnswer),
    api.call(get('/api/v2/account/settings'), accountSettingsAnswer),
    api.call(
      get(`/api/v2/users/${encodeURIComponent(user.id)}/tickets/assigned?page[size]=1`),
      assignedAnswer,
    ),
  ]);
  const tickets = okValue(assigned)?.tickets;
  const listed = roles === null ? null : okValue(roles);
  return {
    user,
    role: listed?.custom_roles.find(({ id }) => id === user.custom_role_id) ?? null,
    agentsMayDelete: okValue(account)?.settings.tickets?.agent_ticket_deletion ?? null,
    hasTickets: tickets === undefined ? null : tickets.length > 0,
    hasAnswered: await hasAnswered(user.id, api),
  };
}

/** The ticket fields and where they are shown. Throws SetUpError. */
export async function examineFields({ settings, lists }: Runtime, own: OwnSide): Promise<readonly Finding[]> {
  const vendor = zendeskSettingsOf(settings);
  const fields = (await lists.list('/api/v2/ticket_fields', 'ticket_fields', ticketField)) ?? [];
  const forms = await lists.list('/api/v2/ticket_forms', 'ticket_forms', ticketForm);
  const expected = {
    ids: vendor.fields,
    wanted: wantedFields(settings.tagPrefix, own.intents, settings.agentLanguages.default),
    translationField: vendor.translation.to === 'field' ? vendor.translation.field : null,
  };
  return judgeFields({ fields, forms }, expected, connectCommand(own.stage));
}

/** A conversation that no account has: the answer tells whether the key is good before it tells that. */
const noConversation = 'dragoman-doctor';

/** The key for chats, where chats are answered. */
export async function examineChats(
  { settings }: Runtime,
  own: OwnSide,
  deps: SetUpDeps,
): Promise<readonly Finding[]> {
  if (zendeskSettingsOf(settings).messaging === undefined) return [];
  const meaning = 'Answers into chats are not sent; the agent is told so in a note.';
  const mend = `${connectCommand(own.stage)} with --messaging-app-id, --messaging-key-id and ZENDESK_MESSAGING_KEY_SECRET.`;
  const chat = await openChat(settings, clientDeps(own, deps), noConversation);
  if (chat === null)
    return [
      trouble('chat-key', 'error', { what: 'No key of Sunshine Conversations is stored.', meaning, mend }),
    ];
  const answer = await chat.sentKeys();
  if (answer.kind === 'ok' || (answer.kind === 'refused' && answer.status === 404))
    return [well('chat-key', 'Sunshine Conversations takes the stored key.')];
  if (answer.kind === 'unauthorised')
    return [
      trouble('chat-key', 'error', {
        what: 'Sunshine Conversations refuses the stored key, or the app that the settings name.',
        meaning,
        mend,
      }),
    ];
  return [
    trouble('chat-key', 'warning', {
      what: 'Sunshine Conversations did not say whether it takes the stored key.',
      meaning: 'Whether answers into chats go out is not known.',
      mend: 'Run doctor again.',
    }),
  ];
}
