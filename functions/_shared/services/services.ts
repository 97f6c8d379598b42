import {
  type ComprehendClient,
  DetectDominantLanguageCommand,
  DetectSentimentCommand,
} from '@aws-sdk/client-comprehend';
import { type LexRuntimeV2Client, RecognizeTextCommand } from '@aws-sdk/client-lex-runtime-v2';
import {
  type TranslateClient,
  TranslateTextCommand,
  type TranslateTextCommandInput,
  type TranslateTextCommandOutput,
} from '@aws-sdk/client-translate';
import * as z from 'zod/mini';
import { sentiment } from '../../../events/message-enriched.v1.ts';
import type { Runtime } from '../runtime.ts';
import { attemptsOf, failureOf } from './failures.ts';
import type { EngineRequest, EngineResult, ServiceAnswer, Services } from './ports.ts';

/** A translation is worth waiting for. */
const translateBudgetMs = 6_000;
/** What only helps gets one short retry budget, all tries together. */
const optionalBudgetMs = 3_000;

export type ServicesDeps = Readonly<{
  translate: TranslateClient;
  comprehend: ComprehendClient;
  lex: LexRuntimeV2Client;
  bot: Readonly<{ botId: string; botAliasId: string }>;
  /** Unique per call: intents have no slots, so nothing is to be remembered between two messages. */
  newSessionId: () => string;
  runtime: Runtime;
}>;

/** What a call says of itself besides the answer. */
const metadata = z.object({ attempts: z.optional(z.number()) });

const scores = z.object({
  Positive: z.number(),
  Negative: z.number(),
  Neutral: z.number(),
  Mixed: z.number(),
});

/** Scores come as 32-bit floats and may be a hair above 1. */
const share = (value: number) => Math.min(1, Math.max(0, value));

/** The AWS services behind the ports. What goes wrong is logged by operation and error name, and given as a failure. */
export function createServices(deps: ServicesDeps): Services {
  async function call<Output extends { $metadata: object }, Value>(
    operation: string,
    budgetMs: number,
    send: (abortSignal: AbortSignal) => Promise<Output>,
    read: (output: Output) => Value,
  ): Promise<ServiceAnswer<Value>> {
    try {
      const output = await send(AbortSignal.timeout(budgetMs));
      const { attempts = 1 } = z.parse(metadata, output.$metadata);
      return { ok: true, value: read(output), attempts };
    } catch (error) {
      const failure = failureOf(error);
      deps.runtime.logProblem({
        code: `${operation}-${failure}`,
        level: failure === 'denied' ? 'error' : 'warn',
        error,
      });
      return { ok: false, failure, attempts: attemptsOf(error) };
    }
  }

  return {
    translate: (request) =>
      call(
        'translate-text',
        translateBudgetMs,
        (abortSignal) =>
          deps.translate.send(new TranslateTextCommand(translateInput(request)), { abortSignal }),
        (output) => engineResult(output, request.source),
      ),
    detectLanguage: (text) =>
      call(
        'detect-dominant-language',
        optionalBudgetMs,
        (abortSignal) =>
          deps.comprehend.send(new DetectDominantLanguageCommand({ Text: text }), { abortSignal }),
        ({ Languages = [] }) =>
          Languages.flatMap(({ LanguageCode, Score }) =>
            LanguageCode === undefined ? [] : [{ code: LanguageCode, score: share(Score ?? 0) }],
          ).sort((one, other) => other.score - one.score),
      ),
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

function translateInput({
  text,
  source,
  target,
  terminology,
  formality,
  profanity,
  brevity,
}: EngineRequest): TranslateTextCommandInput {
  const settings = {
    ...(formality === undefined ? {} : { Formality: awsFormality[formality] }),
    ...(profanity === undefined ? {} : { Profanity: 'MASK' as const }),
    ...(brevity === undefined ? {} : { Brevity: 'ON' as const }),
  };
  return {
    Text: text,
    SourceLanguageCode: source,
    TargetLanguageCode: target,
    ...(terminology === undefined ? {} : { TerminologyNames: [terminology] }),
    ...(Object.keys(settings).length === 0 ? {} : { Settings: settings }),
  };
}
const awsFormality = { formal: 'FORMAL', informal: 'INFORMAL' } as const;

function engineResult(output: TranslateTextCommandOutput, source: string): EngineResult {
  const { Formality, Profanity, Brevity } = output.AppliedSettings ?? {};
  const appliedSettings: EngineResult['appliedSettings'] = {
    ...(Formality === undefined ? {} : { formality: Formality === 'FORMAL' ? 'formal' : 'informal' }),
    ...(Profanity === undefined ? {} : { profanity: 'mask' }),
    ...(Brevity === undefined ? {} : { brevity: 'on' }),
  };
  return {
    text: z.parse(z.string(), output.TranslatedText),
    source: output.SourceLanguageCode ?? source,
    terms: (output.AppliedTerminologies ?? [])
      .flatMap(({ Terms = [] }) => Terms)
      .flatMap(({ SourceText, TargetText }) =>
        SourceText && TargetText ? [{ source: SourceText, target: TargetText }] : [],
      ),
    ...(Object.keys(appliedSettings).length === 0 ? {} : { appliedSettings }),
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
