import { type LanguageReading, type LanguageTag, sameLanguage, undetermined } from '../../events/language.ts';
import type { Gap, Intent, MessageEnriched, Sentiment } from '../../events/message-enriched.v1.ts';
import { tagOfServiceCode, translateCode } from '../_shared/language/codes.ts';
import { localeReading, withDecisiveFirst } from '../_shared/language/decide.ts';
import type { KnownLanguages } from '../_shared/language/read.ts';
import type { Services } from '../_shared/services/ports.ts';
import { maskedForReading } from '../_shared/text/guard.ts';
import type { TranslationOutcome } from '../_shared/translate/task.ts';
import type { TranslationJob, Translator } from '../_shared/translate/translator.ts';
import { type Classified, classify, type Readable } from './classify/classify.ts';

export type Translation = NonNullable<MessageEnriched['translation']>;

export type InterpretInput = Readonly<{
  text: string;
  /** The same with its markup; null = none worth keeping. */
  html: string | null;
  /** A new ticket's subject; null = this message has none. */
  subject: string | null;
  reading: LanguageReading;
  /** Everything that was weighed for it. */
  weighed: readonly LanguageReading[];
  /** False = Comprehend was asked for the language and did not answer, so nothing is known of how sure one may be. */
  detectionAnswered: boolean;
  known: KnownLanguages;
  agentLanguage: LanguageTag;
  /** A text of so few letters gets no remark that its language is not sure. */
  isShort: boolean;
  englishPivot: boolean;
  intentThreshold: number;
  lexLocales: Readonly<Record<string, string>>;
  /** Whether a translation that fails for the moment may be tried again later. */
  mayWait: boolean;
  /** An agent has stopped the notes: only what the source itself tells is read. */
  isPaused: boolean;
}>;

export type InterpretPorts = Readonly<{
  services: Services;
  translator: Pick<Translator, 'pay' | 'translate'>;
}>;

export type Interpreted = Readonly<{
  language: LanguageReading;
  /** Everything that was weighed, what decided first. */
  languageEvidence: readonly LanguageReading[];
  translation: Translation | null;
  subjectTranslation: string | null;
  sentiment: Sentiment | null;
  intent: Intent | null;
  gaps: readonly Gap[];
}>;

/** `try-later`: the translation is to be had, only not now. */
export type InterpretOutcome = Readonly<{ kind: 'interpreted'; value: Interpreted } | { kind: 'try-later' }>;

/** Translate says which language it found, not how sure it is. */
const autoConfidence = 0.5;

type Translated = Readonly<
  | { kind: 'translated'; language: LanguageReading; translation: Translation; subject: string | null }
  | { kind: 'not-needed'; language: LanguageReading }
  | { kind: 'over-budget'; language: LanguageReading }
  | { kind: 'missing'; language: LanguageReading; gap: 'translation' | 'language' | null }
  | { kind: 'try-later'; language: LanguageReading }
>;

/**
 * Reads one message in the agent's stead: translation beside sentiment and intent wherever these read the source, else
 * after it. What could not be had is named in `gaps`; a classifier that lacked only the translation is not named twice.
 */
export async function interpret(input: InterpretInput, ports: InterpretPorts): Promise<InterpretOutcome> {
  const translating = translateMessage(input, ports);
  const classified = await classify(
    {
      source: maskedReadable({ text: input.text, subject: input.subject }),
      agentLanguage: input.agentLanguage,
      englishPivot: input.englishPivot,
      intentThreshold: input.intentThreshold,
      lexLocales: input.lexLocales,
      language: input.reading.code === undetermined ? null : input.reading.code,
      translated: translating.then((result) => ({
        language: result.language.code,
        canPivot: result.kind === 'translated' || result.kind === 'missing',
        agent:
          result.kind === 'translated'
            ? maskedReadable({ text: result.translation.text, subject: result.subject })
            : null,
      })),
    },
    ports,
  );
  const translated = await translating;
  if (translated.kind === 'try-later') return { kind: 'try-later' };
  return { kind: 'interpreted', value: interpretedOf(translated, classified, input) };
}

/** What Comprehend and Lex see: before a text is cut for them, so that no cut runs through what is masked. */
const maskedReadable = ({ text, subject }: Readable): Readable => ({
  text: maskedForReading(text),
  subject: subject === null ? null : maskedForReading(subject),
});

