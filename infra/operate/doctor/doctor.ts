import type { AccountSettings } from '../../../connectors/account.ts';
import type { Finding, SetUpDeps } from '../../../connectors/set-up.ts';
import { setUpNamed } from '../../../connectors/set-ups.ts';
import type { IntentFile } from '../../intents.ts';
import type { StageSettings } from '../../settings.ts';
import type { AwsClients } from '../aws-clients.ts';
import type { Deployment } from '../deployment.ts';
import { alarmTopicFindings } from './alarm-topic.ts';
import { alarmFindings } from './alarms.ts';
import { busFindings } from './bus.ts';
import { ownClockFindings } from './clock.ts';
import type { Report, Section } from './findings.ts';
import { accountFindings } from './helpdesk.ts';
import { identify, identityFindings } from './identity.ts';
import { intentBotFindings } from './intent-bot.ts';
import { languageFindings } from './languages.ts';
import { optOutFindings } from './opt-out.ts';
import { queueFindings } from './queues.ts';
import { readSettings } from './settings.ts';
import { lookAtStack } from './stack.ts';

export type DoctorDeps = Readonly<{
  aws(region: string): AwsClients;
  /** How helpdesks are asked. */
  helpdesk: SetUpDeps;
  environment: Readonly<Record<string, string | undefined>>;
}>;

/** A stage whose settings can be used, and whom AWS takes us for. */
type Patient = Readonly<{
  settings: StageSettings;
  intents: readonly IntentFile[];
  aws: AwsClients;
  /** AWS's clock when it was asked, beside this machine's. */
  clocks: Readonly<{ here: Date; aws: Date | null }>;
}>;

/**
 * Looks at a stage from its settings to its helpdesks. Changes nothing. What cannot be looked at is a finding, as is what
 * is not well; only a defect of ours rejects.
 */
export async function examineStage(
  { stage, settingsFolder }: Readonly<{ stage: string; settingsFolder: string }>,
  deps: DoctorDeps,
): Promise<Report> {
  const { settings, intents, findings } = readSettings(stage, settingsFolder);
  if (settings === null) return { stage, couldLook: true, sections: [{ place: 'Settings', findings }] };
  const ofSettings = { place: 'Settings', findings: [...findings, ...languageFindings(settings, intents)] };
  const aws = deps.aws(settings.region);
  try {
    const identity = await identify(aws.sts);
    if (identity.kind === 'unknown')
      return {
        stage,
        couldLook: false,
        sections: [ofSettings, { place: 'AWS', findings: [identity.finding] }],
      };
    const clocks = { here: deps.helpdesk.now(), aws: identity.serverTime };
    const patient = { settings, intents, aws, clocks };
    const deployed = await examineAws(patient, identity, deps);
    return { stage, couldLook: true, sections: [ofSettings, ...deployed] };
  } finally {
    aws.stop();
  }
}

async function examineAws(
  patient: Patient,
  identity: Readonly<{ account: string; arn: string }>,
  deps: DoctorDeps,
): Promise<readonly Section[]> {
  const { settings, aws, clocks } = patient;
  const [optOut, { findings, deployment }] = await Promise.all([
    optOutFindings(aws.organizations),
    lookAtStack(settings, aws.cloudFormation),
  ]);
  const ofAccount = [...identityFindings(identity), ...ownClockFindings(clocks.here, clocks.aws), ...optOut];
  const sections = [
    { place: `AWS, ${settings.region}`, findings: ofAccount },
    { place: 'Deployment', findings },
  ];
  if (deployment === null) return sections;
  return [...sections, ...(await examineDeployment(patient, deployment, deps))];
}

/** All at once: each has a time limit of its own. */
async function examineDeployment(
  { settings, intents, aws, clocks }: Patient,
  deployment: Deployment,
  { helpdesk, environment }: DoctorDeps,
): Promise<readonly Section[]> {
  const { stage, accounts } = settings;
  const section = async (place: string, findings: Promise<readonly Finding[]>): Promise<Section> => ({
    place,
    findings: await findings,
  });
  const ofAccount = (account: AccountSettings) => {
    const setUp = setUpNamed(account.connector);
    // Settings name no tool that the registry lacks, and each tool of the registry has a set-up.
    if (setUp === undefined) return [];
    const found = accountFindings(setUp, account, {
      ...{ stage, deployment, intents, environment },
      secretsManager: aws.secretsManager,
      deps: helpdesk,
      aheadOfAwsMs: clocks.aws === null ? null : clocks.here.getTime() - clocks.aws.getTime(),
    });
    return [section(`${setUp.toolName} ${account.account}`, found)];
  };
  return await Promise.all([
    section('Event bus', busFindings(deployment, aws.eventBridge, stage)),
    section('Queues', queueFindings(deployment, aws.sqs, stage)),
    section('Alarms', alarmsAndTopic(deployment, aws, settings)),
    section('Intents', intentBotFindings(deployment, aws.lexModels, { stage, intents })),
    ...accounts.flatMap(ofAccount),
  ]);
}

async function alarmsAndTopic(
  deployment: Deployment,
  { cloudWatch, sns }: AwsClients,
  settings: StageSettings,
): Promise<readonly Finding[]> {
  const findings = await Promise.all([
    alarmFindings(deployment, cloudWatch, settings),
    alarmTopicFindings(deployment, sns, settings),
  ]);
  return findings.flat();
}
