import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Edit, rememberEdit } from '../../../../functions/_shared/conversation/edits.ts';
import { type ConversationMemory, emptyMemory } from '../../../../functions/_shared/conversation/memory.ts';
import { isNewer } from '../../../../functions/_shared/conversation/stamp.ts';
import { type Enriched, remember } from '../../../../functions/enrich/remember.ts';
import { anEnrichedMessage } from '../../../support/factories.ts';
import { propertyRuns } from '../../../support/property-runs.ts';

type Happening = Readonly<{ kind: 'message'; enriched: Enriched }> | Readonly<{ kind: 'edit'; edit: Edit }>;

const languages = ['es', 'pt', 'fr', 'ja'] as const;
const sentiment = { scores: { positive: 0, negative: 0, neutral: 1, mixed: 0 } };

/** `number` is the place in the vendor's order: half of them in the same second, so that the id decides. */
const stampOf = (number: number) => ({
  at: `2026-01-09T08:00:${String(Math.floor(number / 2)).padStart(2, '0')}Z`,
  message: String(100 + number),
});

const message = fc.record({
  author: fc.constantFrom(
    { id: '1', role: 'requester' } as const,
    { id: '2', role: 'participant' } as const,
    { id: '3', role: 'participant' } as const,
  ),
  code: fc.constantFrom(...languages),
  method: fc.constantFrom('comprehend', 'local', 'translate-auto', 'memory', 'locale'),
  letters: fc.constantFrom(5, 19, 20, 200),
  confidence: fc.constantFrom(0.5, 0.8, 0.99),
  label: fc.constantFrom('NEUTRAL', 'NEGATIVE'),
});
const edit = fc.record({
  value: fc.option(fc.constantFrom('pt', 'fr', 'und'), { nil: null }),
});

const happening = (number: number): fc.Arbitrary<Happening> =>
  fc.oneof(
    message.map(
      ({ author, code, method, letters, confidence, label }): Happening => ({
        kind: 'message',
        enriched: {
          stamp: stampOf(number),
          letters,
          limits: { confident: 0.8, shortTextLetters: 20 },
          changeThreshold: 0.8,
          ticketPriority: null,
          overBudget: false,
          event: anEnrichedMessage({
            author,
            language: { code, confidence, method },
            sentiment: { ...sentiment, label },
            intent: null,
          }),
        },
      }),
    ),
    edit.map(
      ({ value }): Happening => ({
        kind: 'edit',
        edit: {
          command: { name: 'field-edited', field: 'language', value },
          stamp: stampOf(number),
          byRuntimeUser: false,
        },
      }),
    ),
  );

/** What happened in a ticket, and the same in the order in which it was told. */
const told = fc
  .integer({ min: 1, max: 9 })
  .chain((count) => fc.tuple(...Array.from({ length: count }, (_, number) => happening(number))))
  .chain((happened) =>
    fc.record({
      happened: fc.constant<readonly Happening[]>(happened),
      order: fc.shuffledSubarray(happened, { minLength: happened.length }),
    }),
  );

const memoryAfter = (happenings: readonly Happening[], start: ConversationMemory = emptyMemory) =>
  happenings.reduce(
    (memory, each) =>
      each.kind === 'message' ? remember(memory, each.enriched) : (rememberEdit(memory, each.edit) ?? memory),
    start,
  );

/** What decides over the next message's language and its note. */
const deciding = (memory: ConversationMemory) => ({
  authorLanguages: memory.authorLanguages,
  correction: memory.correction?.value ?? null,
  languageEdit: memory.languageEdit,
  lastOfRequester: memory.lastOfRequester,
  sentiments: memory.sentiments,
});

describe('The memory of a conversation', () => {
  test('ends in the same state in whichever order messages and corrections are told', () => {
    fc.assert(
      fc.property(told, ({ happened, order }) => {
        expect(deciding(memoryAfter(order))).toEqual(deciding(memoryAfter(happened)));
      }),
      { numRuns: propertyRuns },
    );
  });

  test('is the same if everything is told twice', () => {
    fc.assert(
      fc.property(told, ({ order }) => {
        expect(memoryAfter([...order, ...order])).toEqual(memoryAfter(order));
      }),
      { numRuns: propertyRuns },
    );
  });

  test('never goes back in time: a firm reading is not replaced by an older one, nor a correction by an older one', () => {
    fc.assert(
      fc.property(told, ({ order }) => {
        for (const [index] of order.entries()) {
          const [before, now] = [memoryAfter(order.slice(0, index)), memoryAfter(order.slice(0, index + 1))];
          for (const [author, known] of Object.entries(before.authorLanguages)) {
            const later = now.authorLanguages[author]!;
            if (known.isWeak !== true) expect(isNewer(known.stamp, later.stamp)).toBe(false);
          }
          if (before.languageEdit !== null)
            expect(isNewer(before.languageEdit, now.languageEdit)).toBe(false);
        }
      }),
      { numRuns: propertyRuns },
    );
  });

  test('a text of fewer than 20 letters leaves what a longer one told as it is', () => {
    fc.assert(
      fc.property(told, ({ order }) => {
        const long = order.filter((each) => each.kind === 'message' && each.enriched.letters >= 20);
        const firm = Object.entries(memoryAfter(long).authorLanguages).filter(
          ([, known]) => known.isWeak !== true,
        );
        const all = memoryAfter(order).authorLanguages;

        for (const [author, known] of firm) expect(all[author]).toEqual(known);
      }),
      { numRuns: propertyRuns },
    );
  });
});
