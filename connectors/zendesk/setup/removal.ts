import { emptySecrets } from '../../kit/set-up/secrets.ts';
import { settingsRemoval } from '../../kit/set-up/settings-entry.ts';
import { carryOut } from '../../kit/set-up/work.ts';
import type { Answers, OwnSide, Plan, SetUpDeps } from '../../set-up.ts';
import { openAsAdmin, readAccount } from './account-state.ts';
import { removeAgentTools } from './agent-tools.ts';
import { removeClients } from './credentials.ts';
import { removeFields } from './fields.ts';
import { clearForms } from './forms.ts';
import { adminAccessFrom } from './questions.ts';
import { readRuntimeUser, removeRuntimeUser } from './runtime-user.ts';
import { clearTriggers } from './triggers.ts';
import { removeWebhooks } from './webhook.ts';
import { oauthClient } from './wire-admin.ts';
import { type Known, together } from './work.ts';

/** Says what taking everything away that connect made would change. Throws SetUpError. */
export async function planZendeskRemoval(answers: Answers, own: OwnSide, deps: SetUpDeps): Promise<Plan> {
  const access = adminAccessFrom(answers);
  const api = await openAsAdmin(access, deps);
  const state = await readAccount(api);
  const runtimeUserId = own.settings?.runtimeUserId ?? null;
  const clients = (await api.list('/api/v2/oauth/clients', 'clients', oauthClient)) ?? [];
  const part = together([
    // First what tells us of messages and lets us write, so that nothing comes in half taken away.
    removeWebhooks(state.webhooks, own.stage, api),
    clearTriggers(state.triggers, runtimeUserId, api),
    removeClients(own.stage, clients, api),
    removeAgentTools(state, own.stage, api),
    clearForms(state.forms, state.fields, own.stage, api),
    removeFields(state.fields, own.stage, api),
    runtimeUserId === null
      ? {}
      : removeRuntimeUser(await readRuntimeUser(runtimeUserId, api), own.stage, api),
    { work: emptySecrets(own) },
  ]);
  return {
    refusals: part.refusals,
    changes: [...part.work.map(({ change }) => change), ...settingsRemoval(`zendesk ${access.account}`, own)],
    unchanged: [],
    entry: null,
    byHand: [],
    proposals: null,
    async apply(progress) {
      await carryOut<Known>(part.work, { runtimeUserId, fieldIds: {}, byHand: [] }, progress);
      return { settings: null, byHand: [], files: [] };
    },
  };
}
