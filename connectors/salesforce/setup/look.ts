import * as z from 'zod/mini';
import { type AccountSettings, accountSettings } from '../../account.ts';
import { fine, trouble } from '../../kit/set-up/findings.ts';
import type { Finding, SetUpDeps } from '../../set-up.ts';
import { type Api, openApi, openApiInSession } from '../api.ts';
import { ledgerObject, tagObject } from '../names.ts';
import { salesforceSettingsOf } from '../settings.ts';
import type { Client } from './sign-in.ts';

const guide = 'connectors/salesforce/package/README.md';
const deployIt = `Deploy the package and assign the permission set Dragoman (${guide}, steps 1 and 2); then look again.`;

const describeAnswer = z.object({
  createable: z.boolean(),
  updateable: z.boolean(),
  fields: z.array(z.object({ name: z.string(), updateable: z.boolean() })),
});

/** The org of an account, with credentials that may not be stored yet. */
export function apiWith(account: AccountSettings, client: Client, { send, now }: SetUpDeps): Api {
  return openApi(account, { http: send, now, apiSecret: async () => client, random: () => 0.5 });
}

/** The same as whoever has opened the session. */
export function apiInSession(account: AccountSettings, accessToken: string, { send, now }: SetUpDeps): Api {
  return openApiInSession(account, accessToken, {
    http: send,
    now,
    apiSecret: async () => null,
    random: () => 0.5,
  });
}

/** An account as it would be with everything at its default. */
export function accountAt(
  place: Readonly<{ account: string; baseUrl: string; agentLanguage: string }>,
  runtimeUserId: string,
): AccountSettings {
  const { account, baseUrl, agentLanguage } = place;
  return z.parse(accountSettings, {
    ...{ connector: 'salesforce', account, baseUrl, runtimeUserId },
    agentLanguages: { default: agentLanguage },
  });
}

type WantedObject = Readonly<{ name: string; fields: readonly string[]; right: 'createable' | 'updateable' }>;

/** What the package brings and the integration user has to be allowed. */
export async function look(account: AccountSettings, api: Api): Promise<readonly Finding[]> {
  const { fields: kept, translation } = salesforceSettingsOf(account);
  const fields = [...Object.values(kept), translation.to === 'field' ? translation.field : null].filter(
    (name) => name !== null,
  );
  const objects: readonly WantedObject[] = [
    { name: 'Case', fields, right: 'updateable' },
    { name: ledgerObject.name, fields: Object.values(ledgerObject.fields), right: 'createable' },
    { name: tagObject.name, fields: Object.values(tagObject.fields), right: 'createable' },
  ];
  return await Promise.all(objects.map((object) => lookAt(object, api)));
}

async function lookAt({ name, fields, right }: WantedObject, api: Api): Promise<Finding> {
  const check = `salesforce.${name}`;
  const answer = await api.call({ method: 'GET', path: `/sobjects/${name}/describe` }, describeAnswer);
  if (answer.kind !== 'ok')
    return trouble(check, 'error', {
      what: `The integration user does not see the object ${name} (or there is none).`,
      meaning: 'No note and no answer can be written.',
      mend: deployIt,
    });
  const present = new Set(answer.value.fields.map((field) => field.name));
  const missing = fields.filter((field) => !present.has(field));
  if (missing.length > 0)
    return trouble(check, 'error', {
      what: `${name} lacks ${missing.join(', ')}, or does not show them to the integration user.`,
      meaning: 'What Dragoman reads is not kept.',
      mend: deployIt,
    });
  if (answer.value[right]) return fine(check, `${name} with its ${fields.length} fields`);
  return trouble(check, 'error', {
    what: `The integration user may not ${right === 'createable' ? 'create' : 'edit'} ${name}.`,
    meaning: 'No note and no answer can be written.',
    mend: deployIt,
  });
}