function interpretedOf(
  translated: Exclude<Translated, { kind: 'try-later' }>,
  classified: Classified,
  { weighed, detectionAnswered, isShort }: InterpretInput,
): Interpreted {
  const doubted = translated.language.method === 'translate-auto' && detectionAnswered;
  const gaps: Gap[] = [
    ...(doubted && !isShort ? (['language'] as const) : []),
    ...(translated.kind === 'missing' && translated.gap !== null ? [translated.gap] : []),
    ...(translated.kind === 'over-budget' ? (['budget'] as const) : []),
    ...classified.gaps,
  ];
  return {
    language: translated.language,
    languageEvidence: withDecisiveFirst(translated.language, weighed),
    translation: translated.kind === 'translated' ? translated.translation : null,
    subjectTranslation: translated.kind === 'translated' ? translated.subject : null,
    sentiment: classified.sentiment,
    intent: classified.intent,
    gaps,
  };
}

async function translateMessage(input: InterpretInput, ports: InterpretPorts): Promise<Translated> {
  const { reading, agentLanguage } = input;
  const isReadable = reading.code !== undetermined && sameLanguage(reading.code, agentLanguage);
  if (isReadable || input.isPaused) {
    return { kind: 'not-needed', language: reading };
  }
  const target = translateCode(agentLanguage);
  const source = reading.code === undetermined ? 'auto' : translateCode(reading.code);
  if (target === null || source === null) return { kind: 'missing', language: reading, gap: 'translation' };
  const job = (text: string, html: string | null = null): TranslationJob => ({
    text,
    html,
    source,
    target,
    language: reading.code,
  });
  const subject = input.subject === null ? [] : [job(input.subject)];
  if (!(await ports.translator.pay([job(input.text, input.html), ...subject]))) {
    return { kind: 'over-budget', language: reading };
  }
  return translateWith(source, target, input, ports);
}

/** With an explicit source the subject goes beside the text, else after it, with the source that was found. */
async function translateWith(
  source: string,
  target: string,
  input: InterpretInput,
  ports: Pick<InterpretPorts, 'translator'>,
): Promise<Translated> {
  const { reading } = input;
  const task = (text: string, from: string, html: string | null = null) =>
    ports.translator.translate({ text, html, source: from, target, language: reading.code });
  const subjectFrom = async (from: string) => (input.subject === null ? null : task(input.subject, from));
  const besideText = source === 'auto' ? null : subjectFrom(source);
  const text = await task(input.text, source, input.html);
  if (text.kind === 'failed') {
    await besideText;
    return failed(text.failure, source, target, input, ports);
  }
  const language = source === 'auto' ? foundByEngine(text.source) : reading;
  if (text.kind === 'same-language') {
    await besideText;
    return { kind: 'not-needed', language };
  }
  const subject = await (besideText ?? subjectFrom(text.source));
  return {
    kind: 'translated',
    language,
    translation: {
      text: text.text,
      ...(text.html === undefined ? {} : { html: text.html }),
      source: language.code,
      target: input.agentLanguage,
      terms: [...text.terms],
    },
    subject: subject?.kind === 'translated' ? subject.text : null,
  };
}

const foundByEngine = (code: string): LanguageReading => ({
  code: tagOfServiceCode(code) ?? undetermined,
  confidence: autoConfidence,
  method: 'translate-auto',
});

type Failure = Extract<TranslationOutcome, { kind: 'failed' }>['failure'];

async function failed(
  failure: Failure,
  source: string,
  target: string,
  input: InterpretInput,
  ports: Pick<InterpretPorts, 'translator'>,
): Promise<Translated> {
  const { reading } = input;
  switch (failure) {
    case 'transient':
    case 'denied':
      if (input.mayWait) return { kind: 'try-later', language: reading };
      return { kind: 'missing', language: reading, gap: 'translation' };
    case 'low-confidence': {
      const weaker = weakerReading(input);
      const code = weaker === null ? null : translateCode(weaker.code);
      // That nothing needs to be translated takes more than a locale that nobody chose.
      const isGuess = code === target && weaker?.method === 'locale' && !input.isShort;
      if (source !== 'auto' || weaker === null || code === null || isGuess) {
        return { kind: 'missing', language: reading, gap: input.isShort ? null : 'language' };
      }
      if (code === target) return { kind: 'not-needed', language: weaker };
      return translateWith(code, target, { ...input, reading: weaker }, ports);
    }
    case 'unsupported':
    case 'refused':
    case 'damaged':
      return { kind: 'missing', language: reading, gap: 'translation' };
  }
}

/**
 * What is left to go by when Translate does not commit itself. Where Comprehend has answered, memory and locale have been
 * weighed against the text already, and there were none or the text denied them.
 */
function weakerReading({ detectionAnswered, known }: InterpretInput): LanguageReading | null {
  if (detectionAnswered) return null;
  const { memory, locale } = known;
  if (memory !== null) return { ...memory, method: 'memory' };
  return locale === null ? null : localeReading(locale);
}
