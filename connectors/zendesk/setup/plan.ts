import { carryOut } from '../../kit/set-up/work.ts';
import { type Answers, idNotYetKnown, type OwnSide, type Plan, type SetUpDeps } from '../../set-up.ts';
import { apiAsAdmin, openAsAdmin, readAccount, settingsFacts } from './account-state.ts';
import { planAgentTools } from './agent-tools.ts';
import { chatKeyStep, planCredentials, readCredentials } from './credentials.ts';
import { planFields } from './fields.ts';
import { planForms } from './forms.ts';
import { wantedFrom } from './questions.ts';
import { planRuntimeUser, readRuntimeUser } from './runtime-user.ts';
import { settingsEntry, zendeskSettingsChange } from './settings-entry.ts';
import { proposeTriggers } from './triggers.ts';
import { type WantedField, wantedFields } from './wanted-fields.ts';
import { planWebhook, readWebhook } from './webhook.ts';
import { type Known, type Part, together, type Work } from './work.ts';

/** Reads the account and says what connecting would change. Throws SetUpError. */
export async function planZendesk(answers: Answers, own: OwnSide, deps: SetUpDeps): Promise<Plan> {
  const wanted = wantedFrom(answers);
  const api = await openAsAdmin(wanted, deps);
  const state = await readAccount(api);
  const found = await readRuntimeUser(wanted.runtimeUser, api, apiAsAdmin(wanted, deps));
  // Where the settings say that people work with it, too, authorship proves no echo.
  const runtimeUser =
    own.settings?.runtimeUserIsDedicated === false ? { ...found, traceOfPerson: null } : found;
  const { tagPrefix, fields: inSettings } = settingsFacts(own.settings);
  const wantedOnes = wantedFields(tagPrefix, own.intents, wanted.agentLanguage);
  const { ids, ...fields } = planFields(wantedOnes, state.fields, inSettings, own.stage, api);
  const known: Known = { runtimeUserId: runtimeUser.user?.id ?? null, fieldIds: ids, byHand: [] };
  const credentials = await readCredentials(wanted, own, api, deps);
  const parts = [
    planRuntimeUser(wanted.runtimeUser, runtimeUser, own, api),
    fields,
    planForms(wanted.forms, state.forms, { wanted: wantedOnes, ids }, api),
    planAgentTools(tagPrefix, state, own.stage, api),
    planCredentials({ wanted, own, runtimeUserId: known.runtimeUserId }, credentials, api, deps),
    chatKeyStep(wanted, own, credentials.stored),
    planWebhook(own, wanted.messagingAppId !== null, await readWebhook(state.webhooks, own, api), api),
  ];
  const settings = zendeskSettingsChange(wanted, known, wantedOnes, own.settings);
  return planOf({
    part: together(parts),
    known,
    foreseen: foreseenFrom(known, wantedOnes),
    proposals: proposeTriggers(state.triggers, known.runtimeUserId, api),
    settings,
    resultOf: (end) => settingsEntry(wanted, end),
  });
}

/** With placeholders for all that is not made yet. */
function foreseenFrom(known: Known, wantedOnes: readonly WantedField[]): Known {
  const placeholders = Object.fromEntries(wantedOnes.map(({ key }) => [key, idNotYetKnown]));
  return {
    ...known,
    runtimeUserId: known.runtimeUserId ?? idNotYetKnown,
    fieldIds: { ...placeholders, ...known.fieldIds },
  };
}

type Draft = Readonly<{
  part: Required<Part>;
  known: Known;
  /** What will be known at the end. */
  foreseen: Known;
  proposals: readonly Work[];
  settings: Plan['changes'][number] | null;
  resultOf: (end: Known) => ReturnType<typeof settingsEntry>;
}>;

function planOf({ part, known, foreseen, proposals, settings, resultOf }: Draft): Plan {
  return {
    refusals: part.refusals,
    changes: [...part.work.map(({ change }) => change), ...(settings === null ? [] : [settings])],
    unchanged: part.unchanged,
    entry: resultOf(foreseen),
    byHand: part.byHand,
    waitsForSteps: false,
    proposals:
      proposals.length === 0
        ? null
        : {
            question: `Keep ${proposals.length} of your triggers from mailing for each of Dragoman's internal notes?`,
            changes: proposals.map(({ change }) => change),
          },
    async apply(progress, consent) {
      const end = await carryOut([...part.work, ...(consent ? proposals : [])], known, progress);
      return { settings: resultOf(end), byHand: end.byHand, files: [] };
    },
  };
}
