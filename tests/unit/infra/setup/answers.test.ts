import { describe, expect, it } from 'vitest';
import type { Question } from '../../../../connectors/set-up.ts';
import { type AnswerSources, collectAnswers } from '../../../../infra/setup/answers.ts';

const question = (wanted: Partial<Question> & Pick<Question, 'key'>): Question => ({
  flag: wanted.key,
  prompt: `${wanted.key}?`,
  secret: false,
  required: true,
  environment: null,
  isAsked: () => true,
  forRemoval: false,
  problem: (answer) => (answer === 'wrong' ? 'expected something right' : null),
  ...wanted,
});
const sources = (wanted: Partial<AnswerSources> = {}): AnswerSources => ({
  flags: {},
  environment: {},
  settings: {},
  ask: null,
  ...wanted,
});

describe('answers', () => {
  it('come from the flag before the environment, the settings and the person', async () => {
    const questions = ['one', 'two', 'three', 'four'].map((key) =>
      question({ key, environment: key.toUpperCase() }),
    );
    const settings = { one: 'settings', two: 'settings', three: 'settings' };

    const answers = await collectAnswers(
      questions,
      sources({
        flags: { one: 'flag' },
        environment: { ONE: 'environment', TWO: 'environment' },
        settings,
        ask: async ({ prompt }) => `person, asked ${prompt}`,
      }),
    );

    expect(answers).toEqual({
      one: 'flag',
      two: 'environment',
      three: 'settings',
      four: 'person, asked four?',
    });
  });

  it('of a secret are never taken from a flag, which would stay in the history of the shell', async () => {
    const secret = question({ key: 'token', secret: true, environment: 'RT_TOKEN' });

    await expect(collectAnswers([secret], sources({ flags: { token: 'shown' } }))).rejects.toThrow(
      'Without a terminal nobody can be asked, so these have to be given: RT_TOKEN.',
    );
  });

  it('that are missing are all told of at once', async () => {
    const questions = [
      question({ key: 'one' }),
      question({ key: 'two' }),
      question({ key: 'three', required: false }),
    ];

    await expect(collectAnswers(questions, sources())).rejects.toThrow(
      'these have to be given: --one, --two.',
    );
  });

  it('that are not as expected are refused with what was expected, and from where', async () => {
    const one = question({ key: 'one', environment: 'ONE' });

    await expect(collectAnswers([one], sources({ flags: { one: 'wrong' } }))).rejects.toThrow(
      '--one: expected something right.',
    );
    await expect(collectAnswers([one], sources({ environment: { ONE: 'wrong' } }))).rejects.toThrow(
      'ONE: expected something right.',
    );
  });

  it('a question that hangs on an earlier answer is asked only with it', async () => {
    const asked: string[] = [];
    const questions = [
      question({ key: 'app', required: false }),
      question({ key: 'key', required: false, isAsked: ({ app = '' }) => app !== '' }),
    ];
    const ask = async ({ key }: Question) => {
      asked.push(key);
      return '';
    };

    expect(await collectAnswers(questions, sources({ ask }))).toEqual({});
    expect(asked).toEqual(['app']);
  });
});
