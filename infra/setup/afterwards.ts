import type { Answers, Finding, OwnSide, Plan, SetUp, SetUpResult } from '../../connectors/set-up.ts';
import { interruptible } from '../commands/interrupt.ts';
import { secretName } from '../names.ts';
import type { AwsClients } from '../operate/aws-clients.ts';
import { stepLines } from './print-plan.ts';
import { type ConnectWorld, ownSideOf, type Session } from './session.ts';
import { readSettingsFile, type SettingsContent } from './settings-file.ts';

/** What has been done: whether the settings are other ones now, and what is left to a person. */
export type Applied = Readonly<{ settingsChanged: boolean; byHand: SetUpResult['byHand'] }>;

/** What comes after the changes: steps by hand, the deployment, a test message. */
export async function afterwards(
  session: Session,
  clients: AwsClients,
  plan: Pick<Plan, 'waitsForSteps'>,
  applied: Applied | null,
): Promise<number | 'deployed'> {
  const { options, world, place } = session;
  if (applied !== null && applied.byHand.length > 0) {
    world.write('\nLeft to do by hand:');
    for (const line of stepLines(applied.byHand)) world.write(line);
    return 1;
  }
  const content = readSettingsFile(options.settingsFolder, place.stage) ?? session.content;
  const own = await ownSideOf({ ...session, content }, clients);
  if (options.remove) {
    if (applied !== null) {
      sayRemoved(session, content);
      saySecretsLeft(session, own);
    }
    return 0;
  }
  if (own.settings === null) {
    world.write(
      '\nThe settings have no account yet: do the steps by hand, then run the same command once more.',
    );
    return 0;
  }
  if (own.webhookUrl === null || applied?.settingsChanged === true) return await deployOrSay(session, own);
  if (options.tryOut === false) return 0;
  const isDue = applied !== null && !plan.waitsForSteps;
  if (options.tryOut === true || isDue) return await tryOut(session, own);
  sayTryOut(session, plan);
  return 0;
}

function sayRemoved({ world, place, setUp }: Session, content: SettingsContent): void {
  world.write(
    content.accounts.length === 0
      ? '\nIt was the only account, so that nothing can be deployed any more. "Taking it away" in docs/operating.md: how the stack goes, and what it leaves behind.'
      : `\nNext: npm run deploy -- --stage ${place.stage}, so that AWS forgets this account of ${setUp.toolName}, too.`,
  );
}

/** The stack keeps its secrets for ever, and their names are fixed: CloudFormation could not make them a second time. */
function saySecretsLeft({ world, place, content }: Session, { webhookUrl, secrets }: OwnSide): void {
  if (webhookUrl === null && secrets.webhook === null && secrets.api === null) return;
  world.write(
    '\nThe two secrets stay, empty. To connect this account once more some day, delete them after that:',
  );
  for (const purpose of ['webhook', 'api'] as const)
    world.write(
      `  aws secretsmanager delete-secret --force-delete-without-recovery --region ${content.region} --secret-id ${secretName(place, purpose)}`,
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

function sayTryOut({ world, setUp, place }: Session, { waitsForSteps }: Pick<Plan, 'waitsForSteps'>): void {
  const when = waitsForSteps ? 'When the steps by hand are done' : 'To see whether messages come in';
  world.write(
    `\n${when}: npm run connect -- ${setUp.connector} --stage ${place.stage} --try-out writes a test message as a customer and waits for its note.`,
  );
}

async function tryOut({ setUp, answers, world }: Session, own: OwnSide): Promise<number> {
  const finding = await testMessage(setUp, answers, own, world);
  for (const line of findingLines(finding)) world.write(line);
  return finding.severity === 'error' ? 1 : 0;
}

/** Ctrl-C ends the waiting; the ticket is taken away all the same. */
async function testMessage(
  setUp: SetUp,
  answers: Answers,
  own: OwnSide,
  { activity, deps }: ConnectWorld,
): Promise<Finding> {
  activity.begins('a test message, and its note');
  try {
    const finding = await interruptible((signal) => setUp.tryOut(answers, own, { ...deps, signal }));
    activity.ends(finding.severity === 'note' ? 'no test message' : 'a test message');
    return finding;
  } catch (error) {
    activity.failed();
    throw error;
  }
}

function findingLines({ what, meaning, mend }: Finding): readonly string[] {
  return [what, ...(meaning === null ? [] : [meaning]), ...(mend === null ? [] : [`Next: ${mend}`])];
}
