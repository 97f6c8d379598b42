import {
  type Answers,
  type Finding,
  type OwnSide,
  type Plan,
  type SetUp,
  type SetUpDeps,
  SetUpError,
  type SetUpResult,
} from '../../connectors/set-up.ts';
import { CommandError } from '../commands/shell.ts';
import type { AwsClients } from '../operate/aws-clients.ts';
import { collectAnswers } from './answers.ts';
import { type AccountPlace, keepSecret, readOwnSide } from './own-side.ts';
import { isEmpty, planLines, stepLines } from './print-plan.ts';
import {
  accountsOf,
  readSettingsFile,
  type SettingsContent,
  withAccount,
  withoutAccount,
  writeSettingsFile,
} from './settings-file.ts';
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
type Session = Readonly<{
  setUp: SetUp;
  options: ConnectOptions;
  world: ConnectWorld;
  content: SettingsContent;
  answers: Answers;
  place: AccountPlace;
}>;

/** Connects an account of a tool, or takes that away again; gives the exit code. Throws CommandError, SettingsError and the SDK's errors. */
export async function connect(setUp: SetUp, options: ConnectOptions, world: ConnectWorld): Promise<number> {
  try {
    const first = await round(await open(setUp, options, world));
    if (first !== 'deployed') return first;
    // The settings are other ones now, and the webhook's address is known.
    const second = await round(await open(setUp, { ...options, deploy: false }, world));
    return second === 'deployed' ? 0 : second;
  } catch (error) {
    if (error instanceof SetUpError) throw new CommandError(error.message, { cause: error });
    throw error;
  }
}

