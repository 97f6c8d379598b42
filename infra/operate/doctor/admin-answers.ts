import type { AccountSettings } from '../../../connectors/account.ts';
import type { Answers, Finding, SetUp } from '../../../connectors/set-up.ts';
import { trouble } from './findings.ts';

/**
 * What is answered of a set-up's questions by settings and environment; null unless every required one is, as then the
 * helpdesk is seen with the runtime's rights only.
 */
export function adminAnswers(
  setUp: SetUp,
  settings: AccountSettings,
  environment: Readonly<Record<string, string | undefined>>,
): Readonly<{ answers: Answers | null; findings: readonly Finding[] }> {
  const given = setUp.questions.flatMap(({ key, environment: name, problem }) => {
    const answer = name === null ? undefined : environment[name];
    return name === null || answer === undefined ? [] : [{ key, name, answer, problem: problem(answer) }];
  });
  const findings = given.flatMap(({ name, problem }) =>
    problem === null
      ? []
      : [
          trouble(`${setUp.connector}.admin`, 'warning', {
            what: `The environment variable ${name} is not what it should be: ${problem}`,
            meaning: `${setUp.toolName} was looked at with the runtime's rights only.`,
            mend: `Set ${name} anew, or unset it.`,
          }),
        ],
  );
  const answers = {
    ...setUp.answersFrom(settings),
    ...Object.fromEntries(given.map(({ key, answer }) => [key, answer])),
  };
  const isComplete = setUp.questions.every(({ key, required }) => !required || answers[key] !== undefined);
  // The settings alone are no login of an admin.
  return { answers: isComplete && given.length > 0 && findings.length === 0 ? answers : null, findings };
}
