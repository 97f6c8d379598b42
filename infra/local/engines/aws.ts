import type { ComprehendLanguage } from '../language/codes.ts';
import type { Identify } from '../language/identify.ts';
import type { ClassifiedIntent } from '../language/intents.ts';
import type { SentimentReading } from '../language/sentiment.ts';
import { ServiceError, type TranslateEngine } from '../ports.ts';

/**
 * The real services behind the local ones, with the credentials and region of whoever runs this. Their SDK clients are
 * loaded with the first call, so that no other engine pays for them. Every call costs money.
 */

/** What every exception of the SDK carries. */
function isServiceException(error: unknown): error is Error & { $metadata: { httpStatusCode?: number } } {
  return error instanceof Error && '$metadata' in error && typeof error.$metadata === 'object';
}

/** Passes the real service's refusal on as it came; anything else (no credentials, no network) is ours to explain. */
async function forwardRefusal<Output>(service: string, call: () => Promise<Output>): Promise<Output> {
  try {
    return await call();
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
export function createAwsEngine(): TranslateEngine {
  const connect = once(async () => {
    const sdk = await import('@aws-sdk/client-translate');
    return { sdk, client: new sdk.TranslateClient({}) };
  });
  return {
    name: 'aws',
    translate: async ({ text, source, target, settings }) => {
      const { sdk, client } = await connect();
      const output = await forwardRefusal('Amazon Translate', () =>
        client.send(
          new sdk.TranslateTextCommand({
            Text: text,
            SourceLanguageCode: source,
            TargetLanguageCode: target,
            ...(settings ? { Settings: settings } : {}),
          }),
        ),
      );
      return { text: output.TranslatedText ?? '', engine: 'aws' };
    },
    stop: async () => {},
  };
}

/** Language and sentiment as Amazon Comprehend itself reads them. */
export function createAwsReaders(): Readonly<{
  identify: Identify;
  readSentiment: (text: string, language: ComprehendLanguage) => Promise<SentimentReading>;
}> {
  const connect = once(async () => {
    const sdk = await import('@aws-sdk/client-comprehend');
    return { sdk, client: new sdk.ComprehendClient({}) };
  });
  return {
    identify: async (text) => {
      const { sdk, client } = await connect();
      const { Languages = [] } = await forwardRefusal('Amazon Comprehend', () =>
        client.send(new sdk.DetectDominantLanguageCommand({ Text: text })),
      );
      return Languages.map(({ LanguageCode = 'en', Score = 0 }) => ({ code: LanguageCode, score: Score }));
    },
    readSentiment: async (text, language) => {
      const { sdk, client } = await connect();
      const { Sentiment = 'NEUTRAL', SentimentScore = {} } = await forwardRefusal('Amazon Comprehend', () =>
        client.send(new sdk.DetectSentimentCommand({ Text: text, LanguageCode: language })),
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

/** Intents as a deployed bot understands them, best first, without its fallback intent. */
export function createAwsClassifier(
  bot: DeployedBot,
): (text: string, localeId: string, sessionId: string) => Promise<readonly ClassifiedIntent[]> {
  const connect = once(async () => {
    const sdk = await import('@aws-sdk/client-lex-runtime-v2');
    const { NodeHttpHandler } = await import('@smithy/node-http-handler');
    // The default HTTP/2 handler opens one connection per call.
    return { sdk, client: new sdk.LexRuntimeV2Client({ requestHandler: new NodeHttpHandler() }) };
  });
  return async (text, localeId, sessionId) => {
    const { sdk, client } = await connect();
    const { interpretations = [] } = await forwardRefusal('Amazon Lex', () =>
      client.send(new sdk.RecognizeTextCommand({ ...bot, localeId, sessionId, text })),
    );
    return interpretations.flatMap(({ intent, nluConfidence }) =>
      intent?.name !== undefined && nluConfidence?.score !== undefined
        ? [{ name: intent.name, score: nluConfidence.score }]
        : [],
    );
  };
}

function once<Value>(make: () => Promise<Value>): () => Promise<Value> {
  let made: Promise<Value> | undefined;
  return () => {
    made ??= make();
    return made;
  };
}
