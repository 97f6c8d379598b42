import type { Question } from '../../connectors/set-up.ts';
import { CommandError } from '../commands/shell.ts';
import { stageSettingProblem } from '../settings.ts';
import type { SettingsContent } from './settings-file.ts';
import type { Terminal } from './terminal.ts';

/** What a stage that has no settings yet is to begin with; null = not given by flag. */
export type StageBeginning = Readonly<{ stage: string; region: string | null; alarmEmail: string | null }>;

const asked = {
  region: { flag: 'region', prompt: 'AWS region, such as eu-central-1' },
  alarmEmail: { flag: 'alarm-email', prompt: 'E-mail address that gets the alarms' },
} as const;

/** Settings without any account, by flags or by asking. Throws CommandError for what is missing or not as it should be. */
export async function newContent(
  { stage, region, alarmEmail }: StageBeginning,
  terminal: Terminal | null,
): Promise<SettingsContent> {
  if ((region === null || alarmEmail === null) && terminal === null)
    throw new CommandError(
      `There is no settings/${stage}.json yet: give --region and --alarm-email for a new one.`,
    );
  for (const [name, value] of [['region', region] as const, ['alarmEmail', alarmEmail] as const]) {
    const problem = value === null ? null : stageSettingProblem(name, value);
    if (problem !== null) throw new CommandError(`--${asked[name].flag}: ${problem}.`);
  }
  const answer = async (name: keyof typeof asked, given: string | null) =>
    given ?? (await terminal?.ask(questionOf(name))) ?? '';
  return {
    stage,
    region: await answer('region', region),
    alarmEmail: await answer('alarmEmail', alarmEmail),
    accounts: [],
  };
}

function questionOf(name: keyof typeof asked): Question {
  return {
    ...{ key: name, ...asked[name], secret: false, required: true, environment: null, forRemoval: false },
    isAsked: () => true,
    problem: (answer) => stageSettingProblem(name, answer),
  };
}
