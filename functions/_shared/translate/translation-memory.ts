import { createHash } from 'node:crypto';
import type { EngineOptions } from '../services/ports.ts';
import { ByteBoundedCache } from './byte-bounded-cache.ts';
import type { TranslationOutcome, TranslationTask } from './task.ts';

/**
 * Part of every key. To be raised when the same request would come out differently by our own doing: other protected
 * tokens, another way of splitting or of putting the pieces together.
 */
const translationVersion = 1;

/** What is kept of a translation: only what was verified, never a failure. */
export type RememberedTranslation = Omit<Extract<TranslationOutcome, { kind: 'translated' }>, 'kind'>;

export type TranslationKeyParts = Readonly<{
  /** `zendesk:22129848`: an account never sees another's texts. */
  scope: string;
  task: TranslationTask;
  /** The terminology's name holds its content's hash. */
  options: EngineOptions;
}>;

/** The key of one translation, as SHA-256: everything that may change what comes out, and the text itself. Pure. */
export function translationKeyOf({ scope, task, options }: TranslationKeyParts): string {
  const { terminology = '', formality = '', profanity = '', brevity = '' } = options;
  const keepTerms = [...new Set(task.keepTerms)].sort();
  const { source, target, text, html = null, keepMarks = false } = task;
  const format = html === null ? 'text' : 'html';
  const parts = [
    scope,
    format,
    source,
    target,
    terminology,
    formality,
    profanity,
    brevity,
    keepTerms,
    keepMarks,
    html ?? text,
  ];
  return createHash('sha256')
    .update(JSON.stringify([translationVersion, ...parts]))
    .digest('hex');
}

/** Where translations are kept beyond the life of one function instance. */
export type TranslationStore = Readonly<{
  /** Null = not known, or no longer. */
  read(key: string): Promise<StoredTranslation | null>;
  write(key: string, stored: StoredTranslation): Promise<void>;
  delete(key: string): Promise<void>;
}>;
export type StoredTranslation = Readonly<{ translation: RememberedTranslation; expiresAt: Date }>;

/** What has been translated before. To recall and to remember does not throw: a memory that fails is a memory that knows nothing. */
export type TranslationMemory = Readonly<{
  recall(key: string): Promise<RememberedTranslation | null>;
  remember(key: string, translation: RememberedTranslation, days: number): Promise<void>;
  /** Throws if the store does not delete it. Other instances of the function may know it until they end. */
  forget(key: string): Promise<void>;
}>;

export type TranslationMemoryDeps = Readonly<{
  store: TranslationStore;
  now: () => Date;
  /** Bytes that the memory in the function may take. */
  maxBytes: number;
  /** Told what failed, and the error; never a text. */
  onProblem: (code: string, error: unknown) => void;
}>;

const msPerDay = 86_400_000;
/** What an entry takes besides its texts: key, dates, the objects themselves. */
const bytesPerEntry = 300;
/** V8 keeps most texts with two bytes per UTF-16 unit. */
const bytesOf = ({ text, html = '', terms }: RememberedTranslation) =>
  bytesPerEntry +
  2 * (text.length + html.length) +
  2 * terms.reduce((sum, { source, target }) => sum + source.length + target.length, 0);

/** The function's own memory in front of the store. */
export function createTranslationMemory({
  store,
  now,
  maxBytes,
  onProblem,
}: TranslationMemoryDeps): TranslationMemory {
  const cache = new ByteBoundedCache<StoredTranslation>(maxBytes);
  const isCurrent = ({ expiresAt }: StoredTranslation) => expiresAt > now();
  const keep = (key: string, stored: StoredTranslation) =>
    cache.set(key, stored, bytesOf(stored.translation));

  return {
    async recall(key) {
      const near = cache.get(key);
      if (near !== undefined && isCurrent(near)) return near.translation;
      try {
        const stored = await store.read(key);
        if (stored === null || !isCurrent(stored)) return null;
        keep(key, stored);
        return stored.translation;
      } catch (error) {
        onProblem('translation-memory-unread', error);
        return null;
      }
    },
    async remember(key, translation, days) {
      const stored = { translation, expiresAt: new Date(now().getTime() + days * msPerDay) };
      keep(key, stored);
      try {
        await store.write(key, stored);
      } catch (error) {
        onProblem('translation-memory-unwritten', error);
      }
    },
    async forget(key) {
      cache.delete(key);
      await store.delete(key);
    },
  };
}
