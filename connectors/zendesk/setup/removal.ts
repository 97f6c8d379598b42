import type { Answers, Change, OwnSide, Plan, SecretPurpose, SetUpDeps } from '../../set-up.ts';
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
import { carryOut, type Part, together, type Work } from './work.ts';

/** The value of a secret that is not to hold anything any more. */
const emptied = '{}';

/** Says what taking everything away that connect made would change. Throws SetUpError. */
export async function planZendeskRemoval(answers: Answers, own: OwnSide, deps: SetUpDeps): Promise<Plan> {
  const access = adminAccessFrom(answers);
  const api = await openAsAdmin(access, deps);
  const state = await readAccount(api);
  const runtimeUserId = own.settings?.runtimeUserId ?? null;
  const clients = (await api.list('/api/v2/oauth/clients', 'clients', oauthClient)) ?? [];
  const part = together([
    // First what tells us of messages and lets us write, so that nothing comes in half taken away.
    removeWebhooks(state.webhooks, api),
    clearTriggers(state.triggers, runtimeUserId, api),
    removeClients(own.stage, clients, api),
    removeAgentTools(state, api),
    clearForms(state.forms, state.fields, api),
    removeFields(state.fields, api),
    runtimeUserId === null ? {} : removeRuntimeUser(await readRuntimeUser(runtimeUserId, api), api),
    emptySecrets(own),
  ]);
  const entry: Change = {
    ...{ place: 'settings', action: 'remove', what: `account zendesk ${access.account}` },
    details: [],
  };
  return {
    refusals: part.refusals,
    changes: [...part.work.map(({ change }) => change), ...(own.settings === null ? [] : [entry])],
    unchanged: [],
    byHand: [],
    proposals: null,
    async apply(progress) {
      await carryOut(part.work, { runtimeUserId, fieldIds: {}, byHand: [] }, progress);
      return { settings: null, byHand: [] };
    },
  };
}

/** The stack owns the secrets and keeps them for ever, so that they are emptied. */
function emptySecrets({ secrets }: OwnSide): Part {
  const emptying = (purpose: SecretPurpose): Work => ({
    change: {
      ...{ place: 'secret', action: 'remove', what: `content of the secret …/${purpose}` },
      details: [],
    },
    run: async (_, { keepSecret }) => void (await keepSecret(purpose, emptied)),
  });
  const full = (['webhook', 'api'] as const).filter(
    (purpose) => secrets[purpose] !== null && secrets[purpose] !== emptied,
  );
  return { work: full.map(emptying) };
}
