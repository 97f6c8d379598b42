import type { Answers, OwnSide, SetUp, SetUpDeps } from '../../connectors/set-up.ts';
import { CommandError } from '../commands/shell.ts';
import type { AwsClients } from '../operate/aws-clients.ts';
import { findDeployment } from '../operate/deployment.ts';
import { stageSettingProblem } from '../settings.ts';
import { collectAnswers, givenAnswer } from './answers.ts';
import { newContent } from './new-content.ts';
import { type AccountPlace, readOwnSide } from './own-side.ts';
import { accountsOf, readSettingsFile, type SettingsContent } from './settings-file.ts';
import type { Activity, Terminal } from './terminal.ts';

/** What the command line says. */
export type ConnectOptions = Readonly<{
  stage: string;
  settingsFolder: string;
  /** Of a stage that has no settings yet. */
  region: string | null;
  alarmEmail: string | null;
  yes: boolean;
  dryRun: boolean;
  remove: boolean;
  triggers: boolean;
  deploy: boolean;
  /** Whether a test message is written; null = where something has changed. */
  tryOut: boolean | null;
  /** Answers by flag, by the question's key. */
  flags: Readonly<Record<string, string | undefined>>;
}>;

/** What connecting works with. */
export type ConnectWorld = Readonly<{
  /** Null = nobody can be asked. */
  terminal: Terminal | null;
  environment: Readonly<Record<string, string | undefined>>;
  write: (line?: string) => void;
  activity: Activity;
  awsClients: (region: string) => AwsClients;
  deps: SetUpDeps;
  /** 64 hexadecimal digits. */
  newSecret: () => string;
  /** Writes a file that only its owner may read. */
  writePrivateFile: (path: string, content: string) => void;
  /** Deploys a stage; gives the exit code. */
  deploy: (stage: string, yes: boolean) => Promise<number>;
}>;

/** One account of one tool, with all that has been asked. */
export type Session = Readonly<{
  setUp: SetUp;
  options: ConnectOptions;
  world: ConnectWorld;
  content: SettingsContent;
  answers: Answers;
  place: AccountPlace;
}>;

/** Asks all that has to be asked. Throws CommandError and SettingsError. */
export async function openSession(
  setUp: SetUp,
  options: ConnectOptions,
  world: ConnectWorld,
): Promise<Session> {
  const { stage, settingsFolder, flags, remove } = options;
  const { environment, terminal } = world;
  const problem = stageSettingProblem('stage', stage);
  if (problem !== null) throw new CommandError(`--stage: ${problem}.`);
  const content = readSettingsFile(settingsFolder, stage) ?? (await newContent(options, terminal));
  if (terminal !== null) await checkAws(stage, content.region, world);
  const present = presentAccount(content, setUp, namedAccount(setUp, { flags, environment, settings: {} }));
  const questions = remove ? setUp.questions.filter(({ forRemoval }) => forRemoval) : setUp.questions;
  const answers = await collectAnswers(questions, {
    ...{ flags, environment, settings: present === null ? {} : setUp.answersFrom(present) },
    ask: terminal === null ? null : (question) => terminal.ask(question),
  });
  const account = answers.account ?? present?.account ?? '';
  return { setUp, options, world, content, answers, place: { stage, connector: setUp.connector, account } };
}

/** The same session after the deployment: the settings are other ones now, and nobody is asked again. Throws SettingsError. */
export function reopened(session: Session): Session {
  const { setUp, options, place } = session;
  const content = readSettingsFile(options.settingsFolder, place.stage) ?? session.content;
  const present = accountsOf(content, setUp.connector).find(({ account }) => account === place.account);
  const answers = { ...session.answers, ...(present === undefined ? {} : setUp.answersFrom(present)) };
  return { ...session, content, answers, options: { ...options, deploy: false } };
}

/** The account that flag or environment names; null = none does. */
function namedAccount({ questions }: SetUp, sources: Parameters<typeof givenAnswer>[1]): string | null {
  const question = questions.find(({ key }) => key === 'account');
  return question === undefined ? null : givenAnswer(question, sources);
}

/** Nobody is asked a dozen things for nothing: whether AWS answers is seen first. Rejects with the SDK's errors. */
async function checkAws(stage: string, region: string, world: ConnectWorld): Promise<void> {
  const clients = world.awsClients(region);
  try {
    await findDeployment({ stage, cloudFormation: clients.cloudFormation });
  } finally {
    clients.stop();
  }
}

/** The account that is meant: the one named, or the only one of this tool. Throws CommandError where there are several. */
function presentAccount(content: SettingsContent, { connector, toolName }: SetUp, named: string | null) {
  const accounts = accountsOf(content, connector);
  if (named !== null) return accounts.find(({ account }) => account === named) ?? null;
  if (accounts.length <= 1) return accounts[0] ?? null;
  const ids = accounts.map(({ account }) => account).join(', ');
  throw new CommandError(
    `The settings have several accounts of ${toolName}: say which one by --account (${ids}).`,
  );
}

/** What of our own side is known now. Rejects with the SDK's errors. */
export async function ownSideOf({ content, setUp, place }: Session, clients: AwsClients): Promise<OwnSide> {
  const present = accountsOf(content, setUp.connector).find(({ account }) => account === place.account);
  return await readOwnSide(place, present ?? null, clients);
}
