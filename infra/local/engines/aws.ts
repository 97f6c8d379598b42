import type {
  DetectDominantLanguageCommandInput,
  DetectDominantLanguageCommandOutput,
  DetectSentimentCommandInput,
  DetectSentimentCommandOutput,
} from '@aws-sdk/client-comprehend';
import type { RecognizeTextCommandInput, RecognizeTextCommandOutput } from '@aws-sdk/client-lex-runtime-v2';
import type { TranslateTextCommandInput, TranslateTextCommandOutput } from '@aws-sdk/client-translate';
import type { ComprehendLanguage } from '../language/codes.ts';
import type { Identify } from '../language/identify.ts';
import type { ClassifiedIntent } from '../language/intents.ts';
import type { SentimentReading } from '../language/sentiment.ts';
import { ServiceError, type TranslateEngine } from '../ports.ts';

/**
 * The real services behind the local ones, with the credentials and region of whoever runs this. Every call costs money.
 * The SDK's clients are loaded with the first call, so that no other engine waits for them.
 */
export type AwsServices = Readonly<{
  translateText(input: TranslateTextCommandInput): Promise<TranslateTextCommandOutput>;
  detectLanguage(input: DetectDominantLanguageCommandInput): Promise<DetectDominantLanguageCommandOutput>;
  detectSentiment(input: DetectSentimentCommandInput): Promise<DetectSentimentCommandOutput>;
  recognizeText(input: RecognizeTextCommandInput): Promise<RecognizeTextCommandOutput>;
}>;

function once<Value>(make: () => Promise<Value>): () => Promise<Value> {
  let made: Promise<Value> | undefined;
  return () => {
    made ??= make();
    return made;
  };
}

/** The services of the account that the environment's credentials belong to. */
export function connectToAws(): AwsServices {
  const translate = once(async () => {
    const sdk = await import('@aws-sdk/client-translate');
    return { sdk, client: new sdk.TranslateClient({}) };
  });
  const comprehend = once(async () => {
    const sdk = await import('@aws-sdk/client-comprehend');
    return { sdk, client: new sdk.ComprehendClient({}) };
  });
  const lex = once(async () => {
    const sdk = await import('@aws-sdk/client-lex-runtime-v2');
    const { NodeHttpHandler } = await import('@smithy/node-http-handler');
    // The default HTTP/2 handler opens one connection per call.
    return { sdk, client: new sdk.LexRuntimeV2Client({ requestHandler: new NodeHttpHandler() }) };
  });
  return {
    translateText: async (input) => {
      const { sdk, client } = await translate();
      return client.send(new sdk.TranslateTextCommand(input));
    },
    detectLanguage: async (input) => {
      const { sdk, client } = await comprehend();
      return client.send(new sdk.DetectDominantLanguageCommand(input));
    },
    detectSentiment: async (input) => {
      const { sdk, client } = await comprehend();
      return client.send(new sdk.DetectSentimentCommand(input));
    },
    recognizeText: async (input) => {
      const { sdk, client } = await lex();
      return client.send(new sdk.RecognizeTextCommand(input));
    },
  };
}

/** What every exception that a service answered with carries. */
function isServiceException(error: unknown): error is Error & { $metadata: { httpStatusCode?: number } } {
  return (
    error instanceof Error &&
    '$metadata' in error &&
    typeof error.$metadata === 'object' &&
    error.$metadata !== null
  );
}

/** Passes the real service's refusal on as it came; anything else (no credentials, no network) is ours to explain. */
async function forwardRefusal<Output>(service: string, call: Promise<Output>): Promise<Output> {
  try {
    return await call;
  } catch (error) {
    if (isServiceException(error) && error.$metadata.httpStatusCode !== undefined) {
      throw new ServiceError(error.name, error.$metadata.httpStatusCode, error.message, {}, { cause: error });
    }
    throw new Error(`${service} could not be reached with your AWS credentials and region.`, {
      cause: error,
    });
  }
}

/** Amazon Translate itself. */
export function createAwsEngine(aws: AwsServices = connectToAws()): TranslateEngine {
  return {
    name: 'aws',
    translate: async ({ text, source, target, settings }) => {
      const request = aws.translateText({
        Text: text,
        SourceLanguageCode: source,
        TargetLanguageCode: target,
        ...(settings ? { Settings: settings } : {}),
      });
      const { TranslatedText = '' } = await forwardRefusal('Amazon Translate', request);
      return { text: TranslatedText, engine: 'aws' };
    },
    stop: async () => {},
  };
}

/** Language and sentiment as Amazon Comprehend itself reads them. */
export function createAwsReaders(aws: AwsServices = connectToAws()): Readonly<{
  identify: Identify;
  readSentiment: (text: string, language: ComprehendLanguage) => Promise<SentimentReading>;
}> {
  return {
    identify: async (text) => {
      const request = aws.detectLanguage({ Text: text });
      const { Languages = [] } = await forwardRefusal('Amazon Comprehend', request);
      return Languages.flatMap(({ LanguageCode, Score }) =>
        LanguageCode === undefined || Score === undefined ? [] : [{ code: LanguageCode, score: Score }],
      );
    },
    readSentiment: async (text, language) => {
      const request = aws.detectSentiment({ Text: text, LanguageCode: language });
      const { Sentiment = 'NEUTRAL', SentimentScore = {} } = await forwardRefusal(
        'Amazon Comprehend',
        request,
      );
      const { Positive = 0, Negative = 0, Neutral = 0, Mixed = 0 } = SentimentScore;
      return {
        label: Sentiment,
        scores: { positive: Positive, negative: Negative, neutral: Neutral, mixed: Mixed },
      };
    },
  };
}

/** A bot of the user's own account, which stands in for the classifier of the local one. */
export type DeployedBot = Readonly<{ botId: string; botAliasId: string }>;

/** Intents as a deployed bot understands them, best first, without its fallback intent, which has no score. */
export function createAwsClassifier(
  bot: DeployedBot,
  aws: AwsServices = connectToAws(),
): (text: string, localeId: string, sessionId: string) => Promise<readonly ClassifiedIntent[]> {
  return async (text, localeId, sessionId) => {
    const request = aws.recognizeText({ ...bot, localeId, sessionId, text });
    const { interpretations = [] } = await forwardRefusal('Amazon Lex', request);
    return interpretations.flatMap(({ intent, nluConfidence }) =>
      intent?.name === undefined || nluConfidence?.score === undefined
        ? []
        : [{ name: intent.name, score: nluConfidence.score }],
    );
  };
}
