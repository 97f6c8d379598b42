import { type Answers, type Finding, type OwnSide, type SetUpDeps, SetUpError } from '../../set-up.ts';
import { examineRules, examineSlaPolicies, examineWebhook, openAdminOf } from './examine/admin.ts';
import { doctorCommand, trouble } from './examine/findings.ts';
import { examineChats, examineFields, examineUser, openRuntime } from './examine/runtime.ts';

/**
 * What is wrong with a connected Zendesk: the runtime's token, user and rights, fields, chats, webhook and business rules. Reads
 * with the runtime's client, and with the admin's (`adminClientId`, `adminClientSecret`) where `answers` hold one. Changes
 * nothing; what Zendesk answers is never thrown.
 */
export async function examineZendesk(
  answers: Answers | null,
  own: OwnSide,
  deps: SetUpDeps,
): Promise<readonly Finding[]> {
  if (own.settings === null) return [];
  const settings = { ...own.settings, baseUrl: own.settings.baseUrl.replace(/\/+$/, '') };
  const { runtime, finding } = await openRuntime(settings, own, deps);
  const admin = await openAdminOf(settings, answers, own, deps);
  const rulesApi = admin.api ?? runtime?.lists ?? null;
  const { api } = admin;
  const parts: readonly Part[] = [
    ...(runtime === null
      ? []
      : [
          ['the runtime user', () => examineUser(runtime, own)] as const,
          ['ticket fields', () => examineFields(runtime, own)] as const,
          ['the key for chats', () => examineChats(runtime, own, deps)] as const,
        ]),
    ...(api === null
      ? []
      : [
          ['the webhook', () => examineWebhook(api, settings, own, deps.now())] as const,
          ['SLA policies', () => examineSlaPolicies(api)] as const,
        ]),
    ...(rulesApi === null
      ? []
      : [['business rules', () => examineRules(rulesApi, settings.runtimeUserId, own)] as const]),
  ];
  const found: Finding[] = [finding, ...admin.findings];
  // One after another: a helpdesk that is asked too much at once answers 429.
  for (const part of parts) found.push(...(await examined(part, own)));
  return found;
}

type Part = readonly [subject: string, examine: () => Promise<readonly Finding[]>];

/** What one part finds, or that it could not be looked at. */
async function examined([subject, examine]: Part, own: OwnSide): Promise<readonly Finding[]> {
  try {
    return await examine();
  } catch (error) {
    if (!(error instanceof SetUpError)) throw error;
    return [
      trouble('examined', 'warning', {
        what: error.message,
        meaning: `Whether all is well with ${subject} is not known.`,
        mend: `Mend that, then ${doctorCommand(own.stage)}`,
      }),
    ];
  }
}
