import type { Sentiment } from '../../../events/message-enriched.v1.ts';

/**
 * Why a service gave no answer. `transient`: may pass by itself (throttling, 5xx, no answer in time). `denied`: a
 * person must mend our rights, or deploy what is missing. `unsupported`: not in this language. `low-confidence`: it
 * would not commit itself to a language. `refused`: never, as asked.
 */
export type ServiceFailure = 'transient' | 'denied' | 'unsupported' | 'low-confidence' | 'refused';

/** `attempts`: how often the call went out, the SDK's own retries included. */
export type ServiceAnswer<Value> = Readonly<
  { ok: true; value: Value; attempts: number } | { ok: false; failure: ServiceFailure; attempts: number }
>;

export type GlossaryTerm = Readonly<{ source: string; target: string }>;

/** What an engine may be asked for beyond the bare translation. */
export type EngineOptions = Readonly<{
  /** Physical name of a custom terminology; the engine takes one at most. */
  terminology?: string;
  formality?: 'formal' | 'informal';
  profanity?: 'mask';
  brevity?: 'on';
}>;

export type EngineRequest = EngineOptions &
  Readonly<{
    /** At most 10,000 UTF-8 bytes; may hold elements with translate="no". */
    text: string;
    /** The engine's codes; `auto` lets it find the source. */
    source: string;
    target: string;
  }>;
export type EngineResult = Readonly<{
  text: string;
  /** The engine's code of the source, found or given. */
  source: string;
  terms: readonly GlossaryTerm[];
  /** What of the request's options the engine says it has honoured; absent = none. */
  appliedSettings?: Omit<EngineOptions, 'terminology'>;
}>;
export type Engine = (request: EngineRequest) => Promise<ServiceAnswer<EngineResult>>;

/** A language code of the service, with its score. */
export type DetectedCode = Readonly<{ code: string; score: number }>;

/** One reading of an utterance; `score` null = the fallback, which has none. */
export type Interpretation = Readonly<{ intent: string; score: number | null }>;

/** The services that read text. None of them throws for what a service may answer. */
export type Services = Readonly<{
  translate: Engine;
  /** Best first. */
  detectLanguage: (text: string) => Promise<ServiceAnswer<readonly DetectedCode[]>>;
  /** At most 5,000 UTF-8 bytes; `language` is one of Comprehend's twelve. */
  detectSentiment: (text: string, language: string) => Promise<ServiceAnswer<Sentiment>>;
  /** At most 1,024 UTF-16 units. */
  recogniseIntent: (text: string, locale: string) => Promise<ServiceAnswer<readonly Interpretation[]>>;
}>;

export type Usage = Readonly<{
  translateCalls: number;
  comprehendCalls: number;
  lexCalls: number;
  /** Characters that the engine was asked to translate and did. */
  translatedCharacters: number;
}>;

/** What one message, its requester and its account may still cost. */
export type Budget = Readonly<{
  /** Takes characters from the account's day and the requester's hour, both or neither. */
  take(spender: Spender, characters: number): Promise<boolean>;
  /** Gives back what was taken and not used. */
  giveBack(spender: Spender, characters: number): Promise<void>;
}>;

export type Spender = Readonly<{
  connector: string;
  account: string;
  requester: string;
  /** When the work is done: mail loops are counted by our clock, not by their senders'. */
  at: Date;
  charactersPerDay: number;
  charactersPerRequesterPerHour: number;
}>;
