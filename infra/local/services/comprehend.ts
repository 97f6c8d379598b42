import * as z from 'zod/mini';
import { comprehendLanguages } from '../language/codes.ts';
import type { Identify } from '../language/identify.ts';
import { checkTextSize, parseRequest, refuseUnknownOperation } from '../language/request.ts';
import type { ReadSentiment, SentimentReading } from '../language/sentiment.ts';
import { type LocalService, type ServiceAnswer, type ServiceCall, ServiceError } from '../ports.ts';

/** Amazon Comprehend, "Guidelines and quotas". */
const maxLanguageTextBytes = 100 * 1024;
const maxSentimentTextBytes = 5_000;
const maxBatchTexts = 25;
/** Comprehend bills units of 100 characters, at least three for each text. */
const charactersPerUnit = 100;
const minUnits = 3;

const text = z.string().check(z.minLength(1));
const languageRequest = z.object({ Text: text });
const sentimentRequest = z.object({ Text: text, LanguageCode: z.string().check(z.minLength(1)) });
const batchRequest = z.object({
  TextList: z.array(z.string()).check(z.minLength(1)),
  LanguageCode: z.string().check(z.minLength(1)),
});

export type ComprehendOptions = Readonly<{
  identify: Identify;
  readSentiment: ReadSentiment;
  /** Who reads languages and sentiments, for the journal. */
  engines?: Readonly<{ language: string; sentiment: string }>;
}>;
const localEngines = { language: 'eld', sentiment: 'lexicon' };

/** A local Amazon Comprehend that speaks DetectDominantLanguage, DetectSentiment and BatchDetectSentiment. */
export function createComprehend(options: ComprehendOptions): LocalService {
  return {
    name: 'comprehend',
    handle: async (call) => {
      switch (call.operation) {
        case 'DetectDominantLanguage':
          return detectLanguage(call, options);
        case 'DetectSentiment':
          return detectSentiment(call, options);
        case 'BatchDetectSentiment':
          return batchDetectSentiment(call, options);
        default:
          return refuseUnknownOperation('Comprehend', call.operation);
      }
    },
  };
}

/** The characters that Comprehend charges for one text. */
function billedCharacters(value: string): number {
  return Math.max(minUnits, Math.ceil([...value].length / charactersPerUnit)) * charactersPerUnit;
}

async function detectLanguage(call: ServiceCall, options: ComprehendOptions): Promise<ServiceAnswer> {
  call.authorize('comprehend:DetectDominantLanguage', '*');
  const { Text } = parseRequest(languageRequest, call.input);
  checkTextSize(Text, maxLanguageTextBytes);
  const guesses = await options.identify(Text);
  return {
    output: { Languages: guesses.map(({ code, score }) => ({ LanguageCode: code, Score: score })) },
    engine: (options.engines ?? localEngines).language,
    billedCharacters: billedCharacters(Text),
  };
}

/** @throws ServiceError UnsupportedLanguageException 400 */
function checkLanguage(code: string): (typeof comprehendLanguages)[number] {
  const known = comprehendLanguages.find((language) => language === code);
  if (known) return known;
  throw new ServiceError(
    'UnsupportedLanguageException',
    400,
    `Sentiment is read in ${comprehendLanguages.join(', ')}; not in ${code}.`,
  );
}

async function detectSentiment(call: ServiceCall, options: ComprehendOptions): Promise<ServiceAnswer> {
  call.authorize('comprehend:DetectSentiment', '*');
  const { Text, LanguageCode } = parseRequest(sentimentRequest, call.input);
  const language = checkLanguage(LanguageCode);
  checkTextSize(Text, maxSentimentTextBytes);
  return {
    output: sentimentOutput(await options.readSentiment(Text, language)),
    engine: (options.engines ?? localEngines).sentiment,
    billedCharacters: billedCharacters(Text),
  };
}

function sentimentOutput({ label, scores }: SentimentReading) {
  return {
    Sentiment: label,
    SentimentScore: {
      Positive: scores.positive,
      Negative: scores.negative,
      Neutral: scores.neutral,
      Mixed: scores.mixed,
    },
  };
}

type BatchError = Readonly<{ Index: number; ErrorCode: string; ErrorMessage: string }>;

/** What is wrong with one text of a batch: it is said in ErrorList, and the batch itself still succeeds. */
function batchErrorOf(value: string, index: number): BatchError | null {
  if (value === '') {
    return { Index: index, ErrorCode: 'INVALID_REQUEST', ErrorMessage: 'The text is empty.' };
  }
  if (Buffer.byteLength(value, 'utf8') > maxSentimentTextBytes) {
    return {
      Index: index,
      ErrorCode: 'TEXT_SIZE_LIMIT_EXCEEDED',
      ErrorMessage: `The text has more than ${maxSentimentTextBytes} bytes.`,
    };
  }
  return null;
}

async function batchDetectSentiment(call: ServiceCall, options: ComprehendOptions): Promise<ServiceAnswer> {
  call.authorize('comprehend:BatchDetectSentiment', '*');
  const { TextList, LanguageCode } = parseRequest(batchRequest, call.input);
  if (TextList.length > maxBatchTexts) {
    throw new ServiceError(
      'BatchSizeLimitExceededException',
      400,
      `A batch has at most ${maxBatchTexts} texts; this one has ${TextList.length}.`,
    );
  }
  const language = checkLanguage(LanguageCode);
  const results = [];
  const errors: BatchError[] = [];
  let billed = 0;
  for (const [index, value] of TextList.entries()) {
    const error = batchErrorOf(value, index);
    if (error) {
      errors.push(error);
      continue;
    }
    results.push({ Index: index, ...sentimentOutput(await options.readSentiment(value, language)) });
    billed += billedCharacters(value);
  }
  return {
    output: { ResultList: results, ErrorList: errors },
    engine: (options.engines ?? localEngines).sentiment,
    billedCharacters: billed,
  };
}
