import type { AccountSettings } from '../../../connectors/account.ts';
import {
  type Answers,
  type Finding,
  type OwnSide,
  type SecretPurpose,
  type SetUp,
  type SetUpDeps,
  trouble,
} from '../../../connectors/set-up.ts';
import type { IntentFile } from '../../intents.ts';
import { secretName } from '../../names.ts';
import type { AwsClients } from '../aws-clients.ts';
import { type Deployment, secretArnOf, webhookUrlOf } from '../deployment.ts';
import { readSecret } from '../read-secret.ts';
import { adminAnswers } from './admin-answers.ts';
import { helpdeskClockFindings } from './clock.ts';
import { look, within } from './look.ts';
import { judgeSecret, type ReadSecret } from './secrets.ts';

/** A helpdesk is asked a few dozen things, and may make us wait when it is asked too much. */
const examinationLimitMs = 90_000;

export type HelpdeskContext = Readonly<{
  stage: string;
  deployment: Deployment;
  intents: readonly IntentFile[];
  secretsManager: AwsClients['secretsManager'];
  environment: Readonly<Record<string, string | undefined>>;
  deps: SetUpDeps;
  /** How far this machine's clock is ahead of AWS's; null = not known. */
  aheadOfAwsMs: number | null;
}>;

/** An account's secrets, and its helpdesk as its own connector sees it. An account that is not deployed has neither. */
export async function accountFindings(
  setUp: SetUp,
  settings: AccountSettings,
  context: HelpdeskContext,
): Promise<readonly Finding[]> {
  const webhookUrl = webhookUrlOf(context.deployment, settings);
  if (webhookUrl === null) return [];
  const [webhook, api] = await Promise.all([
    lookAtSecret('webhook', settings, context),
    lookAtSecret('api', settings, context),
  ]);
  const found = [...webhook.findings, ...api.findings];
  if (!webhook.isReadable || !api.isReadable) return [...found, notExamined(setUp)];
  const { answers, findings: aboutAnswers } = adminAnswers(setUp, settings, context.environment);
  // Without a login there is nothing to ask, and what is missing has been said.
  if (api.text === null && answers === null) return [...found, ...aboutAnswers];
  const own: OwnSide = {
    stage: context.stage,
    webhookUrl,
    settings,
    secrets: { webhook: webhook.text, api: api.text },
    intents: context.intents.flatMap(({ intents }) => intents.map(({ name }) => name)),
  };
  return [...found, ...aboutAnswers, ...(await examine(setUp, answers, own, context))];
}

type Looked = Readonly<{ findings: readonly Finding[]; isReadable: boolean; text: string | null }>;

async function lookAtSecret(
  purpose: SecretPurpose,
  { connector, account }: AccountSettings,
  { stage, deployment, secretsManager }: HelpdeskContext,
): Promise<Looked> {
  const name = secretName({ stage, connector, account }, purpose);
  const id = secretArnOf(deployment, { connector, account }, purpose) ?? name;
  let read: ReadSecret | null = null;
  const findings = await look(
    { check: `secret.${purpose}`, what: `the secret ${name}`, action: 'secretsmanager:GetSecretValue' },
    () => readSecret(secretsManager, id),
    (text) => {
      read = { purpose, name, text };
      return [judgeSecret(read, { stage, connector })];
    },
  );
  return { findings, ...contentOf(read) };
}

const contentOf = (read: ReadSecret | null) => ({ isReadable: read !== null, text: read?.text ?? null });

function notExamined({ toolName, connector }: SetUp): Finding {
  return trouble(`${connector}.examined`, 'note', {
    what: `${toolName} was not looked at, since the secrets could not be read.`,
    meaning: 'Whether it is connected well is not known.',
    mend: 'See above, then run doctor again.',
  });
}

/** The connector's own findings, and the helpdesk's clock as its answers tell it. */
async function examine(
  setUp: SetUp,
  answers: Answers | null,
  own: OwnSide,
  { deps, aheadOfAwsMs }: HelpdeskContext,
): Promise<readonly Finding[]> {
  const clock = clockWatch(deps);
  try {
    const found = await within(
      examinationLimitMs,
      setUp.examine(answers, own, { ...deps, send: clock.send }),
    );
    return [...found, ...clock.findings(setUp.toolName, aheadOfAwsMs)];
  } catch (error) {
    return [
      trouble(`${setUp.connector}.examined`, 'warning', {
        what: `${setUp.toolName} could not be looked at to the end (${error instanceof Error ? error.name : 'unknown'}).`,
        meaning: 'Whether it is connected well is not known.',
        mend: 'Run doctor again when the helpdesk answers as usual.',
      }),
    ];
  }
}

/** Reads the helpdesk's clock from what it answers anyway. */
function clockWatch({ send, now }: SetUpDeps) {
  let seen: Readonly<{ helpdesk: Date; here: Date }> | null = null;
  const watching: SetUpDeps['send'] = async (request) => {
    const answer = await send(request);
    const date = answer.kind === 'answer' ? answer.headers.date : undefined;
    if (date !== undefined && !Number.isNaN(Date.parse(date)))
      seen = { helpdesk: new Date(date), here: now() };
    return answer;
  };
  const findings = (toolName: string, aheadOfAwsMs: number | null): readonly Finding[] => {
    if (seen === null || aheadOfAwsMs === null) return [];
    const aws = new Date(seen.here.getTime() - aheadOfAwsMs);
    return helpdeskClockFindings(toolName, { helpdesk: seen.helpdesk, aws });
  };
  return { send: watching, findings };
}
