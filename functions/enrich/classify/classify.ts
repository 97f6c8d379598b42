import type { LanguageTag } from '../../../events/language.ts';
import { undetermined } from '../../../events/language.ts';
import type { Gap, Intent, Sentiment } from '../../../events/message-enriched.v1.ts';
import { lexLocaleFor, sentimentCode, translateCode } from '../../_shared/language/codes.ts';
import type { Services } from '../../_shared/services/ports.ts';
import type { Translator } from '../../_shared/translate/translator.ts';
import { bestIntent, utteranceOf } from './intent.ts';
import { type Route, routeFor } from './route.ts';
import { mostNegative, sentimentPieces } from './sentiment.ts';

export type Readable = Readonly<{ text: string; subject: string | null }>;

/** What the translation brought to light. */
export type AfterTranslation = Readonly<{
  /** The source's language, which `auto` may have found only now. */
  language: LanguageTag;
  agent: Readable | null;
  /** Whether a further translation into English may be paid. */
  canPivot: boolean;
}>;

export type ClassifyInput = Readonly<{
  source: Readable;
  /** Null = only the translation will tell. */
  language: LanguageTag | null;
  agentLanguage: LanguageTag;
  translated: Promise<AfterTranslation>;
  englishPivot: boolean;
  intentThreshold: number;
  lexLocales: Readonly<Record<string, string>>;
}>;

export type ClassifyPorts = Readonly<{
  services: Services;
  translator: Pick<Translator, 'pay' | 'translate'>;
}>;

export type Classified = Readonly<{
  sentiment: Sentiment | null;
  intent: Intent | null;
  gaps: readonly Gap[];
}>;

/** A classifier's answer: `nothing-to-read` is no gap of its own, since what was missing is named already. */
type Reading<Value> = Readonly<
  { kind: 'read'; value: Value } | { kind: 'gap' } | { kind: 'nothing-to-read' }
>;

/** One classifier: which languages it reads, what it reads of a text, and the reading. */
type Classifier<Value> = Readonly<{
  codeOf: (tag: LanguageTag) => string | null;
  /** The stretches of a text that it reads; only these are translated for a pivot. */
  excerptOf: (readable: Readable, language: LanguageTag) => readonly string[];
  read: (excerpt: readonly string[], code: string) => Promise<Value | null>;
}>;

/** Sentiment and intent, each as soon as the text that it reads is there. */
export async function classify(input: ClassifyInput, ports: ClassifyPorts): Promise<Classified> {
  const english = pivotTo(ports);
  const [sentiment, intent] = await Promise.all([
    run(sentimentClassifier(ports.services), input, english),
    run(intentClassifier(ports.services, input), input, english),
  ]);
  return {
    sentiment: sentiment.kind === 'read' ? sentiment.value : null,
    intent: intent.kind === 'read' ? intent.value.intent : null,
    gaps: [
      ...(sentiment.kind === 'gap' ? (['sentiment'] as const) : []),
      ...(intent.kind === 'gap' ? (['intent'] as const) : []),
    ],
  };
}

function sentimentClassifier({ detectSentiment }: Services): Classifier<Sentiment> {
  return {
    codeOf: sentimentCode,
    excerptOf: ({ text }, language) => sentimentPieces(text, language),
    read: async (pieces, code) => {
      const answers = await Promise.all(pieces.map((piece) => detectSentiment(piece, code)));
      const [first, ...rest] = answers.flatMap((answer) => (answer.ok ? [answer.value] : []));
      return first === undefined || rest.length + 1 < pieces.length ? null : mostNegative([first, ...rest]);
    },
  };
}

/** "No intent" is an answer too, so the intent is wrapped. */
function intentClassifier(
  { recogniseIntent }: Services,
  { lexLocales, intentThreshold }: ClassifyInput,
): Classifier<{ intent: Intent | null }> {
  return {
    codeOf: (tag) => lexLocaleFor(tag, lexLocales),
    excerptOf: ({ subject, text }, language) => [
      ...(subject === null ? [] : [utteranceOf(subject, language)]),
      utteranceOf(text, language),
    ],
    read: async (parts, locale) => {
      const answer = await recogniseIntent(utteranceOf(parts.join('\n'), locale.replace('_', '-')), locale);
      return answer.ok ? { intent: bestIntent(answer.value, intentThreshold) } : null;
    },
  };
}

async function run<Value>(
  classifier: Classifier<Value>,
  input: ClassifyInput,
  english: Pivot,
): Promise<Reading<Value>> {
  const routeOf = (source: LanguageTag): Route =>
    routeFor({
      source,
      agent: input.agentLanguage,
      codeOf: classifier.codeOf,
      englishPivot: input.englishPivot,
    });
  const readSource = (code: string, language: LanguageTag) =>
    read(classifier, classifier.excerptOf(input.source, language), code);

  if (input.language !== null) {
    const early = routeOf(input.language);
    if (early.kind === 'source') return readSource(early.code, input.language);
  }
  const after = await input.translated;
  if (after.language === undetermined) return { kind: 'nothing-to-read' };
  const route = routeOf(after.language);
  switch (route.kind) {
    case 'source':
      return readSource(route.code, after.language);
    case 'agent':
      if (after.agent === null) return { kind: 'nothing-to-read' };
      return read(classifier, classifier.excerptOf(after.agent, input.agentLanguage), route.code);
    case 'pivot': {
      if (!after.canPivot) return { kind: 'nothing-to-read' };
      const stretches = classifier.excerptOf(input.source, after.language);
      const translated = await Promise.all(stretches.map((text) => english(text, after.language)));
      const excerpt = translated.filter((text) => text !== null);
      if (excerpt.length < stretches.length) return { kind: 'gap' };
      return read(classifier, excerpt, route.code);
    }
    case 'none':
      return { kind: 'gap' };
  }
}

async function read<Value>(
  classifier: Classifier<Value>,
  excerpt: readonly string[],
  code: string,
): Promise<Reading<Value>> {
  const value = await classifier.read(excerpt, code);
  return value === null ? { kind: 'gap' } : { kind: 'read', value };
}

/** A stretch of text in English, or null if that is not to be had or not to be paid. */
type Pivot = (text: string, language: LanguageTag) => Promise<string | null>;

/** Both classifiers mostly read the same stretch: it is translated once. */
function pivotTo({ translator }: ClassifyPorts): Pivot {
  const done = new Map<string, Promise<string | null>>();
  const translate = async (text: string, language: LanguageTag) => {
    const source = translateCode(language);
    if (source === null) return null;
    const job = { text, source, target: 'en', language, plain: true };
    if (!(await translator.pay([job]))) return null;
    const outcome = await translator.translate(job);
    return outcome.kind === 'translated' ? outcome.text : null;
  };
  return (text, language) => {
    const known = done.get(text) ?? translate(text, language);
    done.set(text, known);
    return known;
  };
}
