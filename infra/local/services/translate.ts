import * as z from 'zod/mini';
import {
  formalityTargets,
  supportsBrevity,
  supportsProfanityMask,
  translateLanguages,
} from '../language/codes.ts';
import type { Identify } from '../language/identify.ts';
import { withoutMarkup } from '../language/markup.ts';
import { maskProfanity } from '../language/profanity.ts';
import { checkTextSize, parseRequest, refuseUnknownOperation } from '../language/request.ts';
import { applyTerminology, type Terminology } from '../language/terminology.ts';
import {
  type LocalService,
  type ServiceAnswer,
  type ServiceCall,
  ServiceError,
  type TranslateEngine,
  type TranslateRequest,
  type TranslateResult,
} from '../ports.ts';

/** Amazon Translate, "Guidelines and quotas": input text of one TranslateText. */
const maxTextBytes = 10_000;
/** Below this, Translate does not trust its own detection and throws DetectedLanguageLowConfidenceException. */
const minDetectionScore = 0.5;

const languageCode = z.string().check(z.minLength(2), z.maxLength(5));
const translateTextRequest = z.object({
  Text: z.string().check(z.minLength(1)),
  SourceLanguageCode: languageCode,
  TargetLanguageCode: languageCode,
  TerminologyNames: z.nullish(
    z.array(z.string().check(z.minLength(1), z.maxLength(256), z.regex(/^([A-Za-z0-9-]_?)+$/))),
  ),
  Settings: z.nullish(
    z.object({
      Formality: z.nullish(z.enum(['FORMAL', 'INFORMAL'])),
      Profanity: z.nullish(z.enum(['MASK'])),
      Brevity: z.nullish(z.enum(['ON'])),
    }),
  ),
});
type TranslateTextRequest = z.infer<typeof translateTextRequest>;

export type TranslateOptions = Readonly<{
  /** The first that knows a pair translates it. */
  engines: readonly TranslateEngine[];
  identify: Identify;
  /** Custom terminologies by name. */
  terminologies?: ReadonlyMap<string, Terminology>;
}>;

/** A local Amazon Translate that speaks TranslateText. */
export function createTranslate(options: TranslateOptions): LocalService {
  return {
    name: 'translate',
    handle: async (call) =>
      call.operation === 'TranslateText'
        ? translateText(call, options)
        : refuseUnknownOperation('Translate', call.operation),
  };
}

async function translateText(call: ServiceCall, options: TranslateOptions): Promise<ServiceAnswer> {
  call.authorize('translate:TranslateText', '*');
  const request = parseRequest(translateTextRequest, call.input);
  checkTextSize(request.Text, maxTextBytes);
  const target = request.TargetLanguageCode;
  checkPair(request.SourceLanguageCode, target);
  const terminology = findTerminology(request, options);
  if (terminology !== null) call.authorize('translate:TranslateText', terminology.arn);
  const source = await resolveSource(request, call, options.identify);
  const languages = { SourceLanguageCode: source, TargetLanguageCode: target };
  if (source === target) {
    return { output: { TranslatedText: request.Text, ...languages }, billedCharacters: 0 };
  }
  const prepared = applyTerminology(request.Text, { source, target }, terminology);
  const settings = appliedSettings(request, source);
  const result = await firstTranslation(options.engines, {
    text: prepared.text,
    source,
    target,
    ...(settings ? { settings } : {}),
  });
  const translated = prepared.restore(result.text);
  return {
    output: {
      TranslatedText: settings?.Profanity === 'MASK' ? maskProfanity(translated) : translated,
      ...languages,
      ...(terminology ? { AppliedTerminologies: [{ Name: terminology.name, Terms: prepared.terms }] } : {}),
      ...(settings ? { AppliedSettings: settings } : {}),
    },
    engine: result.engine,
    billedCharacters: [...request.Text].length,
  };
}

function unsupportedPair(source: string, target: string): ServiceError {
  return new ServiceError(
    'UnsupportedLanguagePairException',
    400,
    `Unsupported language pair: ${source} to ${target}.`,
    { SourceLanguageCode: source, TargetLanguageCode: target },
  );
}

function checkPair(source: string, target: string): void {
  const sourceKnown = source === 'auto' || translateLanguages.has(source);
  if (!sourceKnown || !translateLanguages.has(target)) throw unsupportedPair(source, target);
}

/** The language to translate from; `auto` asks Comprehend on the caller's behalf, with the caller's rights. */
async function resolveSource(
  request: TranslateTextRequest,
  call: ServiceCall,
  identify: Identify,
): Promise<string> {
  if (request.SourceLanguageCode !== 'auto') return request.SourceLanguageCode;
  call.authorize('comprehend:DetectDominantLanguage', '*');
  const [best] = await identify(withoutMarkup(request.Text));
  if (best === undefined || best.score < minDetectionScore) {
    throw new ServiceError(
      'DetectedLanguageLowConfidenceException',
      400,
      'The confidence of the detected language is too low to translate from it.',
      best ? { DetectedLanguageCode: best.code } : {},
    );
  }
  checkPair(best.code, request.TargetLanguageCode);
  return best.code;
}

function findTerminology(
  request: TranslateTextRequest,
  options: TranslateOptions,
): (Terminology & { name: string }) | null {
  const names = request.TerminologyNames ?? [];
  if (names.length > 1) {
    throw new ServiceError('InvalidRequestException', 400, 'At most one terminology can be applied.');
  }
  const [name] = names;
  if (name === undefined) return null;
  const terminology = options.terminologies?.get(name);
  if (terminology) return { ...terminology, name };
  throw new ServiceError('ResourceNotFoundException', 404, `The terminology ${name} does not exist.`);
}

/** What the service will honour of the settings; what the pair does not support is dropped in silence, as the real one does. */
function appliedSettings(request: TranslateTextRequest, source: string): TranslateRequest['settings'] | null {
  const { Settings: wanted, TargetLanguageCode: target } = request;
  const applied = {
    ...(wanted?.Formality && formalityTargets.has(target) ? { Formality: wanted.Formality } : {}),
    ...(wanted?.Profanity && supportsProfanityMask(source, target) ? { Profanity: wanted.Profanity } : {}),
    ...(wanted?.Brevity && supportsBrevity(source, target) ? { Brevity: wanted.Brevity } : {}),
  };
  return Object.keys(applied).length > 0 ? applied : null;
}

async function firstTranslation(
  engines: readonly TranslateEngine[],
  request: TranslateRequest,
): Promise<TranslateResult> {
  for (const engine of engines) {
    const result = await engine.translate(request);
    if (result !== null) return result;
  }
  throw unsupportedPair(request.source, request.target);
}
