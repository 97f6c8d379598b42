import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { CatchUpFrom, CatchUpOutcome } from '../../../../connectors/contract.ts';
import { eventIdOf } from '../../../../events/ids.ts';
import { type CatchUpPorts, catchUp, type Run } from '../../../../functions/reconcile/catch-up.ts';
import { anAccount } from '../../../support/factories.ts';
import { mapTraces } from '../../../support/map-traces.ts';
import { propertyRuns, propertyTimeoutMs } from '../../../support/property-runs.ts';
import { aFoundHint, aFoundMessage, aPage, mapCursors } from '../../../support/reconcile-bench.ts';

/** Where a run may die. */
const places = [
  'before publishing',
  'after publishing',
  'before the mark',
  'before the move',
  'after the move',
] as const;
type Death = Readonly<{ at: (typeof places)[number]; after: number }>;

/** `write`: a customer's message, of which a webhook tells in time, too late or never. `run`: one, or two side by side. */
type Step =
  | Readonly<{ kind: 'write'; webhook: 'in time' | 'late' | 'never'; asHint: boolean }>
  | Readonly<{ kind: 'run'; runs: 1 | 2; pages: number; death: Death | null }>;

const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant('write'),
      webhook: fc.constantFrom('in time', 'late', 'never'),
      asHint: fc.boolean(),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('run'),
      runs: fc.constantFrom(1, 2),
      pages: fc.integer({ min: 1, max: 4 }),
      death: fc.option(fc.record({ at: fc.constantFrom(...places), after: fc.integer({ min: 0, max: 3 }) })),
    }),
  },
);

class DiedError extends Error {}

/** The key under which `enrich` puts a message down. */
function enrichKey(message: string): string {
  const parts = { connector: 'zendesk', account: '22129848', message, attempt: 1 };
  return `enrich:${eventIdOf({ type: 'message.enriched.v1', ...parts })}`;
}

/** A helpdesk with two messages a page, the last of the page before among them once more; a ledger; and `enrich`. */
class Model {
  readonly #written: { message: string; asHint: boolean }[] = [];
  readonly #late: string[] = [];
  readonly #ledger = new Set<string>();
  readonly #cursors = mapCursors();
  readonly #traces = mapTraces();
  /** How often each message got a note. */
  readonly notes = new Map<string, number>();
  readonly published: string[] = [];

  get writtenIds(): readonly string[] {
    return this.#written.map(({ message }) => message);
  }

  write({ webhook, asHint }: Extract<Step, { kind: 'write' }>): void {
    const message = String(this.#written.length + 1);
    this.#written.push({ message, asHint });
    if (webhook === 'in time') this.#enrich(message);
    if (webhook === 'late') this.#late.push(message);
  }

  webhooksArrive(): void {
    for (const message of this.#late.splice(0)) this.#enrich(message);
  }

  /** Once, whoever told of it, as the ledger has it. */
  #enrich(message: string): void {
    if (this.#ledger.has(enrichKey(message))) return;
    this.#ledger.add(enrichKey(message));
    this.notes.set(message, (this.notes.get(message) ?? 0) + 1);
  }

  async #page({ cursor }: CatchUpFrom): Promise<CatchUpOutcome> {
    const from = Number(cursor ?? 0);
    const to = Math.min(from + 2, this.#written.length);
    await Promise.resolve();
    const found = this.#written
      .slice(Math.max(from - 1, 0), to)
      .map(({ message, asHint }) => (asHint ? aFoundHint(message, 'message-id') : aFoundMessage(message)));
    return aPage(String(to), to === this.#written.length, ...found);
  }

  async run(pages: number, death: Death | null): Promise<void> {
    let pagesLeft = pages;
    const run: Run = {
      until: new Date('2026-01-09T08:05:00Z'),
      firstLookFrom: new Date('2026-01-09T07:50:00Z'),
      hasTimeForAnother: () => {
        pagesLeft -= 1;
        return pagesLeft >= 0;
      },
      inTime: (work) => work,
    };
    try {
      await catchUp(anAccount(), { catchUp: (from) => this.#page(from) }, run, this.#ports(death));
    } catch (error) {
      if (!(error instanceof DiedError)) throw error;
    }
  }

  #ports(death: Death | null): CatchUpPorts {
    let left = death?.after ?? 0;
    const pass = (at: Death['at']) => {
      if (death?.at !== at) return;
      left -= 1;
      if (left < 0) throw new DiedError();
    };
    return {
      traces: this.#traces,
      lookup: async (keys) => {
        await Promise.resolve();
        return new Set(keys.filter((key) => this.#ledger.has(key)));
      },
      publish: async ({ entry }) => {
        pass('before publishing');
        await Promise.resolve();
        const { message } = JSON.parse(entry.Detail);
        this.published.push(message);
        this.#enrich(message);
        pass('after publishing');
      },
      mark: async (key) => {
        pass('before the mark');
        this.#ledger.add(key);
      },
      onUnusable: (error) => {
        throw error;
      },
      cursors: {
        read: this.#cursors.read,
        move: async (account, from, to) => {
          pass('before the move');
          const moved = await this.#cursors.move(account, from, to);
          pass('after the move');
          return moved;
        },
      },
    };
  }
}

it('every message ends in exactly one note, whatever webhooks are lost or late, wherever runs die and however they overlap', {
  timeout: propertyTimeoutMs,
}, async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 25 }), async (steps) => {
      // Prepare
      const model = new Model();
      // Act
      for (const each of steps) {
        if (each.kind === 'write') model.write(each);
        else await Promise.all(Array.from({ length: each.runs }, () => model.run(each.pages, each.death)));
      }
      await model.run(100, null);
      model.webhooksArrive();
      await model.run(100, null);
      // Assess
      const notes = [...model.notes].sort(([one], [other]) => Number(one) - Number(other));
      expect(notes).toEqual(model.writtenIds.map((message) => [message, 1]));
    }),
    { numRuns: propertyRuns },
  );
});

it('without deaths and overlaps nothing is published twice, and nothing that a webhook told of in time', {
  timeout: propertyTimeoutMs,
}, async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 25 }), async (steps) => {
      // Prepare
      const model = new Model();
      const inTime: string[] = [];
      // Act
      for (const each of steps) {
        if (each.kind === 'run') await model.run(each.pages, null);
        else model.write(each);
        if (each.kind === 'write' && each.webhook === 'in time') inTime.push(model.writtenIds.at(-1)!);
      }
      await model.run(100, null);
      // Assess
      expect(new Set(model.published).size).toBe(model.published.length);
      expect(model.published.filter((message) => inTime.includes(message))).toEqual([]);
    }),
    { numRuns: propertyRuns },
  );
});
