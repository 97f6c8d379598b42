import { type ComprehendClient, DetectDominantLanguageCommand } from '@aws-sdk/client-comprehend';
import {
  type TranslateClient,
  TranslateTextCommand,
  type TranslateTextCommandInput,
  type TranslateTextCommandOutput,
} from '@aws-sdk/client-translate';
import * as z from 'zod/mini';
import type { Runtime } from '../runtime.ts';
import type { EngineRequest, EngineResult, Services } from './ports.ts';
import { createServiceCall, optionalBudgetMs, share, translateBudgetMs } from './service-call.ts';

export type TextServicesDeps = Readonly<{
  translate: TranslateClient;
  comprehend: ComprehendClient;
  runtime: Runtime;
}>;

/** What both directions need: a text's language, and its translation. */
export function createTextServices({
  translate,
  comprehend,
  runtime,
}: TextServicesDeps): Pick<Services, 'translate' | 'detectLanguage'> {
  const call = createServiceCall(runtime);
  return {
    translate: (request) =>
      call(
        'translate-text',
        translateBudgetMs,
        (abortSignal) => translate.send(new TranslateTextCommand(translateInput(request)), { abortSignal }),
        (output) => engineResult(output, request.source),
      ),
    detectLanguage: (text) =>
      call(
        'detect-dominant-language',
        optionalBudgetMs,
        (abortSignal) => comprehend.send(new DetectDominantLanguageCommand({ Text: text }), { abortSignal }),
        ({ Languages = [] }) =>
          Languages.flatMap(({ LanguageCode, Score }) =>
            LanguageCode === undefined ? [] : [{ code: LanguageCode, score: share(Score ?? 0) }],
          ).sort((one, other) => other.score - one.score),
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
