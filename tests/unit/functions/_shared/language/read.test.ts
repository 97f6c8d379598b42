import { describe, expect, it } from 'vitest';
import { type KnownLanguages, readLanguage } from '../../../../../functions/_shared/language/read.ts';
import type { DetectedCode, ServiceAnswer } from '../../../../../functions/_shared/services/ports.ts';

const limits = { confident: 0.8, shortTextLetters: 20 };
const galician = 'Fixen un pedido hai dúas semanas e aínda non chegou.';
const spanish = 'Hola, hice un pedido hace dos semanas y todavía no ha llegado.';
const memory = { code: 'fr', confidence: 0.9, method: 'comprehend' } as const;

type Answer = ServiceAnswer<readonly DetectedCode[]>;
const finds = (...value: DetectedCode[]): Answer => ({ ok: true, value, attempts: 1 });

/** Reads a text, and gives what was asked of Comprehend beside it. */
async function reading(text: string, answer: Answer, known: Partial<KnownLanguages> = {}, letters = 40) {
  const asked: string[] = [];
  const read = await readLanguage(
    { text, letters, agentLanguage: 'en' },
    { correction: null, memory: null, locale: null, ...known },
    limits,
    async (given) => {
      asked.push(given);
      return answer;
    },
  );
  return { ...read, asked };
}

describe('Reading a text’s language', () => {
  it('is done on the spot where that is certain: nobody is asked, nothing paid', async () => {
    expect(await reading(spanish, finds())).toEqual({
      reading: { code: 'es', confidence: 0.99, method: 'local' },
      weighed: [{ code: 'es', confidence: 0.99, method: 'local' }],
      detectionAnswered: true,
      asked: [],
    });
  });

  it('asks Comprehend where it is not, and takes its codes into our words', async () => {
    const answer = finds(
      { code: 'zh-TW', score: 0.9 },
      { code: 'not a code', score: 0.05 },
      { code: 'tl', score: 0.02 },
    );

    expect(await reading(galician, answer)).toEqual({
      reading: { code: 'zh-Hant', confidence: 0.9, method: 'comprehend' },
      weighed: [
        { code: 'zh-Hant', confidence: 0.9, method: 'comprehend' },
        { code: 'fil', confidence: 0.02, method: 'comprehend' },
      ],
      detectionAnswered: true,
      asked: [galician],
    });
  });

  it('is not sure when Comprehend does not answer, so that Translate finds out: memory is older than this text', async () => {
    const failed: Answer = { ok: false, failure: 'transient', attempts: 3 };

    expect(await reading(galician, failed, { memory, locale: 'es' })).toEqual({
      reading: { code: 'und', confidence: 0, method: 'none' },
      weighed: [
        { code: 'fr', confidence: 0.9, method: 'memory' },
        { code: 'es', confidence: 0.3, method: 'locale' },
      ],
      detectionAnswered: false,
      asked: [galician],
    });
  });

  it('asks nobody about what the agent has corrected', async () => {
    const read = await reading(galician, finds(), { correction: 'pt' });

    expect(read).toMatchObject({
      reading: { code: 'pt', method: 'correction' },
      detectionAnswered: true,
      asked: [],
    });
  });

  it('reads and pays for the first 1,000 characters only', async () => {
    const long = `${'xxxx '.repeat(200)}${spanish.repeat(5)}`;

    const { asked, reading: read } = await reading(long, finds({ code: 'gl', score: 0.9 }));

    expect(asked).toEqual(['xxxx '.repeat(200)]);
    expect(read.code).toBe('gl');
  });
});
