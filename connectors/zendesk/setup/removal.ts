import { emptySecrets } from '../../kit/set-up/secrets.ts';
import { settingsRemoval } from '../../kit/set-up/settings-entry.ts';
import { carryOut } from '../../kit/set-up/work.ts';
import type { Answers, OwnSide, Plan, SetUpDeps } from '../../set-up.ts';
import { type AccountState, openAsAdmin, readAccount } from './account-state.ts';
import { removeAgentTools } from './agent-tools.ts';
import { removeClients } from './credentials.ts';
import { fieldLabel, removeFields } from './fields.ts';
import { clearForms } from './forms.ts';
import { isOwn } from './own.ts';
import { adminAccessFrom } from './questions.ts';
import { listStaff, removeRuntimeUsers, userLabel } from './runtime-user.ts';
import { leftFor, madeForOthers, otherStages } from './shared.ts';
import { clearTriggers } from './triggers.ts';
import { removeWebhooks } from './webhook.ts';
import { type AdminUser, oauthClient } from './wire-admin.ts';
import { type Known, together } from './work.ts';

/** Says what taking everything away that connect made would change. Throws SetUpError. */
export async function planZendeskRemoval(answers: Answers, own: OwnSide, deps: SetUpDeps): Promise<Plan> {
  const access = adminAccessFrom(answers);
  const api = await openAsAdmin(access, deps);
  const state = await readAccount(api);
  // By the mark: the settings may have lost the account, or never had it.
  const users = await listStaff(api);
  const runtimeUserId = own.settings?.runtimeUserId ?? null;
  const runtimeUserIds = [
    ...(runtimeUserId === null ? [] : [runtimeUserId]),
    ...users.filter(({ details }) => isOwn(details, own.stage)).map(({ id }) => id),
  ];
  const clients = (await api.list('/api/v2/oauth/clients', 'clients', oauthClient)) ?? [];
  const part = together([
    // First what tells us of messages and lets us write, so that nothing comes in half taken away.
    removeWebhooks(state.webhooks, own.stage, api),
    removeClients(own.stage, clients, api),
    leftFor(
      otherStages(own.stage, { webhooks: state.webhooks, clients }),
      together([
        clearTriggers(state.triggers, runtimeUserIds, api),
        removeAgentTools(state, own.stage, api),
        clearForms(state.forms, state.fields, own.stage, api),
        removeFields(state.fields, own.stage, api),
        removeRuntimeUsers(users, own.stage, api),
      ]),
    ),
    madeForOthers(own.stage, describedIn(state, users)),
    { work: emptySecrets(own) },
  ]);
  return {
    refusals: part.refusals,
    changes: [...part.work.map(({ change }) => change), ...settingsRemoval(`zendesk ${access.account}`, own)],
    unchanged: part.unchanged,
    entry: null,
    byHand: [],
    waitsForSteps: false,
    proposals: null,
    async apply(progress) {
      await carryOut<Known>(part.work, { runtimeUserId, fieldIds: {}, byHand: [] }, progress);
      return { settings: null, byHand: [], files: [] };
    },
  };
}

/** What stages share, with the descriptions that may bear a mark. */
function describedIn({ fields, macros, views }: AccountState, users: readonly AdminUser[]) {
  return [
    ...fields.map((one) => ({ what: fieldLabel(one), description: one.agent_description })),
    ...macros.map(({ title, description }) => ({ what: `macro "${title}"`, description })),
    ...views.map(({ title, description }) => ({ what: `view "${title}"`, description })),
    ...users.map((one) => ({ what: userLabel(one), description: one.details })),
  ];
}
