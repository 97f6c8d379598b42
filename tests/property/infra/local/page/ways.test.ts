import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { JournalEntry } from '../../../../../infra/local/journal.ts';
import { way } from '../../../../../infra/local/page/api.ts';
import { Ways } from '../../../../../infra/local/page/server/ways.ts';
import { propertyRuns } from '../../../../support/property-runs.ts';

const traceId = '1-5759e988-bd862e3fe1be46a994272793';

/** What a customer may have written; the mark is what must come out nowhere. */
const text = fc
  .tuple(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'grapheme' }))
  .map(([before, after]) => `${before} SECRET ${after}`);
const stamped = { atMs: fc.integer({ min: 0, max: 1e6 }), traceId: fc.constant(traceId) };
const ms = fc.double({ min: 0, max: 1e5, noNaN: true });

const textInDetail = fc.record({ ticket: text, message: text, content: fc.record({ text, subject: text }) });
const entries: fc.Arbitrary<JournalEntry> = fc.oneof(
  fc.record({
    ...{ ...stamped, kind: fc.constant('event' as const), detailType: fc.constant('message.received.v1') },
    detail: fc.oneof(text, textInDetail, fc.array(text)),
  }),
  fc.record({
    ...{ ...stamped, kind: fc.constant('queue' as const), queue: fc.constant('enrich.fifo') },
    what: fc.constantFrom('sent', 'deduplicated', 'received', 'deleted', 'delayed', 'dead-lettered'),
    ...{ messageId: fc.uuid(), body: text },
  }),
  fc.record({
    ...{ ...stamped, kind: fc.constant('log' as const), functionName: fc.constant('enrich') },
    record: fc.oneof(
      text,
      fc.record({
        ...{
          message: fc.constant('ended'),
          outcome: fc.constantFrom('delivered', 'skipped', 'parked', 'refused'),
        },
        ...{ reason: text, eventId: text, correlationId: text, connector: text, account: text },
        ...{ ticket: text, messageId: text, traceId: fc.constant(traceId), more: text },
      }),
    ),
  }),
  fc.record({
    ...{ ...stamped, kind: fc.constantFrom('http-request' as const), method: fc.constant('GET') },
    path: text.map((name) => `/sc/attachments/4f/${encodeURIComponent(name.toWellFormed())}`),
    ...{ status: fc.constantFrom(0, 200, 404, 500), ms },
  }),
  fc.record({ ...stamped, kind: fc.constant('runner' as const), text }),
  fc.record({
    ...{ ...stamped, kind: fc.constant('service-call' as const) },
    service: fc.constantFrom('translate', 'comprehend', 'lex', 'events', 'sqs', 'dynamodb', 'secretsmanager'),
    operation: fc.constantFrom('TranslateText', 'GetItem', 'PutItem'),
    ...{ caller: fc.constantFrom('enrich', 'reply'), result: fc.constantFrom('ok', 'ThrottlingException') },
    ...{ ms, engine: fc.constantFrom(null, 'phrasebook'), billedCharacters: fc.nat() },
  }),
);

test('Whatever happens, a way has the shape that the page expects, and no text of a customer is in it', () => {
  fc.assert(
    fc.property(fc.array(entries, { maxLength: 40 }), (all) => {
      const ways = new Ways();
      for (const entry of all) ways.add(entry);

      const told = ways.all();
      for (const each of told) way.parse(each);
      expect(JSON.stringify(told)).not.toContain('SECRET');
    }),
    { numRuns: propertyRuns },
  );
});

test('A way lasts from its first step to the end of its last one, and costs what its steps cost', () => {
  fc.assert(
    fc.property(fc.array(entries, { maxLength: 40 }), (all) => {
      const ways = new Ways();
      for (const entry of all) ways.add(entry);

      for (const { startedAtMs, ms: lasted, steps, costUsd } of ways.all()) {
        const begun = steps.map((step) => step.atMs);
        expect(begun).toEqual(begun.toSorted((one, other) => one - other));
        if (steps.length > 0) expect(startedAtMs).toBe(begun[0]);
        for (const step of steps)
          expect(step.atMs + (step.ms ?? 0)).toBeLessThanOrEqual(startedAtMs + lasted + 5);
        expect(costUsd).toBeCloseTo(
          steps.reduce((sum, step) => sum + (step.costUsd ?? 0), 0),
          6,
        );
      }
    }),
    { numRuns: propertyRuns },
  );
});
