import { type Plan, type SetUp, SetUpError } from '../../connectors/set-up.ts';
import { CommandError } from '../commands/shell.ts';
import type { AwsClients } from '../operate/aws-clients.ts';
import { type Applied, afterwards } from './afterwards.ts';
import { keepSecret } from './own-side.ts';
import { isEmpty, planLines } from './print-plan.ts';
import { type ConnectOptions, type ConnectWorld, openSession, ownSideOf, type Session } from './session.ts';
import { withAccount, withoutAccount, writeSettingsFile } from './settings-file.ts';

/** Connects an account of a tool, or takes that away again; gives the exit code. Throws CommandError, SettingsError and the SDK's errors. */
export async function connect(setUp: SetUp, options: ConnectOptions, world: ConnectWorld): Promise<number> {
  try {
    const first = await round(await openSession(setUp, options, world));
    if (first !== 'deployed') return first;
    // The settings are other ones now, and the webhook's address is known.
    const second = await round(await openSession(setUp, { ...options, deploy: false }, world));
    return second === 'deployed' ? 0 : second;
  } catch (error) {
    if (error instanceof SetUpError) throw new CommandError(error.message, { cause: error });
    throw error;
  }
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
    return await afterwards(session, clients, plan, applied);
  } finally {
    clients.stop();
  }
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
