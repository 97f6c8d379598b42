import { type Plan, type SetUp, SetUpError } from '../../connectors/set-up.ts';
import { InterruptedError, interruptible } from '../commands/interrupt.ts';
import { CommandError, declinedExitCode } from '../commands/shell.ts';
import type { AwsClients } from '../operate/aws-clients.ts';
import { type Applied, afterwards } from './afterwards.ts';
import { keepSecret } from './own-side.ts';
import { isEmpty, planLines, stepLines } from './print-plan.ts';
import {
  type ConnectOptions,
  type ConnectWorld,
  openSession,
  ownSideOf,
  reopened,
  type Session,
} from './session.ts';
import {
  checkSettingsContent,
  type SettingsContent,
  withAccount,
  withoutAccount,
  writeSettingsFile,
} from './settings-file.ts';

/**
 * Connects an account of a tool, or takes that away again; gives the exit code: 1 = the answer was no, or something is not as it
 * should be. Throws CommandError, SettingsError,
 * InterruptedError and the SDK's errors.
 */
export async function connect(setUp: SetUp, options: ConnectOptions, world: ConnectWorld): Promise<number> {
  const { recorded, done } = recording(world);
  try {
    const session = await openSession(setUp, options, recorded);
    const first = await round(session);
    if (first !== 'deployed') return first;
    // The webhook's address is known now.
    const second = await round(reopened(session));
    return second === 'deployed' ? 0 : second;
  } catch (error) {
    if (error instanceof SetUpError) throw new CommandError(error.message, { cause: error });
    if (error instanceof InterruptedError) throw new InterruptedError(stopped(done), { cause: error });
    throw error;
  }
}

/** The same world, and what has been done in it. */
function recording(world: ConnectWorld): Readonly<{ recorded: ConnectWorld; done: readonly string[] }> {
  const done: string[] = [];
  const activity: ConnectWorld['activity'] = {
    ...world.activity,
    ends(what) {
      done.push(what);
      world.activity.ends(what);
    },
  };
  const deploy: ConnectWorld['deploy'] = async (...args) => {
    const exitCode = await world.deploy(...args);
    if (exitCode === 0) done.push('the deployment');
    return exitCode;
  };
  return { recorded: { ...world, activity, deploy }, done };
}

function stopped(done: readonly string[]): string {
  return done.length === 0
    ? 'Stopped; nothing was changed.'
    : `Stopped. This is done and stays: ${done.join('; ')}. The same command goes on from there.`;
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
    // What cannot be written afterwards is said before anything changes.
    checkSettingsContent(contentAfter(session, plan.entry));
    show(session, plan);
    if (plan.refusals.length > 0) throw new CommandError(plan.refusals.join('\n'));
    if (options.dryRun) return 0;
    const consent = await consentTo(plan, session);
    if (consent === 'no') return declinedExitCode;
    const applied =
      consent === 'nothing-to-do' ? null : await apply(plan, consent === 'all', session, clients);
    if (applied !== null && applied.byHand.length === 0) sayLeft(plan, session);
    return await afterwards(session, clients, plan, applied);
  } finally {
    clients.stop();
  }
}

/** The settings with the account's new entry (null = as it is), or, in a removal, without the account. */
function contentAfter({ options, content, place }: Session, entry: Plan['entry']): SettingsContent {
  if (options.remove) return withoutAccount(content, place);
  return entry === null ? content : withAccount(content, entry);
}

function show({ setUp, options, place, world }: Session, plan: Plan): void {
  const what = options.remove ? 'what would be taken away' : 'what would change';
  world.write(`${setUp.toolName} ${place.account}, stage ${place.stage}: ${what}`);
  for (const line of planLines(plan)) world.write(line);
}

/** The diff with the steps by hand has scrolled away by now. */
function sayLeft({ byHand }: Plan, { world }: Session): void {
  if (byHand.length === 0) return;
  world.write('\nLeft for you:');
  for (const line of stepLines(byHand)) world.write(line);
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

async function apply(
  plan: Plan,
  withProposals: boolean,
  session: Session,
  { secretsManager }: AwsClients,
): Promise<Applied> {
  const { world, options, place } = session;
  const { activity } = world;
  try {
    const result = await interruptible((signal) =>
      plan.apply(
        {
          begins({ what }) {
            signal.throwIfAborted();
            activity.begins(what);
          },
          done: ({ what }) => activity.ends(what),
          newSecret: world.newSecret,
          keepSecret: (purpose, value) => keepSecret(place, purpose, value, secretsManager),
        },
        withProposals,
      ),
    );
    for (const { path, content } of result.files) keepFile(path, content, world);
    const settingsChanged = writeSettingsFile(options.settingsFolder, contentAfter(session, result.settings));
    if (settingsChanged) {
      const what = `settings/${place.stage}.json`;
      activity.begins(what);
      activity.ends(what);
    }
    return { settingsChanged, byHand: result.byHand };
  } catch (error) {
    activity.failed();
    throw error;
  }
}

function keepFile(path: string, content: string, { activity, writePrivateFile }: ConnectWorld): void {
  activity.begins(`file ${path}`);
  writePrivateFile(path, content);
  activity.ends(`file ${path}`);
}
