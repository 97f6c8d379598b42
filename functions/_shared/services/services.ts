import { type ComprehendClient, DetectSentimentCommand } from '@aws-sdk/client-comprehend';
import { type LexRuntimeV2Client, RecognizeTextCommand } from '@aws-sdk/client-lex-runtime-v2';
import type { TranslateClient } from '@aws-sdk/client-translate';
import * as z from 'zod/mini';
import { sentiment } from '../../../events/message-enriched.v1.ts';
import type { Runtime } from '../runtime.ts';
import type { Services } from './ports.ts';
import { createServiceCall, optionalBudgetMs, share } from './service-call.ts';
import { createTextServices } from './text-services.ts';

export type ServicesDeps = Readonly<{
  translate: TranslateClient;
  comprehend: ComprehendClient;
  lex: LexRuntimeV2Client;
  bot: Readonly<{ botId: string; botAliasId: string }>;
  /** Unique per call: intents have no slots, so nothing is to be remembered between two messages. */
  newSessionId: () => string;
  runtime: Runtime;
}>;

const scores = z.object({
  Positive: z.number(),
  Negative: z.number(),
  Neutral: z.number(),
  Mixed: z.number(),
});

/** The AWS services behind the ports. What goes wrong is logged by operation and error name, and given as a failure. */
export function createServices(deps: ServicesDeps): Services {
  const call = createServiceCall(deps.runtime);
  return {
    ...createTextServices(deps),
    detectSentiment: (text, language) =>
      call(
        'detect-sentiment',
        optionalBudgetMs,
        (abortSignal) =>
          deps.comprehend.send(
            new DetectSentimentCommand({ Text: text, LanguageCode: sentimentLanguage(language) }),
            { abortSignal },
          ),
        (output) => {
          const { Positive, Negative, Neutral, Mixed } = z.parse(scores, output.SentimentScore);
          return z.parse(sentiment, {
            label: output.Sentiment,
            scores: {
              positive: share(Positive),
              negative: share(Negative),
              neutral: share(Neutral),
              mixed: share(Mixed),
            },
          });
        },
      ),
    recogniseIntent: (text, locale) =>
      call(
        'recognize-text',
        optionalBudgetMs,
        (abortSignal) =>
          deps.lex.send(
            new RecognizeTextCommand({
              ...deps.bot,
              localeId: locale,
              sessionId: deps.newSessionId(),
              text,
            }),
            { abortSignal },
          ),
        ({ interpretations = [] }) =>
          interpretations.flatMap(({ intent, nluConfidence }) =>
            intent?.name === undefined ? [] : [{ intent: intent.name, score: nluConfidence?.score ?? null }],
          ),
      ),
  };
}

const sentimentLanguages = [
  'ar',
  'de',
  'en',
  'es',
  'fr',
  'hi',
  'it',
  'ja',
  'ko',
  'pt',
  'zh',
  'zh-TW',
] as const;
const sentimentLanguage = (code: string) => z.parse(z.enum(sentimentLanguages), code);