async function open(setUp: SetUp, options: ConnectOptions, world: ConnectWorld): Promise<Session> {
  const { stage, settingsFolder, flags, remove } = options;
  const { environment, terminal } = world;
  const content = readSettingsFile(settingsFolder, stage) ?? (await newContent(options, terminal));
  const present = presentAccount(content, setUp, flags.account ?? null);
  const questions = remove ? setUp.questions.filter(({ forRemoval }) => forRemoval) : setUp.questions;
  const answers = await collectAnswers(questions, {
    ...{ flags, environment, settings: present === null ? {} : setUp.answersFrom(present) },
    ask: terminal === null ? null : (question) => terminal.ask(question),
  });
  const account = answers.account ?? present?.account ?? '';
  return { setUp, options, world, content, answers, place: { stage, connector: setUp.connector, account } };
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

/** Plans, shows, asks and applies once. `deployed`: the stage has been deployed, so there is more to do. */
async function round(session: Session): Promise<number | 'deployed'> {
  const { setUp, options, world, content } = session;
  const clients = world.awsClients(content.region);
  try {
    const own = await ownSideOf(session, clients);
    const plan = options.remove
      ? await setUp.planRemoval(session.answers, own, world.deps)
      : await setUp.plan(session.answers, own, world.deps);
    show(session, plan);
    if (plan.refusals.length > 0) throw new CommandError(plan.refusals.join('\n'));
    if (options.dryRun) return 0;
    const consent = await consentTo(plan, session);
    if (consent === 'no') return 0;
    const applied =
      consent === 'nothing-to-do' ? null : await apply(plan, consent === 'all', session, clients);
    return await afterwards(session, clients, applied);
  } finally {
    clients.stop();
  }
}

async function ownSideOf({ content, setUp, place }: Session, clients: AwsClients): Promise<OwnSide> {
  const present = accountsOf(content, setUp.connector).find(({ account }) => account === place.account);
  return await readOwnSide(place, present ?? null, clients);
}

function show({ setUp, options, place, world }: Session, plan: Plan): void {
  const what = options.remove ? 'what would be taken away' : 'what would change';
  world.write(`${setUp.toolName} ${place.account}, stage ${place.stage}: ${what}`);
  for (const line of planLines(plan)) world.write(line);
}

/** `changes` without the proposals, `all` with them. */
type Consent = 'nothing-to-do' | 'no' | 'changes' | 'all';

async function consentTo(plan: Plan, { options, world: { terminal, write } }: Session): Promise<Consent> {
  if (isEmpty(plan)) {
    write('Nothing to change.');
    return 'nothing-to-do';
  }
  const isAsked = !options.yes;
  if (isAsked && terminal === null)
    throw new CommandError(
      'Nothing was changed: without a terminal it takes --yes to go on, or --dry-run to only look.',
    );
  if (isAsked && plan.changes.length > 0 && !(await terminal?.confirm('Go on?'))) {
    write('Nothing was changed.');
    return 'no';
  }
  const { proposals } = plan;
  if (proposals === null) return 'changes';
  const agrees = options.triggers || (isAsked && (await terminal?.confirm(proposals.question)) === true);
  if (agrees) return 'all';
  if (plan.changes.length > 0) return 'changes';
  write('Nothing to change, but for what is proposed.');
  return 'nothing-to-do';
}

/** What has been done: whether the settings are other ones now, and what is left to a person. */
type Applied = Readonly<{ settingsChanged: boolean; byHand: SetUpResult['byHand'] }>;

async function apply(
  plan: Plan,
  withProposals: boolean,
  session: Session,
  { secretsManager }: AwsClients,
): Promise<Applied> {
  const { world, options, content, place } = session;
  const { activity } = world;
  try {
    const result = await plan.apply(
      {
        begins: ({ what }) => activity.begins(what),
        done: ({ what }) => activity.ends(what),
        newSecret: world.newSecret,
        keepSecret: (purpose, value) => keepSecret(place, purpose, value, secretsManager),
      },
      withProposals,
    );
    for (const { path, content: text } of result.files) world.writePrivateFile(path, text);
    const after = options.remove
      ? withoutAccount(content, place)
      : result.settings === null
        ? content
        : withAccount(content, result.settings);
    const settingsChanged = writeSettingsFile(options.settingsFolder, after);
    if (settingsChanged) world.write(`  done: settings/${place.stage}.json`);
    return { settingsChanged, byHand: result.byHand };
  } catch (error) {
    activity.failed();
    throw error;
  }
}

/** What comes after the changes: steps by hand, the deployment, a test message. */
async function afterwards(
  session: Session,
  clients: AwsClients,
  applied: Applied | null,
): Promise<number | 'deployed'> {
  const { options, world, place } = session;
  if (applied !== null && applied.byHand.length > 0) {
    world.write('\nLeft to do by hand:');
    for (const line of stepLines(applied.byHand)) world.write(line);
    return 1;
  }
  const content = readSettingsFile(options.settingsFolder, place.stage) ?? session.content;
  if (options.remove) {
    if (applied !== null) sayRemoved(session, content);
    return 0;
  }
  const own = await ownSideOf({ ...session, content }, clients);
  if (own.webhookUrl === null || applied?.settingsChanged === true) return await deployOrSay(session, own);
  if (!(options.tryOut ?? applied !== null)) return 0;
  return await tryOut(session, own);
}

function sayRemoved({ world, place, setUp }: Session, content: SettingsContent): void {
  world.write(
    content.accounts.length === 0
      ? `\nIt was the only account: "npx cdk destroy --context stage=${place.stage}" takes the stack away (not the two secrets).`
      : `\nNext: npm run deploy -- --stage ${place.stage}, so that AWS forgets this account of ${setUp.toolName}, too.`,
  );
}

async function deployOrSay(
  { options, world, setUp, place }: Session,
  own: OwnSide,
): Promise<number | 'deployed'> {
  const why =
    own.webhookUrl === null ? "the webhook's address is known only then" : 'the settings are other ones now';
  if (!options.deploy) {
    world.write(
      `\nNext: npm run deploy -- --stage ${place.stage} (${why}), then once more: npm run connect -- ${setUp.connector} --stage ${place.stage}`,
    );
    return 0;
  }
  world.write(`\nDeploying, for ${why}.`);
  const exitCode = await world.deploy(place.stage, options.yes);
  return exitCode === 0 ? 'deployed' : exitCode;
}

async function tryOut({ setUp, answers, world, place }: Session, own: OwnSide): Promise<number> {
  if (setUp.tryOut === null) {
    world.write(
      `\nNow write a message as a customer; "npm run doctor -- --stage ${place.stage}" says what is wrong if no note comes.`,
    );
    return 0;
  }
  world.activity.begins('a test message, and its note');
  const finding = await setUp.tryOut(answers, own, world.deps);
  world.activity.ends('a test message');
  for (const line of findingLines(finding)) world.write(line);
  return finding.severity === 'error' ? 1 : 0;
}

function findingLines({ what, meaning, mend }: Finding): readonly string[] {
  return [what, ...(meaning === null ? [] : [meaning]), ...(mend === null ? [] : [`Next: ${mend}`])];
}
