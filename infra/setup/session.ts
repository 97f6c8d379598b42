import type { Answers, OwnSide, SetUp, SetUpDeps } from '../../connectors/set-up.ts';
import { CommandError } from '../commands/shell.ts';
import type { AwsClients } from '../operate/aws-clients.ts';
import { findDeployment } from '../operate/deployment.ts';
import { collectAnswers } from './answers.ts';
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
  const content = readSettingsFile(settingsFolder, stage) ?? (await newContent(options, terminal));
  if (terminal !== null) await checkAws(stage, content.region, world);
  const present = presentAccount(content, setUp, flags.account ?? null);
  const questions = remove ? setUp.questions.filter(({ forRemoval }) => forRemoval) : setUp.questions;
  const answers = await collectAnswers(questions, {
    ...{ flags, environment, settings: present === null ? {} : setUp.answersFrom(present) },
    ask: terminal === null ? null : (question) => terminal.ask(question),
  });
  const account = answers.account ?? present?.account ?? '';
  return { setUp, options, world, content, answers, place: { stage, connector: setUp.connector, account } };
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

async function newContent(
  { stage, region, alarmEmail }: ConnectOptions,
  terminal: Terminal | null,
): Promise<SettingsContent> {
  const ask = async (flag: string, given: string | null, prompt: string) => {
    if (given !== null) return given;
    if (terminal === null)
      throw new CommandError(
        `There is no settings/${stage}.json yet: give --region and --alarm-email for a new one.`,
      );
    const question = { key: flag, flag, prompt, secret: false, required: true, environment: null };
    const problem = (answer: string) => (answer === '' ? 'expected a value' : null);
    return await terminal.ask({ ...question, problem, isAsked: () => true, forRemoval: false });
  };
  return {
    stage,
    region: await ask('region', region, 'AWS region, such as eu-central-1'),
    alarmEmail: await ask('alarm-email', alarmEmail, 'E-mail address that gets the alarms'),
    accounts: [],
  };
}

/** What of our own side is known now. Rejects with the SDK's errors. */
export async function ownSideOf({ content, setUp, place }: Session, clients: AwsClients): Promise<OwnSide> {
  const present = accountsOf(content, setUp.connector).find(({ account }) => account === place.account);
  return await readOwnSide(place, present ?? null, clients);
}
