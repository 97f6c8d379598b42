import timers from 'node:timers/promises';
import * as z from 'zod/mini';
import { type ClassifiedIntent, trainIntents } from '../language/intents.ts';
import { parseRequest, refuseUnknownOperation } from '../language/request.ts';
import { type LocalService, type ServiceAnswer, ServiceError } from '../ports.ts';

const fallbackSignature = 'AMAZON.FallbackIntent';
/** The most likely intent and up to four alternatives. */
const maxInterpretations = 5;
/** Lex V2 quotas: characters of one text input. */
const maxTextUnits = 1024;

/** `Properties` of an AWS::Lex::Bot, as far as a text needs them. */
const lexBotProperties = z.object({
  BotLocales: z.array(
    z.object({
      LocaleId: z.string(),
      NluConfidenceThreshold: z.number().check(z.gte(0), z.lte(1)),
      Intents: z.array(
        z.object({
          Name: z.string(),
          ParentIntentSignature: z.optional(z.string()),
          SampleUtterances: z.optional(z.array(z.object({ Utterance: z.string() }))),
        }),
      ),
    }),
  ),
});
export type LexBotProperties = z.infer<typeof lexBotProperties>;

/** The template's bot; throws ZodError if it has not the shape of an AWS::Lex::Bot. */
export function parseLexBot(properties: unknown): LexBotProperties {
  return z.parse(lexBotProperties, properties);
}

export type LexOptions = Readonly<{
  bot: LexBotProperties;
  botId: string;
  aliasId: string;
  /** What the caller's role must allow `lex:RecognizeText` on. */
  aliasArn: string;
  /** Locales that the alias has enabled; a locale of the bot that is missing here cannot be spoken to. */
  enabledLocales: readonly string[];
  /** Asks somebody else, such as a deployed bot, instead of training on the bot's utterances. */
  askElsewhere?: (text: string, localeId: string, sessionId: string) => Promise<readonly ClassifiedIntent[]>;
}>;

const recognizeTextRequest = z.object({
  botId: z.string().check(z.regex(/^[0-9a-zA-Z]{10}$/)),
  botAliasId: z.string().check(z.regex(/^(?:TSTALIASID|[0-9a-zA-Z]{10})$/)),
  localeId: z.string().check(z.minLength(1)),
  sessionId: z.string().check(z.minLength(2), z.maxLength(100), z.regex(/^[0-9a-zA-Z._:-]+$/)),
  text: z.string().check(
    z.minLength(1),
    // Lex counts UTF-16 units; zod's own check counts characters.
    z.refine(
      (text) => text.length <= maxTextUnits,
      `Member must have length less than or equal to ${maxTextUnits}`,
    ),
  ),
  requestAttributes: z.nullish(z.record(z.string(), z.string())),
  sessionState: z.nullish(z.object({ sessionAttributes: z.nullish(z.record(z.string(), z.string())) })),
});
type RecognizeTextRequest = z.infer<typeof recognizeTextRequest>;

type Locale = Readonly<{
  classify: (text: string, sessionId: string) => Promise<readonly ClassifiedIntent[]>;
  fallback: string;
  /** All scores below it: the fallback intent comes first. */
  threshold: number;
}>;

function buildLocale(locale: LexBotProperties['BotLocales'][number], { askElsewhere }: LexOptions): Locale {
  const fallback = locale.Intents.find((intent) => intent.ParentIntentSignature === fallbackSignature);
  if (fallback === undefined)
    throw new Error(`Lex builds no locale without a fallback intent: ${locale.LocaleId}.`);
  const train = () => {
    const classify = trainIntents(
      locale.Intents.filter((intent) => intent !== fallback).map((intent) => ({
        name: intent.Name,
        utterances: (intent.SampleUtterances ?? []).map(({ Utterance }) => Utterance),
      })),
    );
    return async (text: string) => classify(text);
  };
  return {
    classify: askElsewhere ? (text, sessionId) => askElsewhere(text, locale.LocaleId, sessionId) : train(),
    fallback: fallback.Name,
    threshold: locale.NluConfidenceThreshold,
  };
}

/** A local Lex Runtime V2 for bots without slots: RecognizeText by a classifier trained on the bot's own utterances. */
export function createLex(options: LexOptions): LocalService {
  const locales = new Map(
    options.bot.BotLocales.map((locale) => [locale.LocaleId, buildLocale(locale, options)]),
  );
  const busySessions = new Set<string>();
  return {
    name: 'lex',
    handle: async (call) => {
      if (call.operation !== 'RecognizeText') return refuseUnknownOperation('Lex', call.operation);
      call.authorize('lex:RecognizeText', options.aliasArn);
      const request = parseRequest(recognizeTextRequest, call.input);
      const locale = findLocale(request, options, locales);
      return takeTurn(request, busySessions, () =>
        recognize(request, locale, options.askElsewhere ? 'aws' : 'classifier'),
      );
    },
  };
}

function notFound(what: string): ServiceError {
  return new ServiceError('ResourceNotFoundException', 404, `The ${what} could not be found.`);
}

function findLocale(
  request: RecognizeTextRequest,
  options: LexOptions,
  locales: ReadonlyMap<string, Locale>,
): Locale {
  if (request.botId !== options.botId) throw notFound(`bot ${request.botId}`);
  if (request.botAliasId !== options.aliasId) throw notFound(`alias ${request.botAliasId}`);
  const locale = locales.get(request.localeId);
  if (locale === undefined || !options.enabledLocales.includes(request.localeId)) {
    throw notFound(`locale ${request.localeId} of this alias`);
  }
  return locale;
}

/** A session takes one turn at a time: a second call while one is running is a conflict. */
async function takeTurn(
  { sessionId }: RecognizeTextRequest,
  busySessions: Set<string>,
  turn: () => Promise<ServiceAnswer>,
): Promise<ServiceAnswer> {
  if (busySessions.has(sessionId)) {
    throw new ServiceError('ConflictException', 409, 'Another turn of this session is still running.');
  }
  busySessions.add(sessionId);
  try {
    await timers.setImmediate();
    return await turn();
  } finally {
    busySessions.delete(sessionId);
  }
}

function interpretationOf(intent: ClassifiedIntent, threshold: number) {
  return {
    intent: {
      name: intent.name,
      slots: {},
      state: intent.score >= threshold ? 'ReadyForFulfillment' : 'InProgress',
      confirmationState: 'None',
    },
    nluConfidence: { score: intent.score },
    interpretationSource: 'Lex',
  };
}

async function recognize(
  request: RecognizeTextRequest,
  locale: Locale,
  engine: string,
): Promise<ServiceAnswer> {
  const ranked = await locale.classify(request.text, request.sessionId);
  const isUnderstood = (ranked[0]?.score ?? 0) >= locale.threshold;
  const fallback = {
    intent: { name: locale.fallback, slots: {}, state: 'ReadyForFulfillment', confirmationState: 'None' },
    interpretationSource: 'Lex',
  };
  const known = ranked.map((intent) => interpretationOf(intent, locale.threshold));
  const interpretations = (isUnderstood ? [...known, fallback] : [fallback, ...known]).slice(
    0,
    maxInterpretations,
  );
  return {
    output: {
      sessionId: request.sessionId,
      sessionState: {
        dialogAction: { type: 'Close' },
        intent: interpretations[0]?.intent,
        sessionAttributes: request.sessionState?.sessionAttributes ?? {},
      },
      interpretations,
      requestAttributes: request.requestAttributes ?? {},
    },
    engine,
  };
}
