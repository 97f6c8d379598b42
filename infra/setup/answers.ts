import type { Answers, Question } from '../../connectors/set-up.ts';
import { CommandError } from '../commands/shell.ts';

/** Where answers come from, the strongest first. */
export type AnswerSources = Readonly<{
  /** By the question's key. */
  flags: Readonly<Record<string, string | undefined>>;
  environment: Readonly<Record<string, string | undefined>>;
  /** What the settings say already, by the question's key. */
  settings: Answers;
  /** Asks a person; null = nobody is there. */
  ask: ((question: Question) => Promise<string>) | null;
}>;

/** Answers to all questions that have one. Throws CommandError, for everything that is missing at once. */
export async function collectAnswers(
  questions: readonly Question[],
  sources: AnswerSources,
): Promise<Answers> {
  const answers: Record<string, string> = {};
  const missing: Question[] = [];
  for (const question of questions) {
    const answer = givenAnswer(question, sources) ?? (await asked(question, answers, sources));
    if (answer !== null) answers[question.key] = answer;
    else if (question.required) missing.push(question);
  }
  if (missing.length === 0) return answers;
  throw new CommandError(
    `Without a terminal nobody can be asked, so these have to be given: ${missing.map(wayToAnswer).join(', ')}.`,
  );
}

/** How a question is answered without a terminal: `--subdomain`, `ZENDESK_ADMIN_CLIENT_SECRET`. */
export function wayToAnswer({ flag, secret, environment }: Question): string {
  return secret ? (environment ?? '') : `--${flag}`;
}

/**
 * The answer by flag, environment or settings; null = there is none. A secret is never taken by flag. Throws CommandError for one
 * that is not as it should be.
 */
export function givenAnswer(
  question: Question,
  { flags, environment, settings }: Omit<AnswerSources, 'ask'>,
): string | null {
  const { key, secret } = question;
  const byFlag = secret ? undefined : flags[key];
  const byVariable = question.environment === null ? undefined : environment[question.environment];
  const answer = byFlag ?? byVariable ?? settings[key];
  if (answer === undefined) return null;
  const problem = answer === '' && !question.required ? null : question.problem(answer);
  if (problem === null) return answer;
  throw new CommandError(
    `${byFlag === undefined && question.environment !== null ? question.environment : `--${question.flag}`}: ${problem}.`,
  );
}

async function asked(question: Question, answers: Answers, { ask }: AnswerSources): Promise<string | null> {
  if (ask === null || !question.isAsked(answers)) return null;
  const answer = (await ask(question)).trim();
  return answer === '' ? null : answer;
}
