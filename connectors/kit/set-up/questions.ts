import { namesLanguage } from '../../../events/language.ts';
import { type Answers, type Question, SetUpError } from '../../set-up.ts';

type Asked = Pick<Question, 'key' | 'prompt'> & Partial<Question>;

/** A question with what most of them have in common: required, no secret, asked, its flag called as its key. */
export function question(asked: Asked): Question {
  return {
    flag: asked.key.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`),
    secret: false,
    required: true,
    environment: null,
    isAsked: () => true,
    forRemoval: false,
    problem: (answer) => (answer.trim() === '' ? 'expected a value' : null),
    ...asked,
  };
}

/** The agents' language, which every tool has to be told. */
export const agentLanguageQuestion = question({
  key: 'agentLanguage',
  prompt: 'Language that agents read (en, de, pt-BR)',
  problem: (answer) => (namesLanguage(answer) ? null : 'expected a language tag such as en or pt-BR'),
});

/** For answers that may be anything. */
export const anyText = (): null => null;

/** An answer without spaces around it; null = there is none. */
export function answerTo(answers: Answers, key: string): string | null {
  return answers[key]?.trim() || null;
}

/** An answer that there has to be. Throws SetUpError. */
export function neededAnswer(answers: Answers, questions: readonly Question[], key: string): string {
  const answer = answerTo(answers, key);
  if (answer !== null) return answer;
  const asked = questions.find((one) => one.key === key);
  const way = asked?.secret ? asked.environment : `--${asked?.flag ?? key}`;
  throw new SetUpError(`An answer is missing: give ${way}.`);
}

/** What stands between commas. */
export function listed(answer: string | null): readonly string[] {
  return (answer ?? '')
    .split(',')
    .map((one) => one.trim())
    .filter((one) => one !== '');
}
