import type { GlossaryTerm, ServiceFailure } from '../services/ports.ts';
import type { TokenOptions } from '../text/tokens.ts';

export type TranslationTask = Readonly<
  TokenOptions & {
    text: string;
    /** The same with its markup, where there is some worth keeping. */
    html?: string | null;
    /** The engine's codes; `auto` = let the engine find the source. */
    source: string;
    target: string;
    /** BCP 47, for sentence ends; `und` if unknown. */
    language: string;
  }
>;

export type TranslationFailure = ServiceFailure | 'damaged';

export type TranslationOutcome = Readonly<
  | {
      kind: 'translated';
      text: string;
      /** Of an HTML text: the same with its markup, sanitised. */
      html?: string;
      source: string;
      terms: readonly GlossaryTerm[];
    }
  /** The engine's source turned out to be the target. */
  | { kind: 'same-language'; source: string }
  /** `damaged`: the engine changed a number, address or other protected token whatever was tried. */
  | { kind: 'failed'; failure: TranslationFailure }
>;
