import { InvalidArgumentError, Option } from 'commander';
import * as z from 'zod';
import { awsFailureOf, isRefusal } from '../operate/aws-failures.ts';
import { SettingsError } from '../problems.ts';
import { loadSettings, localStage, type StageSettings, settingsFolder } from '../settings.ts';
import { InterruptedError, interruptedExitCode } from './interrupt.ts';

/** Why a command ends early: one sentence, with the next step. No secret and no customer text in it. */
export class CommandError extends Error {
  override readonly name: string = 'CommandError';
}

/** Exit code of a command whose question was answered with no: what was asked for is not done. Each command's help says so. */
export const declinedExitCode = 1;

/** Which stage a command is about. */
export const stageOption = (): Option =>
  new Option('--stage <name>', 'which settings/<name>.json').env('DRAGOMAN_STAGE').makeOptionMandatory();

/** For tests and for settings that are kept elsewhere. */
export const settingsFolderOption = (): Option =>
  new Option('--settings-folder <path>', 'where <stage>.json lies').default(settingsFolder, 'settings/');

/** Reads the value of an option, such as an id; a variable that is not set in a script gives an empty one. */
export function nonEmpty(value: string): string {
  if (value.trim() === '') throw new InvalidArgumentError('Expected a value, not an empty text.');
  return value;
}

/** AWS has no such stage, and would be asked for it in vain. Throws CommandError. */
export function requireReachable(
  stage: string,
  environment: Readonly<Record<string, string | undefined>>,
): void {
  if (stage !== localStage || environment.AWS_ENDPOINT_URL) return;
  throw new CommandError(
    `The stage "${localStage}" is this machine, and AWS_ENDPOINT_URL does not say where it runs: "npm run demo" starts it ` +
      'and prints how this command is run beside it.',
  );
}

/** Settings of a stage that can be asked. Throws SettingsError, and CommandError where it can not. */
export function settingsOf(options: Readonly<{ stage: string; settingsFolder: string }>): StageSettings {
  requireReachable(options.stage, process.env);
  return loadSettings(options.stage, options.settingsFolder);
}

export const writeLine = (text = ''): void => void process.stdout.write(`${text}\n`);

/** What Node says of output whose reader has gone, the first time and later on. */
const closedPipe = ['EPIPE', 'ERR_STREAM_DESTROYED'];

/** From now on it is no error if nobody reads the output to its end (`| head`): the work goes on to its own end. */
export function allowClosedPipe(): void {
  for (const stream of [process.stdout, process.stderr])
    stream.on('error', (error: NodeJS.ErrnoException) => {
      if (!closedPipe.includes(error.code ?? '')) throw error;
    });
}

/** What the AWS SDK's errors have in common. */
const serviceError = z.looseObject({ name: z.string(), message: z.string(), $metadata: z.unknown() });

/** An error of the AWS SDK in words with a next step; null = it is none. */
export function awsAdvice(error: unknown): string | null {
  const failure = awsFailureOf(error);
  if (failure !== null) return `${failure.what} ${failure.mend}`;
  const parsed = serviceError.safeParse(error);
  if (!parsed.success || parsed.data.$metadata === undefined) return null;
  const { name, message } = parsed.data;
  if (isRefusal(name))
    return `The AWS credentials lack a right: ${message} Ask whoever gives out rights in this account for it.`;
  return `AWS says ${name}: ${message}`;
}

/**
 * Runs what a command does; its number is the exit code. What is wrong with the settings, the arguments or the AWS side is
 * told in a sentence and ends with 1 (doctor's findings have exit codes of their own), Ctrl-C ends with 130; a defect of ours
 * keeps its stack.
 */
export async function runCommand(action: () => Promise<number>): Promise<void> {
  allowClosedPipe();
  try {
    process.exitCode = await action();
  } catch (error) {
    const isInterrupted = error instanceof InterruptedError;
    const sentence =
      isInterrupted || error instanceof CommandError || error instanceof SettingsError
        ? error.message
        : awsAdvice(error);
    if (sentence === null) throw error;
    process.stderr.write(`${sentence}\n`);
    process.exitCode = isInterrupted ? interruptedExitCode : 1;
  }
}
