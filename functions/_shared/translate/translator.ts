import type { AccountSettings } from '../../../connectors/account.ts';
import { engineOptionsFor, type TranslationSettings } from '../services/engine-options.ts';
import type { Engine } from '../services/ports.ts';
import { characterCount } from '../text/letters.ts';
import type { TranslationOutcome, TranslationTask } from './task.ts';
import { translateContent } from './translate-content.ts';
import {
  type RememberedTranslation,
  type TranslationMemory,
  translationKeyOf,
} from './translation-memory.ts';

/** One text to be translated. */
export type TranslationJob = Omit<TranslationTask, 'keepTerms'> &
  Readonly<{
    /** Without the account's tone: for classifiers, which should read what the customer wrote, swear words and all. */
    plain?: boolean;
    /** The message whose words these are; absent = the one that the translator is for. */
    about?: string;
  }>;

/** Translates what belongs to one message: what is known already is neither paid nor counted against a cap. */
export type Translator = Readonly<{
  /**
   * Takes from the caps what these jobs will cost, known ones left out; false = the caps are used up, and nothing is taken.
   * With `auto` the source found for the first job holds for the others too.
   */
  pay(jobs: readonly [TranslationJob, ...TranslationJob[]]): Promise<boolean>;
  translate(job: TranslationJob): Promise<TranslationOutcome>;
  /** When all is done: gives back what was taken and not used, and waits until what is new is remembered. */
  settle(): Promise<void>;
  /** Characters of jobs whose translation was known. */
  savedCharacters(): number;
}>;

export type TranslatorDeps = Readonly<{
  engine: Engine;
  memory: TranslationMemory;
  /** `zendesk:22129848`; what one account has paid for is not another's to see. */
  scope: string;
  settings: TranslationSettings & Pick<AccountSettings, 'keepTerms' | 'translationMemoryDays'>;
  take: (characters: number) => Promise<boolean>;
  giveBack: (characters: number) => Promise<void>;
  /** Says that a translation of a message's words is kept under this key. True = they have been withdrawn: it is not to be. */
  traceKey: (key: string, about: string | undefined) => Promise<boolean>;
  /** Translates anew what is known; the result takes the known one's place. */
  fresh: boolean;
}>;

/** Makes the translator of one message. */
export function createTranslator(deps: TranslatorDeps): Translator {
  const { settings, memory } = deps;
  const recalled = new Map<string, Promise<RememberedTranslation | null>>();
  /** Each with what went wrong, if anything: it is thrown when all is settled, not before. */
  const writes: Promise<unknown>[] = [];
  const characters = { taken: 0, used: 0, saved: 0 };
  const remembers = settings.translationMemoryDays > 0;

  /** Everything that the engine and the memory need to know of a job. */
  function requestOf({ plain = false, about: _, ...job }: TranslationJob) {
    const { keepTerms } = settings;
    const task: TranslationTask = keepTerms.length === 0 ? job : { ...job, keepTerms };
    const tone = plain ? {} : settings.tone;
    const options = engineOptionsFor({ ...settings, tone }, job.source, job.target);
    return { task, options, key: translationKeyOf({ scope: deps.scope, task, options }) };
  }

  /** Asks the memory once for each key, however often it is wanted. */
  function recall(key: string): Promise<RememberedTranslation | null> {
    const known =
      recalled.get(key) ?? (remembers && !deps.fresh ? memory.recall(key) : Promise.resolve(null));
    recalled.set(key, known);
    return known;
  }

  /** The trace comes first, so that there is no translation that nobody knows of. */
  function keep(key: string, about: string | undefined, translation: RememberedTranslation | null): void {
    const kept = deps.traceKey(key, about).then(async (isWithdrawn) => {
      if (isWithdrawn || translation === null) return;
      await memory.remember(key, translation, settings.translationMemoryDays);
    });
    writes.push(
      kept.then(
        () => null,
        (error: unknown) => error,
      ),
    );
  }

  async function priceOf(job: TranslationJob): Promise<number> {
    if (job.source === job.target) return 0;
    return (await recall(requestOf(job).key)) === null ? characterCount(job.text) : 0;
  }

  return {
    async pay([first, ...others]) {
      const known = first.source === 'auto' ? await recall(requestOf(first).key) : null;
      const source = known?.source ?? first.source;
      const prices = await Promise.all([first, ...others.map((job) => ({ ...job, source }))].map(priceOf));
      const price = prices.reduce((sum, one) => sum + one, 0);
      if (price > 0 && !(await deps.take(price))) return false;
      characters.taken += price;
      return true;
    },
    async translate(job) {
      const { task, options, key } = requestOf(job);
      const known = await recall(key);
      if (known !== null) {
        characters.saved += characterCount(job.text);
        keep(key, job.about, null);
        return { kind: 'translated', ...known };
      }
      const outcome = await translateContent(task, (request) => deps.engine({ ...request, ...options }));
      if (outcome.kind !== 'translated') return outcome;
      characters.used += characterCount(job.text);
      const { kind: _, ...translation } = outcome;
      if (remembers) keep(key, job.about, translation);
      return outcome;
    },
    async settle() {
      const unused = characters.taken - characters.used;
      characters.taken = characters.used;
      const [problems] = await Promise.all([
        Promise.all(writes.splice(0)),
        unused > 0 ? deps.giveBack(unused) : null,
      ]);
      const problem = problems.find((each) => each !== null);
      if (problem !== undefined) throw problem;
    },
    savedCharacters: () => characters.saved,
  };
}
