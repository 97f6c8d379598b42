import { describe, expect, it } from 'vitest';
import { setUps } from '../../../../../connectors/set-ups.ts';
import { collectAnswers } from '../../../../../infra/setup/answers.ts';

describe.each(Object.keys(setUps) as (keyof typeof setUps)[])('the agents’ language on %s', (tool) => {
  const questions = setUps[tool].questions.filter(({ key }) => key === 'agentLanguage');
  const given = (agentLanguage: string) =>
    collectAnswers(questions, { flags: { agentLanguage }, environment: {}, settings: {}, ask: null });

  it.each(['en', 'pt-BR', 'zh-Hant'])('may be %s', async (tag) => {
    expect(await given(tag)).toEqual({ agentLanguage: tag });
  });

  it.each([
    ...['klingon', 'english', 'xx', 'pt-br', 'und', ''],
    // With an extension, for private use, of no language and of many.
    ...['de-u-co-phonebk', 'en-x-support', 'x-support', 'zxx', 'mul'],
  ])('is refused as "%s" by the name of its option', async (tag) => {
    await expect(given(tag)).rejects.toThrow(
      '--agent-language: expected a language tag such as en or pt-BR.',
    );
  });
});
