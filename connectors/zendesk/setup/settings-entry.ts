import type { AccountSettings, AccountSettingsInput } from '../../account.ts';
import { type Setting, settingsChange } from '../../kit/set-up/settings-entry.ts';
import type { Change } from '../../set-up.ts';
import { zendeskSettingsOf } from '../settings.ts';
import type { Wanted } from './questions.ts';
import type { WantedField } from './wanted-fields.ts';
import type { Known } from './work.ts';

/** What the account's entry in the settings says; what people have set beside it stays. */
export function settingsEntry(
  wanted: Wanted,
  { runtimeUserId, fieldIds }: Known,
): AccountSettingsInput | null {
  if (runtimeUserId === null) return null;
  const { account, baseUrl, agentLanguage, messagingAppId } = wanted;
  return {
    ...{ connector: 'zendesk', account, baseUrl, runtimeUserId },
    agentLanguages: { default: agentLanguage },
    vendor: {
      fields: fieldIds,
      ...(messagingAppId === null ? {} : { messaging: { appId: messagingAppId } }),
    },
  };
}

/** What of the entry is known before anything is made, setting by setting. */
function settingsOf(wanted: Wanted, known: Known, fields: readonly WantedField[]): readonly Setting[] {
  return [
    ['baseUrl', wanted.baseUrl],
    ['runtimeUserId', known.runtimeUserId ?? 'the new user'],
    ['agentLanguages.default', wanted.agentLanguage],
    ...fields.map(({ key }): Setting => [`vendor.fields.${key}`, known.fieldIds[key] ?? 'the new field']),
    ...(wanted.messagingAppId === null ? [] : [['vendor.messaging.appId', wanted.messagingAppId] as const]),
  ];
}

/** The change of the settings; null = they say all that already. */
export function zendeskSettingsChange(
  wanted: Wanted,
  known: Known,
  fields: readonly WantedField[],
  present: AccountSettings | null,
): Change | null {
  const before = present === null ? null : presentSettings(present);
  return settingsChange(`zendesk ${wanted.account}`, settingsOf(wanted, known, fields), before);
}

function presentSettings(settings: AccountSettings): readonly Setting[] {
  const { fields, messaging } = zendeskSettingsOf(settings);
  return [
    ['baseUrl', settings.baseUrl.replace(/\/+$/, '')],
    ['runtimeUserId', settings.runtimeUserId],
    ['agentLanguages.default', settings.agentLanguages.default],
    ...Object.entries(fields).flatMap(([key, id]): Setting[] =>
      id === undefined ? [] : [[`vendor.fields.${key}`, id]],
    ),
    ...(messaging === undefined ? [] : [['vendor.messaging.appId', messaging.appId] as const]),
  ];
}
